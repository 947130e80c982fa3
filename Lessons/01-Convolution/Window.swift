import CNN
import Figures
import Printing

/// One place of a map as the row of a table, named by `windowColumns`: the window on the image,
/// what lies under it, the weights, their products and their sum, and the cell that takes it.
func windowRow(
  _ image: Tensor, _ layer: Convolution, _ map: Tensor, at place: (row: Int, column: Int)
) -> [Figure] {
  let (rows, columns) = layer.axes(for: image.shape)
  let (window, side) = (rows.window(at: place.row), columns.window(at: place.column))
  let weights = layer.weight.reshaped([layer.size.rows, layer.size.columns])
  let under = part(of: image, rows: window, columns: side)
  // A cell of the border is no pixel of the image.
  let isInside =
    window.clamped(to: 0..<rows.input) == window && side.clamped(to: 0..<columns.input) == side
  let origin = Figure.Origin.activation(
    "in", channel: 0, row: window.lowerBound, column: side.lowerBound)
  let products = Tensor(weights.shape, zip(under.scalars, weights.scalars).map { $0 * $1 })
  let (answer, bias) = (map[place.row, place.column, 0], layer.bias[0])
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
          ("sum", (answer - bias).fixed(2, signed: true)), ("bias", bias.fixed(2, signed: true)),
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
