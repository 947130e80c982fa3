import CNN
import Figures
import LessonKit
import Printing

/// The example, and a place that sees only black: what lies under the window, and what comes of it.
func inkAndNothing(
  _ lesson: Lesson, _ seven: Tensor, _ layer: Convolution, _ kernel: Kernel, _ map: Tensor,
  at corner: (row: Int, column: Int)
) {
  let bias = layer.bias[0]
  lesson.cell("On the stroke, and on black") {
    let (rows, columns) = layer.axes(for: seven.shape)
    let black = placesWithoutInk(on: seven, rows, columns)
    let answers = Set(black.map { map[$0.row, $0.column, 0].fixed(4, signed: true) })
    lesson.print("windows that see only black: \(black.count) of \(map.scalars.count)")
    lesson.print("their answers: \(answers.sorted().joined(separator: ", "))")

    let example = try mapPlace(of: corner, layer, on: seven.shape, lesson)
    let places = [inkExample(example, black, map, bias: bias)] + blackExample(black, rows, columns)
    let weights = Tensor(rows: kernel.weights)
    let figures = places.map { place in
      let window = (rows: rows.window(at: place.row), columns: columns.window(at: place.column))
      let under = part(of: seven, rows: window.rows, columns: window.columns)
      // The products under the window, and their sum with the bias.
      let products = zip(under.scalars, weights.scalars).map { $0 * $1 }
      let sum = products.reduce(0, +)
      return windowRow(
        seven, layer, map, at: place, under: under, products: Tensor(weights.shape, products),
        sum: sum, answer: sum + bias)
    }
    lesson.show(
      .table(figures, columns: windowColumns, sharing: .signed), "window",
      "Which pixels of the upper window count?",
      alt: "A window on the seven, its sum, and the map", preview: false)
  }
}

/// One place of a map as the row of a table, named by `windowColumns`: the window on the image,
/// what lies under it, the weights, their products and their sum, and the cell that takes it.
func windowRow(
  _ image: Tensor, _ layer: Convolution, _ map: Tensor, at place: (row: Int, column: Int),
  under: Tensor, products: Tensor, sum: Float, answer: Float
) -> [Figure] {
  let (rows, columns) = layer.axes(for: image.shape)
  let (window, side) = (rows.window(at: place.row), columns.window(at: place.column))
  let weights = layer.weight.reshaped([layer.size.rows, layer.size.columns])
  // A cell of the border is no pixel of the image.
  let isInside =
    window.clamped(to: 0..<rows.input) == window && side.clamped(to: 0..<columns.input) == side
  let origin = Figure.Origin.activation(
    "in", channel: 0, row: window.lowerBound, column: side.lowerBound)
  // Large enough for two decimals in a kernel of 3.
  let tile = max(rows.size, columns.size) <= 3 ? 141 : 170
  return [
    .image(image, of: .activation("in", channel: 0)).cell(6).border(rows, columns)
      .marking(.window(rows: window, columns: side)),
    .image(under, of: isInside ? origin : nil).side(tile), .sign("×"),
    .map(weights, of: .parameter("conv1", kernel: 0, channel: 0)).side(tile), .sign("="),
    .column(
      .map(products).side(tile),
      .sum(
        [
          ("sum", sum.fixed(2, signed: true)), ("bias", layer.bias[0].fixed(2, signed: true)),
        ], total: ("answer", answer.fixed(2, signed: true)))),
    .map(map, of: .activation("conv1", channel: 0)).cell(6 * layer.stride.rows)
      .marking(.cell(place.row, place.column)),
  ]
}

let windowColumns = ["image", "under the window", "", "weights", "", "products", "map"]

/// A part of an image. What lies outside of the image is black.
func part(of image: Tensor, rows: Range<Int>, columns: Range<Int>) -> Tensor {
  let (height, width) = (0..<image.shape[0], 0..<image.shape[1])
  let scalars = rows.flatMap { row in
    columns.map { column in
      height.contains(row) && width.contains(column) ? image[row, column, 0] : 0
    }
  }
  return Tensor([rows.count, columns.count, 1], scalars)
}
