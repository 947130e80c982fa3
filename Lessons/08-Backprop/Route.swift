import CNN
import Figures

/// A window of pooling in one map, and the cell that has won it.
struct Route {
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
