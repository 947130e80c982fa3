import LessonKit
import Models

/// The class that is right on the worksheet.
///
/// - Throws: one sentence, if a knob has a value that cannot work.
func checkedKnobs(right: String, nudge: Double) throws -> Int {
  guard let label = LittleSeven.classes.firstIndex(of: right) else {
    throw KnobError(
      "right: the little network has no answer “\(right.prefix(20))”; it has "
        + LittleSeven.classes.joined(separator: " and "))
  }
  guard nudge.isFinite, nudge > 0, nudge <= 3 else {
    throw KnobError("nudge: \(nudge) cannot work; it is a number above 0 and at most 3")
  }
  return label
}
