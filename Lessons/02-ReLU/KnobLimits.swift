import LessonKit
import Printing

/// Stops the lesson where a knob is no number, or one that would leave nothing to be seen.
func checkKnobs(slope: Float, bias: Float) throws {
  for (name, value) in [("slope", slope), ("bias", bias)] {
    guard value.isFinite, abs(value) <= 100 else {
      throw KnobError("a \(name) of \(value.short) cannot work; it is a number from −100 to 100")
    }
  }
}
