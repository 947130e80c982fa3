import CNN
import Pictures

/// Some windows, and the cells of the map that they see.
struct WindowPart {
  let rows, columns: Range<Int>
  var mapRows: Range<Int> { Self.cells(rows) }
  var mapColumns: Range<Int> { Self.cells(columns) }

  init(rows: Range<Int>, columns: Range<Int>) { (self.rows, self.columns) = (rows, columns) }

  /// The windows that hand on more than zero in at least one of some pooled maps, and one more on
  /// each side.
  init(around pooled: [Tensor]) {
    let (height, width) = (pooled[0].shape[0], pooled[0].shape[1])
    let active = (0..<height * width).filter { cell in pooled.contains { $0.scalars[cell] > 0 } }
    func range(_ positions: [Int], _ count: Int) -> Range<Int> {
      max(0, (positions.min() ?? 0) - 1)..<min(count, (positions.max() ?? count) + 2)
    }
    self.init(
      rows: range(active.map { $0 / width }, height),
      columns: range(active.map { $0 % width }, width))
  }

  private static func cells(_ windows: Range<Int>) -> Range<Int> {
    windows.lowerBound * stride..<(windows.upperBound - 1) * stride + window
  }

  /// Their part of a map, `[H, W, 1]`.
  func ofMap(_ map: Tensor) -> Tensor { map.part(rows: mapRows, columns: mapColumns) }

  /// Their part of a pooled map, `[OH, OW, 1]`.
  func ofPooled(_ map: Tensor) -> Tensor { map.part(rows: rows, columns: columns) }

  /// Those of some cells of the map that lie in the part, counted from its corner.
  func inMap(_ cells: [(row: Int, column: Int)]) -> [(row: Int, column: Int)] {
    cells.filter { mapRows.contains($0.row) && mapColumns.contains($0.column) }
      .map { ($0.row - mapRows.lowerBound, $0.column - mapColumns.lowerBound) }
  }
}

/// A panel without a title, with lines where its windows meet, if they do not overlap.
func ruled(_ panel: Picture, _ part: WindowPart, cell: Int) -> Picture {
  guard stride == window, window > 1 else { return panel }
  let (height, width) = (part.mapRows.count * cell, part.mapColumns.count * cell)
  let (thickness, color) = cell < 24 ? (1, Color.faint) : (2, Color.ink)
  var picture = panel
  for line in Swift.stride(from: window * cell, to: height, by: window * cell) {
    picture.fill(x: 4, y: 4 + line, width: width, height: thickness, color)
  }
  for line in Swift.stride(from: window * cell, to: width, by: window * cell) {
    picture.fill(x: 4 + line, y: 4, width: thickness, height: height, color)
  }
  return picture
}
