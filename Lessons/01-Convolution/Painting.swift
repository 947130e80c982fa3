import CNN
import LessonKit
import Pictures

// How this lesson's larger pictures are put together from panels. Nothing is computed here.

/// The window on the image, the three tiles of what happens under it, and its place in the map.
func windowPicture(
  _ image: Tensor, _ layer: Convolution, map: Tensor, at place: (row: Int, column: Int)
) -> Picture {
  let (rows, columns) = layer.axes(for: image.shape)
  let (window, side) = (rows.window(at: place.row), columns.window(at: place.column))
  let weights = layer.weight.reshaped([layer.size.rows, layer.size.columns, 1])
  var under = Tensor(weights.shape)
  var products = under
  for (a, h) in window.enumerated() {
    for (b, w) in side.enumerated() {
      let isInside = (0..<rows.input).contains(h) && (0..<columns.input).contains(w)
      under[a, b, 0] = isInside ? image[h, w, 0] : 0
      products[a, b, 0] = under[a, b, 0] * weights[a, b, 0]
    }
  }
  let sum = map[place.row, place.column, 0]
  let border = max(rows.before, rows.after, columns.before, columns.after)
  let scale = ColorScale.fitting(map)
  func tile(_ tensor: Tensor, _ scale: ColorScale, _ title: String) -> Picture {
    MapPanel(tensor, scale, cell: 60, title: title, decimals: 2).draw()
  }
  let bias = layer.bias.scalars[0]
  return .row(
    [
      MapPanel(image, .pixels, cell: 8, title: "image")
        .bordered(by: border).marking(rows: window, columns: side).draw(),
      tile(under, .pixels, "values"), Picture(text: "×", scale: 3),
      tile(weights, scale, "weights"), Picture(text: "=", scale: 3),
      tile(products, scale, "products"),
      .column(
        [
          Picture(text: "sum"), Picture(text: (sum - bias).fixed(2, signed: true)),
          Picture(text: "bias"), Picture(text: bias.fixed(2, signed: true)),
          Picture(text: "= " + sum.fixed(2, signed: true), scale: 3),
        ], spacing: 8, align: .center),
      MapPanel(map, scale, cell: 8, title: "map")
        .marking(row: place.row, column: place.column).draw(),
    ], spacing: 12)
}

/// A kernel's weights above its map, and what it asks.
func galleryPicture(_ kernel: Kernel, _ map: Tensor, cell: Int) -> Picture {
  let weights = Tensor(rows: kernel.weights)
  let scale = ColorScale.fitting(map)
  return .column(
    [
      MapPanel(weights, .fitting(weights), cell: 32, title: kernel.name, decimals: 1).draw(),
      MapPanel(map, scale, cell: cell).draw(), .scaleBar(scale, width: 150),
    ], spacing: 10, align: .center)
}

/// The place in the map whose window begins at a pixel of the image, or with a stride just
/// before it. Throws a sentence if there is none.
func mapPlace(
  of corner: (row: Int, column: Int), _ layer: Convolution, on image: Shape
) throws -> (row: Int, column: Int) {
  let (rows, columns) = layer.axes(for: image)
  let row = (corner.row + rows.before) / layer.stride.rows
  let column = (corner.column + columns.before) / layer.stride.columns
  let isInside = corner.row + rows.before >= 0 && corner.column + columns.before >= 0
  guard isInside, row < rows.output, column < columns.output else {
    throw KnobError(
      "with the corner at (\(corner.row), \(corner.column)) a window of \(layer.size) leaves "
        + "the image of \(image[0])×\(image[1])")
  }
  return (row, column)
}
