import CNN
import LessonKit
import Models
import Printing

/// Throws one sentence about a knob that cannot work.
func checkKnobs(pen: Double, size: Double, start: (x: Double, y: Double)) throws {
  guard (1...200).contains(pen) else {
    throw KnobError("a pen of \(Float(pen).short) pixels cannot work; it is 1 to 200 wide")
  }
  guard (0.05...10).contains(size) else {
    throw KnobError("a size of \(Float(size).short) cannot work; it is a number from 0.05 to 10")
  }
  guard (0..<280).contains(start.x), (0..<280).contains(start.y) else {
    let place = "(\(Float(start.x).short), \(Float(start.y).short))"
    throw KnobError(
      "a start at \(place) cannot work; the pad has places from (0, 0) to (279, 279)")
  }
}

/// The network that the knob names.
func namedModel(_ model: String) throws -> Network {
  switch model {
  case "walkthrough": return try Models.walkthrough()
  case "course": return try Models.course()
  default:
    throw KnobError(
      "there is no model “\(model.prefix(40))”; there are “walkthrough” and “course”")
  }
}

/// How large the drawing is, and where it begins.
func position(size: Double, start: (x: Double, y: Double)) -> String {
  if size > 1 { return "large" }
  return start.x < 60 && start.y < 60 ? "small and in a corner" : "small"
}
