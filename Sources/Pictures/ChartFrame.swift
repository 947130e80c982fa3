import CNN
import Figures

// The frame of all charts: an area with thin axes and few ticks, and reference lines.

extension Axis {
  init(_ axis: Figure.Axis) {
    self.init(
      axis.title, axis.isLogarithmic ? .logarithmic : .linear, range: axis.range,
      isPercentage: axis.isPercentage)
  }

  /// As many ticks as a vertical axis has room for.
  func upright(_ values: [Double], height: Int) -> AxisScale {
    scale(values, ticks: max(2, height / 44 + 1))
  }

  /// As many ticks as a horizontal axis has room for.
  func level(_ values: [Double], width: Int, isTight: Bool = false) -> AxisScale {
    scale(
      values, along: width, isTight: isTight, apart: 72, measure: Typeface.of(.small).width)
  }
}

extension Frame {
  /// The width of a vertical axis's labels, with the space to the area.
  static func room(for scale: AxisScale) -> Int {
    (scale.ticks.map { Typeface.of(.small).width(of: $0.label) }.max() ?? 0) + 9
  }

  /// The height of a horizontal axis's ticks and title below the area.
  static func foot(title: String) -> Int {
    let type = Typeface.of(.small)
    return 9 + type.capital + (title.isEmpty ? 0 : 10 + type.capital) + 4
  }

  /// The vertical axis: a thin line across the area at each tick, with the number on the left.
  func drawUpright(on block: inout Block) {
    let type = Typeface.of(.small)
    for tick in y?.ticks ?? [] {
      guard let row = row(tick.value).map({ Int($0.rounded()) }) else { continue }
      let isZero = tick.value == 0
      block.items.append(
        Item(
          .fill(Box(x: area.x, y: row, width: area.width, height: 1)), .ground,
          isZero ? .faint : .grid))
      block.write(
        tick.label, .small, x: area.x - 9 - type.width(of: tick.label),
        y: row - type.capital / 2, .quiet)
    }
  }

  /// The horizontal axis: a line below the area, ticks, numbers, and a title.
  func drawLevel(on block: inout Block, title: String, hasGrid: Bool) {
    let type = Typeface.of(.small)
    for tick in x?.ticks ?? [] {
      guard let column = column(tick.value).map({ Int($0.rounded()) }) else { continue }
      if hasGrid {
        let line = Box(x: column, y: area.y, width: 1, height: area.height)
        block.items.append(Item(.fill(line), .ground, .grid))
      }
      let mark = Box(x: column, y: area.bottom, width: 1, height: 5)
      block.items.append(Item(.fill(mark), .ground, .faint))
      block.write(
        tick.label, .small, x: column - type.width(of: tick.label) / 2, y: area.bottom + 9, .quiet)
    }
    for value in x?.minor ?? [] {
      guard let column = column(value).map({ Int($0.rounded()) }) else { continue }
      let mark = Box(x: column, y: area.bottom, width: 1, height: 3)
      block.items.append(Item(.fill(mark), .ground, .faint))
    }
    let line = Box(x: area.x, y: area.bottom - 1, width: area.width, height: 1)
    block.items.append(Item(.fill(line), .ground, .faint))
    let y = area.bottom + 9 + type.capital + 10
    block.write(
      title, .small, x: area.x + (area.width - type.width(of: title)) / 2, y: y, .quiet)
  }

  /// A dashed line across the area.
  func dash(_ value: Double, isUpright: Bool, _ role: Item.Role = .curve) -> Item? {
    let ends: [Point]
    if isUpright {
      guard let x = column(value), area.contains(Int(x.rounded()), area.y) else { return nil }
      ends = [
        Point(x: x.rounded(), y: Double(area.y)),
        Point(x: x.rounded(), y: Double(area.bottom - 1)),
      ]
    } else {
      guard let y = row(value), area.contains(area.x, Int(y.rounded())) else { return nil }
      ends = [
        Point(x: Double(area.x), y: y.rounded()),
        Point(x: Double(area.right - 1), y: y.rounded()),
      ]
    }
    return Item(.dashed(ends, thickness: 1.25, clip: nil), role, .quiet)
  }
}

/// The labels of vertical lines, above a chart, in rows so that no two overlap.
struct FlagRows {
  private(set) var rows: [[(text: String, x: Int)]] = []

  init(_ references: [Figure.Reference], _ frame: Frame, from left: Int, to right: Int) {
    let type = Typeface.of(.small)
    for reference in references where !reference.label.isEmpty {
      guard let column = frame.column(reference.value).map({ Int($0.rounded()) }),
        frame.area.contains(column, frame.area.y)
      else { continue }
      let width = type.width(of: reference.label)
      let x = min(max(left, column - width / 2), max(left, right - width))
      let free = rows.firstIndex { row in
        row.allSatisfy { x + width + 12 <= $0.x || $0.x + type.width(of: $0.text) + 12 <= x }
      }
      if let free {
        rows[free].append((reference.label, x))
      } else {
        rows.append([(reference.label, x)])
      }
    }
  }

  var height: Int { rows.count * Typeface.of(.small).line }

  func draw(on block: inout Block, above y: Int) {
    let type = Typeface.of(.small)
    for (number, row) in rows.enumerated() {
      for flag in row {
        block.write(
          flag.text, .small, x: flag.x, y: y - (number + 1) * type.line + 2, .quiet)
      }
    }
  }
}

extension Block {
  /// Everything moved to begin at (0, 0), with the size of all parts together.
  func trimmed() -> Block {
    let parts = items.flatMap(\.parts) + [body]
    guard let first = parts.first else { return self }
    let bounds = parts.dropFirst().reduce(first) { $0.united($1) }
    var block = moved(-bounds.x, -bounds.y)
    (block.width, block.height) = (bounds.width + 1, bounds.height + 4)
    return block
  }

  /// Squares with the names of series, in a line that begins at (x, y).
  mutating func legend(
    _ entries: [(name: String, color: Color)], x: Int, y: Int, areDots: Bool = false
  ) {
    let type = Typeface.of(.small)
    var x = x
    for entry in entries where !entry.name.isEmpty {
      let shape: Item.Shape =
        areDots
        ? .disc(Point((x + 5, y + 5)), radius: 4)
        : .fill(Box(x: x, y: y, width: 11, height: 11))
      items.append(Item(shape, .ground, entry.color))
      write(entry.name, .small, x: x + 18, y: y + 1)
      x += 18 + type.width(of: entry.name) + 24
    }
  }

  /// A text with white around it, which covers everything below it.
  mutating func writeOnWhite(_ text: String, _ style: Figure.Style, x: Int, y: Int) {
    guard !text.isEmpty else { return }
    let type = Typeface.of(style)
    let box = Box(x: x, y: y, width: type.width(of: text), height: type.capital).grown(2)
    items.append(Item(.fill(box), .ground, .white))
    write(text, style, x: x, y: y)
  }
}
