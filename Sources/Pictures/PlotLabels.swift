/// A name at the right end of a plot's line.
struct EndLabel: Sendable {
  /// How far the text stands from the area, for the line that leads to it.
  static let lead = 26

  var text: String
  var color: Color
  /// Where the line ends and where the text stands, in rows from the top of the area.
  var line: Int
  var row: Int

  func draw(on canvas: inout Canvas, _ area: Box) {
    let start = Point(x: Double(area.right + 3), y: Double(area.y + line))
    let turn = Point(x: start.x + 12, y: Double(area.y + row))
    canvas.picture.stroke(
      [start, turn, Point(x: turn.x + 4, y: turn.y)], thickness: 1.5, color)
    canvas.write(text, x: area.right + Self.lead, y: area.y + row - 7)
  }
}

extension EndLabel {
  /// The names of lines across a chart.
  static func labels(of references: [Reference], _ scale: AxisScale, height: Int, within room: Int)
    -> [EndLabel]
  {
    references.compactMap { reference in
      let text = Picture.lines(of: reference.label, within: room, atMost: 1).first ?? ""
      return EndLabel(text, .quiet, at: reference.value, scale, height)
    }
  }

  /// The name of what ends at a number; nil if there is none, or no place for the number.
  init?(_ text: String, _ color: Color, at value: Double, _ scale: AxisScale, _ height: Int) {
    guard !text.isEmpty, let place = scale.place(value) else { return nil }
    let row = Int(Frame.snapped((1 - min(max(place, 0), 1)) * Double(height - 1)).rounded())
    self.init(text: text, color: color, line: row, row: row)
  }

  /// The labels moved up and down until none overlaps; none if there are too many of them.
  static func apart(_ labels: [EndLabel], _ height: Int) -> [EndLabel] {
    guard (labels.count - 1) * Picture.lineHeight < height - 6 else { return [] }
    let order = labels.indices.sorted { (labels[$0].line, $0) < (labels[$1].line, $1) }
    var sorted = order.map { labels[$0] }
    for i in sorted.indices.dropFirst() {
      sorted[i].row = max(sorted[i].row, sorted[i - 1].row + Picture.lineHeight)
    }
    for i in sorted.indices.reversed() {
      let below = sorted.count - 1 - i
      sorted[i].row = min(sorted[i].row, height - 6 - below * Picture.lineHeight)
    }
    return sorted
  }

  /// How much room labels take at the right of the area.
  static func width(of labels: [EndLabel]) -> Int {
    labels.map { lead + Picture.width(of: $0.text) }.max() ?? 0
  }
}

/// The labels of upright lines, above a chart in rows, so that none overlaps.
struct Flags: Sendable {
  struct Flag: Sendable {
    var text: String
    var x: Int
  }

  /// The first row is the lowest.
  var rows: [[Flag]] = []
  /// Where the lines stand.
  var columns: [Int] = []

  init(_ references: [Reference], _ frame: Frame, width: Int) {
    for reference in references {
      guard let place = frame.column(reference.value) else { continue }
      let column = Int(place.rounded())
      guard column >= frame.area.x, column < frame.area.right else { continue }
      let text = Picture.lines(of: reference.label, within: width / 2, atMost: 1).first ?? ""
      columns.append(column)
      if text.isEmpty { continue }
      let size = Picture.width(of: text)
      let flag = Flag(text: text, x: min(max(0, column - size / 2), width - size))
      let free = rows.firstIndex { row in
        row.allSatisfy {
          flag.x + size + 12 <= $0.x || $0.x + Picture.width(of: $0.text) + 12 <= flag.x
        }
      }
      if let free { rows[free].append(flag) } else { rows.append([flag]) }
    }
  }

  /// With a space below, so that they keep clear of the uppermost number at the left.
  var height: Int { rows.isEmpty ? 0 : rows.count * Picture.lineHeight + 6 }

  func draw(on canvas: inout Canvas, _ area: Box) {
    for column in columns { canvas.picture.dash(x: column, y: area.y, height: area.height) }
    for (number, row) in rows.enumerated() {
      for flag in row {
        canvas.write(
          flag.text, x: flag.x, y: area.y - (number + 1) * Picture.lineHeight - 6, .quiet)
      }
    }
  }
}
