import Figures

/// Names at the right end of lines, moved apart where they would overlap.
struct EndNames {
  struct Name {
    var text: String
    var color: Color
    /// The rows of the line's end and of the text.
    var line: Int
    var row: Int
    var isDashed = false
  }

  private(set) var names: [Name]
  static let lead = 24

  /// Nil if there are too many for the height.
  init?(_ names: [Name], top: Int, bottom: Int) {
    let step = Typeface.of(.small).line
    guard (names.count - 1) * step <= bottom - top else { return nil }
    let order = names.indices.sorted { (names[$0].line, $0) < (names[$1].line, $1) }
    var sorted = order.map { names[$0] }
    for i in sorted.indices.dropFirst() {
      sorted[i].row = max(sorted[i].row, sorted[i - 1].row + step)
    }
    for i in sorted.indices.reversed() {
      sorted[i].row = min(sorted[i].row, bottom - (sorted.count - 1 - i) * step)
    }
    self.names = sorted
  }

  var width: Int {
    names.map { Self.lead + Typeface.of(.small).width(of: $0.text) }.max() ?? 0
  }

  func draw(on block: inout Block, x: Int) {
    let type = Typeface.of(.small)
    for name in names {
      let start = Point(x: Double(x + 3), y: Double(name.line))
      let turn = Point(x: start.x + 11, y: Double(name.row))
      let points = [start, turn, Point(x: turn.x + 4, y: turn.y)]
      block.items.append(
        name.isDashed
          ? Item(.dashed(points, thickness: 1.25, clip: nil), .ground, name.color)
          : Item(.stroke(points, thickness: 1.5, clip: nil), .ground, name.color))
      block.write(
        name.text, .small, x: x + Self.lead, y: name.row - type.capital / 2)
    }
  }
}
