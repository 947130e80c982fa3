import CNN
import Pictures

/// A window of pooling: the four cells under it and what comes out, as numbers and as gradients.
struct Route {
  let numbers: (window: Tensor, out: Tensor)
  let gradients: (window: Tensor, out: Tensor)
  /// Within the window.
  let winner: (row: Int, column: Int)

  init(
    _ i: Int, _ j: Int, _ winner: (row: Int, column: Int),
    _ numbers: (before: Tensor, after: Tensor), _ gradients: (before: Tensor, after: Tensor)
  ) {
    func cut(_ maps: (before: Tensor, after: Tensor)) -> (window: Tensor, out: Tensor) {
      (maps.before.part(2 * i, 2 * j, side: 2), maps.after.part(i, j, side: 1))
    }
    (self.numbers, self.gradients) = (cut(numbers), cut(gradients))
    self.winner = (winner.row - 2 * i, winner.column - 2 * j)
  }
}

/// Three windows a row, each with the number that is taken over at its right; below them the same
/// windows with their gradients.
func routesPicture(_ routes: [Route]) -> Picture {
  func block(_ title: String, isBack: Bool) -> Picture {
    let pairs = routes.map { isBack ? $0.gradients : $0.numbers }
    let scale = ColorScale.fitting(pairs.flatMap { [$0.window, $0.out] })
    let tiles = zip(routes, pairs).map { route, pair in
      tile(pair, route.winner, scale, isBack: isBack)
    }
    return .column(
      [
        Picture(text: title), .montage(tiles, columns: 3, spacing: 26),
        .scaleBar(scale, width: 200),
      ], spacing: 10, align: .center)
  }
  return .column(
    [
      block("forward: the largest number goes on", isBack: false),
      block("backward: the gradient goes where the number came from", isBack: true),
    ], spacing: 22, align: .center)
}

private func tile(
  _ pair: (window: Tensor, out: Tensor), _ winner: (row: Int, column: Int), _ scale: ColorScale,
  isBack: Bool
) -> Picture {
  let (cell, gap) = (78, 70)
  let window = MapPanel(pair.window, scale, cell: cell, decimals: 3)
    .outlining([winner]).draw()
  let out = MapPanel(pair.out, scale, cell: cell, decimals: 3).draw()
  var picture = Picture.row([window, out], spacing: gap)
  // In the height of the winner on the one side, of the number on the other.
  let inner = (x: window.width + 3, y: 4 + winner.row * cell + cell / 2)
  let outer = (x: window.width + gap - 4, y: picture.height / 2)
  let (start, end) = isBack ? (outer, inner) : (inner, outer)
  picture.arrow(from: start, to: end, thickness: 3, isBack ? .mark : .ink)
  return picture
}

/// Six windows in two rows where a map has most that is not 0: their rows and columns.
func busiestWindows(_ map: Tensor) -> [(Int, Int)] {
  var best = (row: 0, column: 0, count: -1)
  for row in stride(from: 0, to: map.shape[0] - 3, by: 2) {
    for column in stride(from: 0, to: map.shape[1] - 5, by: 2) {
      let cells = (0..<4).flatMap { i in (0..<6).map { map[row + i, column + $0, 0] } }
      let count = Set(cells).count
      if count > best.count { best = (row, column, count) }
    }
  }
  return (0..<6).map { (best.row / 2 + $0 / 3, best.column / 2 + $0 % 3) }
}

/// The pixels' gradient: half scattered, scattered, gathered.
func twoWaysPicture(
  _ halfway: Tensor, _ scattered: Tensor, _ gathered: Tensor, rows: Int
) -> Picture {
  let scale = ColorScale.fitting(scattered, gathered)
  let panels = [
    (halfway, "\(rows) rows scattered"), (scattered, "all scattered"),
    (gathered, "gathered, turned"),
  ]
  return .column(
    [
      .row(
        panels.map { MapPanel($0.0, scale, cell: 9, title: $0.1).draw() }, spacing: 30,
        align: .start),
      .scaleBar(scale),
    ], align: .center)
}

/// Two weights from step to step.
func pathPicture(_ path: [[Float]]) -> Picture {
  let steps = path.indices.map { Double($0) }
  return Plot(
    x: Axis("step"), y: Axis("weight", range: -1.2...1.2),
    [
      Plot.Series("left weight", x: steps, y: path.map { $0[0] }),
      Plot.Series("right weight", x: steps, y: path.map { $0[1] }),
    ], width: 840, height: 220
  ).reference(y: 1).reference(y: -1).draw()
}

extension Tensor {
  /// A square of a map `[H, W, 1]`.
  nonisolated func part(_ row: Int, _ column: Int, side: Int) -> Tensor {
    var part = Tensor([side, side, 1])
    for i in 0..<side {
      for j in 0..<side { part[i, j, 0] = self[row + i, column + j, 0] }
    }
    return part
  }
}
