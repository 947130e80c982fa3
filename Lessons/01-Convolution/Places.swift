import CNN
import LessonKit
import Printing

// Where the examples of this lesson lie, and how it says so.

/// Stops the lesson where a knob has a value that cannot work.
func checkKnobs() throws {
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

/// The place in the map whose window begins at a pixel of the image or, with a stride, at the
/// nearest pixel where one begins; then it says so. Throws a sentence if there is none.
func mapPlace(
  of corner: (row: Int, column: Int), _ layer: Convolution, on image: Shape
) throws -> (row: Int, column: Int) {
  let (rows, columns) = layer.axes(for: image)
  let (row, column) = (corner.row + rows.before, corner.column + columns.before)
  // A half counts up, so that the example stays where there is ink.
  let place = (
    row: min((row + rows.stride / 2) / rows.stride, rows.output - 1),
    column: min((column + columns.stride / 2) / columns.stride, columns.output - 1)
  )
  guard (0..<rows.output * rows.stride).contains(row),
    (0..<columns.output * columns.stride).contains(column)
  else {
    throw KnobError(
      "with the corner at (\(corner.row), \(corner.column)) a window of \(layer.size) leaves "
        + "the image of \(image[0])×\(image[1])")
  }
  let nearest = (
    row: rows.window(at: place.row).lowerBound,
    column: columns.window(at: place.column).lowerBound
  )
  if nearest != corner {
    lesson.print(
      "no window begins at (\(corner.row),\(corner.column)) with a stride of \(rows.stride); "
        + "the nearest begins at (\(nearest.row),\(nearest.column))")
  }
  return place
}

/// The example or, where it sees only black, the place whose answer is farthest from the bias.
func inkExample(
  _ example: (row: Int, column: Int), _ black: [(row: Int, column: Int)], _ map: Tensor,
  bias: Float
) -> (row: Int, column: Int) {
  guard black.contains(where: { $0 == example }) else { return example }
  let answers = map.scalars.map { abs($0 - bias) }
  let place = answers.indices.max { answers[$0] < answers[$1] } ?? 0
  return (place / map.shape[1], place % map.shape[1])
}

/// Of the places that see only black one that lies well apart from the rim, if there are any.
func blackExample(
  _ black: [(row: Int, column: Int)], _ rows: SlidingAxis, _ columns: SlidingAxis
) -> [(row: Int, column: Int)] {
  let inner = black.last { $0.row < rows.output / 2 && $0.column < columns.output / 4 }
  return (inner ?? black.first).map { [$0] } ?? []
}

/// What a bias does to the answers, in a sentence.
func meaning(ofBias bias: Float) -> String {
  let size = abs(bias).fixed(2)
  if bias < 0 {
    return "Here it is −\(size): the products must add up to more than \(size) before the answer "
      + "turns positive."
  }
  if bias > 0 {
    return "Here it is +\(size): the kernel says yes to black, and only products that add up to "
      + "less than −\(size) turn its answer negative."
  }
  return
    "Here it is 0: where there is nothing to see the kernel says nothing, and the map is white there."
}

/// Where a kernel has said yes and no, if it is the one that the lesson begins with.
func whatIsSeen(by kernel: Kernel) -> String {
  let edge = """
    With the left edge: orange runs down the left side of the stroke, where dark turns to bright. \
    Blue runs down its right side, where bright turns to dark: the same question, answered with \
    “no, the opposite”. Inside the flat bar left and right are alike, their products cancel, and \
    hardly more than the bias is left. 
    """
  return (kernel.weights == Kernel.leftEdge.weights ? edge : "")
    + "The kernel does not know what a seven is. It knows one thing, and says where."
}

/// What the colours of a map mean, for its caption.
func colors(of map: Tensor, bias: Float) -> String {
  let isNegative = map.scalars.contains { $0 < 0 }
  let answers =
    "orange where the answer is yes"
    + (isNegative ? ", blue where it is the opposite" : "; no answer is negative")
  let ground = map.scalars.count { $0 == bias }
  let hasGround = 2 * ground > map.scalars.count
  return answers + "; range \(range(map))."
    + (hasGround ? " The even ground is the next question." : "")
}

/// Where a map has its largest number, in rows and columns of the image.
func loudest(_ map: Tensor, _ rows: SlidingAxis, _ columns: SlidingAxis) -> String {
  let place = map.scalars.argmax
  let (window, side) = (
    rows.window(at: place / map.shape[1]), columns.window(at: place % map.shape[1])
  )
  return "the largest answer, \(map.scalars[place].fixed(2, signed: true)), comes from rows "
    + "\(window.lowerBound) to \(window.upperBound - 1), columns \(side.lowerBound) to "
    + "\(side.upperBound - 1)"
}

/// The smallest and the largest number of a map.
func range(_ map: Tensor) -> String {
  let (low, high) = (map.scalars.min() ?? 0, map.scalars.max() ?? 0)
  return "\(low.fixed(2, signed: true)) to \(high.fixed(2, signed: true))"
}
