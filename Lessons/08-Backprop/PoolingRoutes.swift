import CNN
import Figures
import LessonKit
import Printing

/// What pooling took from where, and what it gives back to there.
func poolingRoutes(_ lesson: Lesson, _ trace: Trace) {
  let network = trace.network
  lesson.more("pooling, there and back")
  lesson.text(
    """
    Pooling takes the largest number of each window, unchanged. So its output changes as fast as \
    the winner, and not at all with the other three. The derivatives are 1, 0, 0 and 0, and the \
    gradient of the window goes to the winner.
    """)
  lesson.cell("There and back in six windows") {
    let map = mostCut(try trace["conv2"])
    let source = try network.name(before: "pool1")
    let before = try trace[source].channel(map)
    let dBefore = try trace.gradient(source).channel(map)
    let dAfter = try trace.gradient("pool1").channel(map)
    var routes: [Route] = []
    for (i, j) in busiestWindows(before) {
      var winner = (row: 2 * i, column: 2 * j)
      for (h, w) in [(2 * i, 2 * j + 1), (2 * i + 1, 2 * j), (2 * i + 1, 2 * j + 1)]
      where before[h, w, 0] > before[winner.row, winner.column, 0] { winner = (h, w) }
      lesson.print(
        "window (\(i),\(j)): won by (\(winner.row),\(winner.column)), which gets "
          + dBefore[winner.row, winner.column, 0].signed + " of " + dAfter[i, j, 0].signed)
      routes.append(Route(map: map, window: (i, j), winner: winner))
    }
    lesson.show(
      .column(
        .heading("forward: the largest number goes on"),
        .montage(
          try routes.map { try $0.forward(trace) }, columns: 3, spacing: 26, sharing: .automatic
        ).written(3),
        .heading("backward: the gradient goes where the number came from"),
        .montage(
          try routes.map { try $0.backward(trace) }, columns: 3, spacing: 26, sharing: .signed
        ).written(3)),
      "routes",
      "Six windows of map \(map), their winners outlined. Compare each window above with the one "
        + "below it: which cell gave the number, and which gets the gradient?",
      alt: "Six windows, forward and backward",
      preview: false)
  }
  lesson.prepare { try liveliestWindow(lesson, trace) }
}

/// Of the six windows the one with the most different numbers, to touch.
private func liveliestWindow(_ lesson: Lesson, _ trace: Trace) throws {
  let source = try trace.network.name(before: "pool1")
  let map = mostCut(try trace["conv2"])
  let (before, after) = (try trace[source].channel(map), try trace.gradient("pool1").channel(map))
  let windows = busiestWindows(before).map { i, j in
    let cells = [(0, 0), (0, 1), (1, 0), (1, 1)].map { before[2 * i + $0, 2 * j + $1, 0] }
    return (window: Tensor([2, 2], cells), gradient: after[i, j, 0])
  }
  func liveliness(_ one: (window: Tensor, gradient: Float)) -> Float {
    let different = Set(one.window.scalars.map { ($0 * 100).rounded() }).count
    return Float(different) * (one.gradient == 0 ? 0 : 1) + abs(one.gradient)
  }
  let best = windows.max { liveliness($0) < liveliness($1) } ?? windows[0]
  winnerToTouch(lesson, best.window, gradient: best.gradient)
}

/// A window of pooling in one map, and the cell that has won it.
private struct Route {
  let map: Int
  let window: (row: Int, column: Int)
  let winner: (row: Int, column: Int)

  /// The four numbers under the window, and the one that goes on.
  func forward(_ trace: Trace) throws -> Figure {
    try pair(trace) { try .activation(trace, $0, channel: map, rows: $1, columns: $2) }
      .linking(inner, to: (1, 0, 0))
  }

  /// Their gradients: the one that comes back, and where it goes.
  func backward(_ trace: Trace) throws -> Figure {
    try pair(trace) { try .gradient(trace, $0, channel: map, rows: $1, columns: $2) }
      .linking((1, 0, 0), to: inner, .mark)
  }

  /// Of the two maps the window is the first.
  private var inner: (map: Int, row: Int, column: Int) {
    (0, winner.row - 2 * window.row, winner.column - 2 * window.column)
  }

  private func pair(
    _ trace: Trace, _ part: (String, Range<Int>, Range<Int>) throws -> Figure
  ) throws -> Figure {
    let (i, j) = window
    let before = try part(
      trace.network.name(before: "pool1"), 2 * i..<2 * i + 2, 2 * j..<2 * j + 2)
    let after = try part("pool1", i..<i + 1, j..<j + 1)
    return .row(before.marking(.outline(inner.row, inner.column)), after, spacing: 60).cell(60)
  }
}

/// Six windows in two rows, where a map has most different numbers: their rows and columns.
private func busiestWindows(_ map: Tensor) -> [(Int, Int)] {
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
