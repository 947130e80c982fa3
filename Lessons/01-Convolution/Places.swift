import CNN
import LessonKit
import Printing

// Where the examples of this lesson lie on the image and in its map.

/// The place in the map whose window begins at a pixel of the image.
///
/// With a stride it takes the nearest pixel where a window begins, and says so. It throws a sentence
/// if there is none.
func mapPlace(
  of corner: (row: Int, column: Int), _ layer: Convolution, on image: Shape, _ lesson: Lesson
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

/// The places of a map whose window sees no ink.
func placesWithoutInk(
  on image: Tensor, _ rows: SlidingAxis, _ columns: SlidingAxis
) -> [(row: Int, column: Int)] {
  (0..<rows.output).flatMap { i in
    (0..<columns.output).map { j in (row: i, column: j) }
  }
  .filter { place in
    let (window, side) = (rows.window(at: place.row), columns.window(at: place.column))
    return part(of: image, rows: window, columns: side).scalars.allSatisfy { $0 == 0 }
  }
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

/// One place that sees only black and lies well inside the image; none if there is no black.
func blackExample(
  _ black: [(row: Int, column: Int)], _ rows: SlidingAxis, _ columns: SlidingAxis
) -> [(row: Int, column: Int)] {
  let inner = black.last { $0.row < rows.output / 2 && $0.column < columns.output / 4 }
  return (inner ?? black.first).map { [$0] } ?? []
}
