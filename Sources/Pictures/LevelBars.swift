import Figures

/// A chart of bars from left to right, with their labels on the left.
struct LevelBars {
  static let thickness = 17

  let figure: BarFigure
  let frame: Frame
  let flags: FlagRows
  /// The start of each group, from the top of the area.
  let tops: [Int]
  let base: Double

  init(_ figure: BarFigure) {
    self.figure = figure
    let small = Typeface.of(.small)
    let labels = figure.groups.map { Typeface.of(.small).width(of: $0.label) }.max() ?? 0
    var (tops, y) = ([Int](), 6)
    for group in figure.groups {
      tops.append(y)
      y += max(1, group.bars.count) * (Self.thickness + 1) + (group.bars.count > 1 ? 11 : 7)
    }
    self.tops = tops
    let left = labels + 12
    let values = figure.bars.map { small.width(of: $0.text) }.max() ?? 0
    let width = max(figure.width, left + 160 + values)
    var area = Box(x: left, y: 0, width: width - left - 14, height: max(y, 24))
    var scale = figure.axis.level(figure.values, width: area.width)
    // Room for the values beyond the ends of the bars. A smaller area needs more of it.
    for _ in 0..<20 {
      let (before, after) = Self.overhang(figure, Frame(area: area, x: scale))
      let lost = (max(0, left + before - area.x), max(0, after - (width - area.right)))
      if lost == (0, 0) { break }
      area.x += lost.0
      area.width -= lost.0 + lost.1
      scale = figure.axis.level(figure.values, width: area.width)
    }
    let references = figure.references.map {
      Figure.Reference($0.value, $0.label, isUpright: true)
    }
    flags = FlagRows(references, Frame(area: area, x: scale), from: 0, to: width)
    area.y = (figure.legend.isEmpty ? 0 : 22) + flags.height + 4
    frame = Frame(area: area, x: scale)
    base = BarFigure.base(on: scale)
  }

  /// How far values reach beyond the area, on its left and right.
  private static func overhang(_ figure: BarFigure, _ frame: Frame) -> (before: Int, after: Int) {
    var (before, after) = (0, 14)
    let base = frame.x.flatMap { frame.pixelColumn(BarFigure.base(on: $0)) } ?? frame.area.x
    for bar in figure.bars where !bar.text.isEmpty {
      let (low, high) = bar.reach(base: base, frame.pixelColumn)
      let size = Typeface.of(.small).width(of: bar.text) + (figure.isDotted ? 16 : 10)
      if bar.isDown {
        before = max(before, size - (low - frame.area.x))
      } else {
        after = max(after, size - (frame.area.right - 1 - high))
      }
    }
    return (before, after)
  }

  func block() -> Block {
    var block = Block()
    let (area, type) = (frame.area, Typeface.of(.small))
    block.body = area
    block.legend(figure.legend.map { ($0.name, $0.color) }, x: area.x, y: 0)
    frame.drawLevel(on: &block, title: figure.axis.title, hasGrid: true)
    flags.draw(on: &block, above: area.y - 2)
    var last: (x: Int, y: Int)?
    for (number, group) in figure.groups.enumerated() {
      let height = max(1, group.bars.count) * (Self.thickness + 1)
      let middle = area.y + tops[number] + height / 2
      block.write(
        group.label, .small, x: area.x - 12 - type.width(of: group.label),
        y: middle - type.capital / 2 - 1)
      for (place, bar) in group.bars.enumerated() {
        let y = area.y + tops[number] + place * (Self.thickness + 1)
        guard let start = frame.pixelColumn(bar.start ?? base),
          let end = frame.pixelColumn(bar.end)
        else { continue }
        if figure.isLinked, let last {
          let link = Box(x: last.x, y: last.y, width: 1, height: y - last.y)
          block.items.append(Item(.fill(link), .ground, .quiet))
        }
        draw(bar, from: start, to: end, y: y, on: &block)
        last = (end, y + Self.thickness)
      }
    }
    if let column = frame.pixelColumn(base), !figure.isDotted {
      let line = Box(x: column, y: area.y, width: 1, height: area.height)
      block.items.append(Item(.fill(line), .ground, .quiet))
    }
    for reference in figure.references {
      frame.dash(reference.value, isUpright: true, .ground).map { block.items.append($0) }
    }
    for (number, group) in figure.groups.enumerated() {
      for (place, bar) in group.bars.enumerated() {
        let y = area.y + tops[number] + place * (Self.thickness + 1)
        let (low, high) = bar.reach(base: frame.pixelColumn(base) ?? 0, frame.pixelColumn)
        let room = figure.isDotted ? 10 : 5
        let x = bar.isDown ? low - room - type.width(of: bar.text) : high + room + 1
        block.writeOnWhite(
          bar.text, .small, x: x, y: y + (Self.thickness - type.capital) / 2)
      }
    }
    return block.trimmed()
  }

  private func draw(
    _ bar: BarFigure.Bar, from start: Int, to end: Int, y: Int, on block: inout Block
  ) {
    let middle = y + Self.thickness / 2
    if figure.isDotted {
      let line = Box(x: min(start, end), y: middle, width: abs(start - end), height: 1)
      block.items.append(Item(.fill(line), .ground, .faint))
      let center = Point(x: Double(end), y: Double(middle))
      block.items.append(Item(.disc(center, radius: 5), .mark, bar.color))
      return
    }
    let bounds = Box(
      x: min(start, end), y: y, width: max(1, abs(start - end)), height: Self.thickness)
    block.items.append(Item(.fill(bounds), .ground, bar.color))
    guard let range = bar.range, let low = frame.pixelColumn(range.low),
      let high = frame.pixelColumn(range.high)
    else { return }
    for (margin, color) in [(1, Color.white), (0, .ink)] {
      let parts = [
        Box(x: low, y: middle, width: high - low + 1, height: 1),
        Box(x: low, y: middle - 4, width: 1, height: 9),
        Box(x: high, y: middle - 4, width: 1, height: 9),
      ]
      block.items += parts.map { Item(.fill($0.grown(margin)), .ground, color) }
    }
  }

  /// Small bars without an axis, with their values in a column on the right.
  static func bare(_ figure: BarFigure) -> Block {
    let (type, pitch, thickness) = (Typeface.of(.small), 20, 12)
    let labels = figure.groups.map { type.width(of: $0.label) }.max() ?? 0
    let values = figure.bars.map { type.width(of: $0.text) }.max() ?? 0
    let left = labels > 0 ? labels + 8 : 0
    let right = max(values > 0 ? values + 10 : 0, figure.room?.value ?? 0)
    let width = figure.room?.bar ?? max(40, figure.width - left - right)
    let area = Box(x: left, y: 0, width: width, height: pitch * max(1, figure.groups.count))
    let scale = figure.axis.level(figure.values, width: width, isTight: true)
    let frame = Frame(area: area, x: scale)
    let base = frame.pixelColumn(BarFigure.base(on: scale)) ?? left
    var block = Block()
    // Bars of equal length are aligned in a table, for any text beside them.
    let start = figure.room == nil ? 0 : left
    block.body = Box(x: start, y: 0, width: left + width + right - start, height: area.height)
    for (number, group) in figure.groups.enumerated() {
      let y = number * pitch + (pitch - thickness) / 2
      let text = number * pitch + (pitch - type.capital) / 2
      block.write(group.label, .small, x: labels - type.width(of: group.label), y: text)
      guard let bar = group.bars.first, let end = frame.pixelColumn(bar.end) else { continue }
      let bounds = Box(x: min(base, end), y: y, width: abs(end - base), height: thickness)
      block.items.append(Item(.fill(bounds), .ground, bar.color))
      block.write(
        bar.text, .small, x: left + width + right - type.width(of: bar.text), y: text)
    }
    let line = Box(x: base, y: 0, width: 1, height: area.height)
    block.items.append(Item(.fill(line), .ground, .quiet))
    return block.trimmed()
  }
}
