/// A name at the right end of a plot's line.
struct EndLabel: Sendable {
  /// How far the text stands from the area, for the line that leads to it.
  static let lead = 26

  var text: String
  var color: Color
  /// Where the line ends and where the text stands, in rows from the top of the area.
  var line: Int
  var row: Int

  func draw(on picture: inout Picture, _ area: Box) {
    let start = Point(x: Double(area.right + 3), y: Double(area.y + line))
    let turn = Point(x: start.x + 12, y: Double(area.y + row))
    picture.stroke(
      [start, turn, Point(x: turn.x + 4, y: turn.y)], thickness: 1.5, color)
    picture.write(text, x: area.right + Self.lead, y: area.y + row - 7)
  }
}

extension Plot {
  /// The names of the lines across the plot and, if `named`, of the series, moved apart; nil if
  /// there is no room for them.
  func endLabels(_ scale: AxisScale, _ height: Int, named: Bool) -> [EndLabel]? {
    let room = width * 2 / 5
    func label(_ text: String, _ color: Color, at value: Double) -> EndLabel? {
      guard !text.isEmpty, let place = scale.place(value) else { return nil }
      let row = Int(((1 - min(max(place, 0), 1)) * Double(height - 1)).rounded())
      return EndLabel(text: text, color: color, line: row, row: row)
    }
    var labels = levels.compactMap { reference in
      let text = Picture.lines(of: reference.label, within: room, atMost: 1).first ?? ""
      return label(text, .quiet, at: reference.value)
    }
    if named {
      labels += series.indices.compactMap { number in
        let last = series[number].y.last { scale.place($0) != nil }
        return last.flatMap { label(series[number].name, color(number), at: $0) }
      }
      if labels.contains(where: { Picture.width(of: $0.text) > room }) { return nil }
    }
    guard (labels.count - 1) * Picture.lineHeight < height else { return named ? nil : [] }
    return Self.apart(labels, height)
  }

  private static func apart(_ labels: [EndLabel], _ height: Int) -> [EndLabel] {
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

  /// The labels of upright lines, in rows so that they do not overlap; the last row is lowest.
  func flags(_ frame: Frame, width: Int) -> [[(text: String, x: Int, column: Int)]] {
    var rows: [[(text: String, x: Int, column: Int)]] = []
    for reference in uprights {
      guard let place = frame.column(reference.value) else { continue }
      let column = Int(place.rounded())
      guard column >= frame.area.x, column < frame.area.right else { continue }
      let text = Picture.lines(of: reference.label, within: width / 2, atMost: 1).first ?? ""
      let size = Picture.width(of: text)
      let x = min(max(0, column - size / 2), width - size)
      let free = rows.firstIndex { row in
        row.allSatisfy { x + size + 12 <= $0.x || $0.x + Picture.width(of: $0.text) + 12 <= x }
      }
      if let free {
        rows[free].append((text, x, column))
      } else {
        rows.append([(text, x, column)])
      }
    }
    return rows.allSatisfy { $0.allSatisfy { $0.text.isEmpty } }
      ? rows.isEmpty ? [] : [rows.flatMap { $0 }] : rows
  }

  func draw(
    _ flags: [[(text: String, x: Int, column: Int)]], on picture: inout Picture, _ frame: Frame
  ) {
    for (number, row) in flags.enumerated() {
      let y = frame.area.y - (number + 1) * Picture.lineHeight
      for (text, x, column) in row {
        picture.dash(x: column, y: frame.area.y, height: frame.area.height)
        picture.write(text, x: x, y: y, .quiet)
      }
    }
  }
}
