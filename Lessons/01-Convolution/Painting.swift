import CNN
import LessonKit
import Pictures

// How this lesson's larger pictures are put together from panels. Nothing is computed here.

/// An image with a part of it framed, and beside it that part in numbers.
func partPicture(of image: Tensor, rows: Range<Int>, columns: Range<Int>) -> Picture {
  var part = Tensor([rows.count, columns.count, 1])
  for (i, row) in rows.enumerated() {
    for (j, column) in columns.enumerated() { part[i, j, 0] = image[row, column, 0] }
  }
  let panels = [
    MapPanel(image, .pixels, cell: 12).marking(rows: rows, columns: columns).draw(),
    Picture(text: "=", scale: 4), MapPanel(part, .pixels, cell: 42, decimals: 1).draw(),
  ]
  return .column([.row(panels), .scaleBar(.pixels)], align: .center)
}

/// The image, the kernel and the map of the paper example, with one window and its answer marked.
func paperPicture(_ image: Tensor, _ kernel: Tensor, _ map: Tensor) -> Picture {
  let scale = ColorScale.fitting(kernel, map)
  let answers = MapPanel(map, scale, cell: 56, title: "map", decimals: 0)
  return .row([
    MapPanel(image, .pixels, cell: 56, title: "image", decimals: 1)
      .marking(rows: 1..<3, columns: 2..<4).draw(),
    Picture(text: "with"),
    MapPanel(kernel, scale, cell: 56, title: "kernel", decimals: 0).draw(),
    Picture(text: "and bias −1 gives"),
    .column(
      [answers.marking(row: 1, column: 2).draw(), .scaleBar(scale, width: 120)], align: .center),
  ])
}

/// An image and its map, large.
func mapPicture(_ image: Tensor, _ map: Tensor, _ title: String) -> Picture {
  let scale = ColorScale.fitting(map)
  return .row([
    MapPanel(image, .pixels, cell: 12, title: "the seven").draw(), Picture(text: "→", scale: 4),
    .column(
      [MapPanel(map, scale, cell: 12, title: title).draw(), .scaleBar(scale)], align: .center),
  ])
}

/// For some places, a row each: the window on the image, what happens under it, and the place in
/// the map that takes the answer.
func windowPicture(
  _ image: Tensor, _ layer: Convolution, _ map: Tensor, at places: [(row: Int, column: Int)]
) -> Picture {
  let bars = Picture.row([.scaleBar(.pixels), .scaleBar(.fitting(map))], spacing: 80)
  return .column(places.map { windowRow(image, layer, map, at: $0) } + [bars], align: .center)
}

private func windowRow(
  _ image: Tensor, _ layer: Convolution, _ map: Tensor, at place: (row: Int, column: Int)
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

/// The seven with the border of each padding, and below it the map that comes out, on one scale.
func paddingPicture(_ image: Tensor, _ maps: [(layer: Convolution, map: Tensor)]) -> Picture {
  let scale = ColorScale.fitting(maps.map(\.map))
  let columns = maps.map { layer, map in
    let (rows, columns) = layer.axes(for: image.shape)
    let above = MapPanel(image, .pixels, cell: 9, title: "\(layer.padding)")
      .bordered(by: max(rows.after, columns.after))
      .marking(rows: rows.window(at: 0), columns: columns.window(at: 0))
    let below = MapPanel(map, scale, cell: 9, title: "\(map.shape[0])×\(map.shape[1])")
    return Picture.column([above.draw(), below.marking(row: 0, column: 0).draw()], align: .center)
  }
  return .column([.row(columns, spacing: 30, align: .end), .scaleBar(scale)], align: .center)
}

/// Kernels with their maps beside them, on one scale.
func pairsPicture(_ pairs: [(kernel: Kernel, map: Tensor)]) -> Picture {
  let scale = ColorScale.fitting(pairs.map(\.map))
  let panels = pairs.flatMap { kernel, map in
    let weights = Tensor(rows: kernel.weights)
    return [
      MapPanel(weights, scale, cell: 44, title: kernel.name, decimals: 1).draw(),
      MapPanel(map, scale, cell: 9).draw(),
    ]
  }
  return .column([.row(panels, spacing: 20), .scaleBar(scale)], align: .center)
}

/// Kernels `[3, 3, 1]` each above its map, one of the channels of `maps`; two scales for all.
func borrowedPicture(_ kernels: [Tensor], _ maps: Tensor) -> Picture {
  let (weights, answers) = (ColorScale.fitting(kernels), ColorScale.fitting(maps))
  let panels = kernels.enumerated().map { k, kernel in
    Picture.column(
      [
        MapPanel(kernel, weights, cell: 50, title: "kernel \(k)", decimals: 1).draw(),
        MapPanel(maps.channel(k), answers, cell: 6).draw(),
      ], spacing: 8, align: .center)
  }
  let bars = Picture.row(
    [
      Picture(text: "weights"), .scaleBar(weights, width: 200), Picture(text: "maps"),
      .scaleBar(answers, width: 200),
    ])
  return .column([.montage(panels, columns: 4, spacing: 24), bars], align: .center)
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

/// The smallest and the largest number of a map, for a caption.
func range(_ map: Tensor) -> String {
  let (low, high) = (map.scalars.min() ?? 0, map.scalars.max() ?? 0)
  return "\(low.fixed(2, signed: true)) to \(high.fixed(2, signed: true))"
}
