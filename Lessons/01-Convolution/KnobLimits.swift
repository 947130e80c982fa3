import LessonKit
import Printing

/// Stops the lesson where a knob has a value that cannot work.
func checkKnobs(
  _ kernel: Kernel, bias: Float, stride: Int, _ corner: (row: Int, column: Int)
) throws {
  guard bias.isFinite, abs(bias) <= 100 else {
    throw KnobError("a bias of \(bias.short) cannot work; it is a number from −100 to 100")
  }
  guard (1...28).contains(stride) else {
    throw KnobError("a stride of \(stride) cannot work; it is a whole number from 1 to 28")
  }
  for weight in kernel.weights.joined() where !(abs(weight) <= 100) {
    throw KnobError(
      "kernel: a weight of \(weight.short) cannot work; it is a number from −100 to 100")
  }
  // A border lets a window begin outside of the image, but not farther than the image is long.
  guard (-28...28).contains(corner.row), (-28...28).contains(corner.column) else {
    throw KnobError(
      "a corner at (\(corner.row), \(corner.column)) cannot work; "
        + "the image has rows and columns from 0 to 27")
  }
}
