import CNN
import Figures

/// Some windows, and the cells of the map that they see.
struct WindowPart {
  let window: Window
  /// Of the pooled map: the windows.
  let rows: Range<Int>
  private(set) var columns: Range<Int>
  var mapRows: Range<Int> { cells(rows) }
  var mapColumns: Range<Int> { cells(columns) }

  /// As many windows as fit into 8 cells, around a place in the map.
  ///
  /// - Parameters:
  ///   - place: row and column of the map.
  ///   - places: how many windows there are in a row and in a column.
  init(_ window: Window, around place: [Int], places: Int) {
    self.window = window
    let step = window.stride
    let count = max(1, min(4, places, (8 - window.size) / step + 1))
    let ranges = place.prefix(2).map { position in
      let first = max(0, min(position / step - count / 2, places - count))
      return first..<first + count
    }
    (rows, columns) = (ranges[0], ranges[1])
  }

  /// The windows that hand on more than zero in at least one of some pooled maps, and one more on
  /// each side.
  init(_ window: Window, around pooled: [Tensor]) {
    self.window = window
    let (height, width) = (pooled[0].shape[0], pooled[0].shape[1])
    let active = (0..<height * width).filter { cell in pooled.contains { $0.scalars[cell] > 0 } }
    func range(_ positions: [Int], _ count: Int) -> Range<Int> {
      max(0, (positions.min() ?? 0) - 1)..<min(count, (positions.max() ?? count) + 2)
    }
    rows = range(active.map { $0 / width }, height)
    columns = range(active.map { $0 % width }, width)
  }

  private func cells(_ windows: Range<Int>) -> Range<Int> {
    windows.lowerBound * window.stride..<(windows.upperBound - 1) * window.stride + window.size
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

  /// The same part without the columns of the pooled map from one on.
  func withoutColumns(from end: Int) -> WindowPart {
    var part = self
    part.columns = columns.clamped(to: 0..<end)
    return part
  }

  /// Where the numbers of their part of a map come from.
  func origin(_ stage: String, _ map: Int) -> Figure.Origin {
    .activation(
      stage, channel: map, row: mapRows.lowerBound, column: mapColumns.lowerBound)
  }

  /// Lines where the windows meet, if they do not overlap and leave nothing out.
  func rules(_ tone: Figure.Tone) -> [Figure.Mark] {
    let size = window.size
    return window.stride == size && size > 1 ? [.rule(every: size, size, tone)] : []
  }

  /// Where no lines show the windows: a frame around each if there are gaps between them. Of windows
  /// that overlap only one has a frame.
  private var frames: [Figure.Mark] {
    let (size, step) = (window.size, window.stride)
    if step == size { return [] }
    let shown =
      overlaps ? [sample] : rows.indices.flatMap { i in columns.indices.map { (i, $0) } }
    return shown.map { i, j in
      .window((i - rows.lowerBound) * step, (j - columns.lowerBound) * step, size, size, .ink)
    }
  }

  private var overlaps: Bool { window.stride < window.size }

  /// The window in the middle, by its row and column in the pooled map.
  private var sample: (Int, Int) {
    (rows.lowerBound + rows.count / 2, columns.lowerBound + columns.count / 2)
  }

  /// The seven, a map of it, the windows' part of the map with their winners, and what they hand
  /// on.
  func figure(_ trace: Trace, _ pooled: Pooled, map: Int) throws -> Figure {
    let winners = window.keep == .largest ? inMap(pooled.winners(map: map)) : []
    let origin = Figure.Origin.activation(
      "pool1", channel: map, row: rows.lowerBound, column: columns.lowerBound)
    // Of other windows than the network's own its trace knows nothing.
    let isOwn = pooled.numbers == (try trace["pool1"])
    return .row(
      .column(
        try .activation(trace, "in", "the seven").side(140),
        try .activation(trace, "relu2", channel: map, "its map \(map)")
          .marking(.window(rows: mapRows, columns: mapColumns)).side(140).key(.none)),
      try .activation(
        trace, "relu2", channel: map, rows: mapRows, columns: mapColumns, "the frame, enlarged"
      ).marking(rules(.ink) + .on(winners, .outline) + frames).side(320),
      .arrow(window.keep.name),
      .map(ofPooled(pooled.numbers.channel(map)), "pooled", of: isOwn ? origin : nil)
        .marking(
          overlaps
            ? [.cell(sample.0 - rows.lowerBound, sample.1 - columns.lowerBound, .ink)] : []
        ).side(min(320, 110 * rows.count)),
      sharing: .unsigned)
  }

  /// What to look for.
  func caption(_ map: Int) -> String {
    var caption = "The framed part of map \(map), pooled. "
    if window.keep == .average {
      caption += "Choose a mean on the right, and find its window."
    } else if overlaps {
      caption +=
        "Outlined numbers are the largest of a window. Some of these windows reach beyond this part."
    } else {
      caption += "Outlined numbers are the largest of their windows: find them on the right."
    }
    if overlaps { return caption + " Black frames show one window, and the number that it makes." }
    return window.stride == window.size
      ? caption : caption + " Black frames are the windows; no window sees the other numbers."
  }
}
