import CNN
import Pictures
import Printing

// How this lesson's larger pictures are put together from panels. Nothing is computed here that
// the lesson teaches.

/// An image with a part of it framed, and beside it that part in numbers.
func partPicture(of image: Tensor, rows: Range<Int>, columns: Range<Int>) -> Picture {
  var part = Tensor([rows.count, columns.count, 1])
  for (i, row) in rows.enumerated() {
    for (j, column) in columns.enumerated() { part[i, j, 0] = image[row, column, 0] }
  }
  let title =
    "rows \(rows.lowerBound)-\(rows.upperBound - 1), columns "
    + "\(columns.lowerBound)-\(columns.upperBound - 1)"
  let panels = [
    MapPanel(image, .pixels, cell: 12, title: "the seven")
      .marking(rows: rows, columns: columns).draw(),
    MapPanel(part, .pixels, cell: 42, title: title, decimals: 1).draw(),
  ]
  return .column([.row(panels, spacing: 40, align: .start), .scaleBar(.pixels)], align: .center)
}

/// The image, the kernel and the map of the paper example, with one window and its answer marked.
func paperPicture(_ image: Tensor, _ kernel: Tensor, _ map: Tensor) -> Picture {
  let scale = ColorScale.fitting(kernel, map)
  let answers = MapPanel(map, scale, cell: 56, title: "map", decimals: 0)
  return .row(
    [
      MapPanel(image, .pixels, cell: 56, title: "image", decimals: 1)
        .marking(rows: 1..<3, columns: 2..<4).draw(),
      .sign("with", beside: 56 * 3),
      MapPanel(kernel, scale, cell: 56, title: "kernel", decimals: 0).draw(),
      .sign("and bias −1 gives", beside: 56 * 3),
      .column(
        [answers.marking(row: 1, column: 2).draw(), .scaleBar(scale, width: 120)],
        align: .center),
    ], align: .start)
}

/// An image and its map side by side, so that each answer stands as high as the middle of its
/// window, if the window moves pixel by pixel.
func mapPicture(
  _ image: Tensor, _ map: Tensor, _ layer: Convolution, _ title: String
) -> Picture {
  let cell = 12
  let (scale, rows) = (ColorScale.fitting(map), layer.axes(for: image.shape).rows)
  // Half cells, so that kernels of even size come out right.
  let shift = rows.stride == 1 ? (rows.size - 1 - 2 * rows.before) * cell / 2 : 0
  let left = MapPanel(image, .pixels, cell: cell, title: "the seven").draw()
  let right = Picture.column(
    [MapPanel(map, scale, cell: cell, title: title).draw(), .scaleBar(scale)], align: .center)
  let (top, arrow) = (max(0, -shift), Picture(text: "→", scale: 4))
  var picture = Picture(
    width: left.width + arrow.width + right.width + 32,
    height: max(left.height + top, right.height + top + shift))
  picture.paste(left, x: 0, y: top)
  picture.paste(arrow, x: left.width + 16, y: top + left.height / 2)
  picture.paste(right, x: left.width + arrow.width + 32, y: top + shift)
  return picture
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
  let scale = ColorScale.fitting(map)
  // Large enough for two decimals in a kernel of 3, for one in a kernel of 5.
  let longest = max(rows.size, columns.size)
  let cell = longest <= 3 ? 64 : longest <= 5 ? 52 : max(8, 240 / longest)
  func tile(_ tensor: Tensor, _ scale: ColorScale, _ title: String) -> Picture {
    MapPanel(tensor, scale, cell: cell, title: title, decimals: 2).draw()
  }
  let (sum, bias) = (map[place.row, place.column, 0], layer.bias.scalars[0])
  let answer = Picture.column(
    [
      tile(products, scale, "products"),
      Picture(text: "sum  " + (sum - bias).fixed(2, signed: true).alignedRight(6)),
      Picture(text: "bias " + bias.fixed(2, signed: true).alignedRight(6)),
      Picture(text: "  =  " + sum.fixed(2, signed: true).alignedRight(6)),
    ], spacing: 6, align: .center)
  return .row(
    [
      MapPanel(image, .pixels, cell: 7, title: "image").bordered(rows, columns)
        .marking(rows: window, columns: side).draw(),
      tile(under, .pixels, "values"), .sign("×", beside: cell * rows.size),
      tile(weights, scale, "weights"), .sign("=", beside: cell * rows.size), answer,
      MapPanel(map, scale, cell: 7, title: "map")
        .marking(row: place.row, column: place.column).draw(),
    ], spacing: 10, align: .start)
}

/// A kernel's weights above its map, which has a scale of its own.
func galleryPicture(_ kernel: Kernel, _ map: Tensor, cell: Int) -> Picture {
  let weights = Tensor(rows: kernel.weights)
  let scale = ColorScale.fitting(map)
  return .column(
    [
      MapPanel(
        weights, .fitting(weights), cell: min(42, 200 / max(weights.shape[0], weights.shape[1])),
        title: kernel.name, decimals: 1
      ).draw(),
      MapPanel(map, scale, cell: cell).draw(), .scaleBar(scale, width: 150),
    ], spacing: 10, align: .center)
}

/// The seven with the border of each padding, and below it the map that comes out, on one scale.
func paddingPicture(_ image: Tensor, _ maps: [(layer: Convolution, map: Tensor)]) -> Picture {
  let scale = ColorScale.fitting(maps.map(\.map))
  let deepest = maps.map { $0.layer.axes(for: image.shape).rows.before }.max() ?? 0
  let columns = maps.map { layer, map in
    let (rows, columns) = layer.axes(for: image.shape)
    let above = MapPanel(image, .pixels, cell: 9, title: "\(layer.padding)")
      .bordered(rows, columns)
      .marking(rows: rows.window(at: 0), columns: columns.window(at: 0)).draw()
    let below = MapPanel(map, scale, cell: 9, title: "\(map.shape[0])×\(map.shape[1])")
    // So that the three images stand at one height.
    let space = Picture(width: 1, height: (deepest - rows.before) * 9 + 1)
    return Picture.column(
      [space, above, below.marking(row: 0, column: 0).draw()], spacing: 4, align: .center)
  }
  return .column([.row(columns, spacing: 30, align: .start), .scaleBar(scale)], align: .center)
}

/// Kernels with their maps beside them, on one scale.
func pairsPicture(_ pairs: [(kernel: Kernel, map: Tensor)]) -> Picture {
  let scale = ColorScale.fitting(pairs.map(\.map))
  let panels = pairs.flatMap { kernel, map in
    let weights = Tensor(rows: kernel.weights)
    return [
      MapPanel(
        weights, scale, cell: min(54, 220 / max(weights.shape[0], weights.shape[1])),
        title: kernel.name, decimals: 1
      ).draw(),
      MapPanel(map, scale, cell: 8).draw(),
    ]
  }
  return .column([.row(panels, spacing: 20), .scaleBar(scale)], align: .center)
}

/// Kernels `[3, 3, 1]` each above its map, one of the channels of `maps`; two scales for all. The
/// number of the maps at `place` is ringed.
func borrowedPicture(_ kernels: [Tensor], _ maps: Tensor, ringed place: [Int]) -> Picture {
  let (weights, answers) = (ColorScale.fitting(kernels), ColorScale.fitting(maps))
  let panels = kernels.enumerated().map { k, kernel in
    var map = MapPanel(maps.channel(k), answers, cell: 6)
    if place.last == k { map = map.ringing(row: place[0], column: place[1]) }
    return Picture.column(
      [
        MapPanel(kernel, weights, cell: 54, title: "kernel \(k)", decimals: 1).draw(),
        map.draw(),
      ], spacing: 8, align: .center)
  }
  let bars = Picture.row(
    [
      Picture(text: "weights"), .scaleBar(weights, width: 200), Picture(text: "maps"),
      .scaleBar(answers, width: 200),
    ])
  return .column([.montage(panels, columns: 4, spacing: 24), bars], align: .center)
}
