import Figures

/// A chart of vertical bars, with their labels below.
struct UprightBars {
  let figure: BarFigure
  let labels: [[String]]
  let frame: Frame
  let ends: EndNames?
  /// The room of a label and its bars.
  let slot: Int
  /// The distance from one bar of a group to the next.
  let stride: Int
  /// The start of bars without their own start.
  let base: Double

  init(_ figure: BarFigure) {
    self.figure = figure
    let (height, type) = (max(figure.height, 40), Typeface.of(.small))
    let scale = figure.axis.upright(figure.values, height: height)
    let flat = Frame(area: Box(x: 0, y: 0, width: 100, height: height), y: scale)
    let names = figure.references.compactMap { reference -> EndNames.Name? in
      guard !reference.label.isEmpty, let row = flat.pixelRow(reference.value) else { return nil }
      return EndNames.Name(
        text: reference.label, color: .quiet, line: row, row: row, isDashed: true)
    }
    ends = EndNames(names, top: 4, bottom: height - 4)
    let (left, right) = (Frame.room(for: scale), max(ends?.width ?? 0, 4))

    // Each label and each value has its own room. The chart may become wider for it.
    let (count, most) = (max(1, figure.groups.count), max(1, figure.mostBars))
    let natural = max(1, figure.width - left - right) / count
    labels = figure.groups.map { group in
      let words = group.label.split(separator: " ").map { type.width(of: String($0)) }
      return type.lines(of: group.label, within: max(natural - 10, words.max() ?? 0))
    }
    let values = figure.bars.map { type.width(of: $0.text) }.max() ?? 0
    let text = max(values + 8, 8)
    let labelled = labels.flatMap { $0 }.map(type.width).max() ?? 0
    slot = max(natural, most * text + (most > 1 ? 20 : 6), labelled + 10)
    stride = most == 1 ? min(56, slot * 6 / 10) : max(text, min(56, slot * 7 / 10 / most))
    base = BarFigure.base(on: scale)
    let above =
      (figure.axis.title.isEmpty ? 0 : type.capital + 12) + (figure.legend.isEmpty ? 0 : 22)
      + (figure.hasTexts ? 20 : 6)
    frame = Frame(
      area: Box(x: left, y: above, width: slot * count, height: height), y: scale)
  }

  func block() -> Block {
    var block = Block()
    let (area, type) = (frame.area, Typeface.of(.small))
    block.body = area
    block.write(figure.axis.title, .small, x: 0, y: 0, .quiet)
    block.legend(
      figure.legend.map { ($0.name, $0.color) }, x: area.x,
      y: figure.axis.title.isEmpty ? 0 : type.capital + 10)
    frame.drawUpright(on: &block)
    let hasDown = figure.hasTexts && figure.bars.contains(where: \.isDown)
    let foot = area.bottom + (hasDown ? 20 : 0) + 9
    var last: (x: Int, y: Int)?
    for (number, group) in figure.groups.enumerated() {
      for (line, text) in labels[number].enumerated() {
        block.write(
          text, .small, x: area.x + number * slot + (slot - type.width(of: text)) / 2,
          y: foot + line * type.line)
      }
      for (place, bar) in group.bars.enumerated() {
        let (x, width) = column(number, place, of: group)
        guard let start = frame.pixelRow(bar.start ?? base), let end = frame.pixelRow(bar.end)
        else { continue }
        if figure.isLinked, let last {
          let link = Box(x: last.x, y: last.y, width: x - last.x, height: 1)
          block.items.append(Item(.fill(link), .ground, .quiet))
        }
        let bounds = Box(
          x: x, y: min(start, end), width: width, height: max(1, abs(start - end)))
        block.items.append(Item(.fill(bounds), .ground, bar.color))
        whisker(of: bar, middle: x + width / 2, on: &block)
        last = (x + width, end)
      }
    }
    if let row = frame.pixelRow(base) {
      let line = Box(x: area.x, y: row, width: area.width, height: 1)
      block.items.append(Item(.fill(line), .ground, .quiet))
    }
    for reference in figure.references {
      frame.dash(reference.value, isUpright: false, .ground).map { block.items.append($0) }
    }
    for (number, group) in figure.groups.enumerated() {
      for (place, bar) in group.bars.enumerated() {
        let (x, width) = column(number, place, of: group)
        let (low, high) = bar.reach(base: frame.pixelRow(base) ?? 0, frame.pixelRow)
        let y = bar.isDown ? high + 6 : low - 6 - type.capital
        block.writeOnWhite(
          bar.text, .small, x: x + (width - type.width(of: bar.text)) / 2, y: y)
      }
    }
    if let ends {
      var names = Block()
      ends.draw(on: &names, x: area.right)
      block.add(names, 0, area.y)
    }
    return block.trimmed()
  }

  /// The columns of a bar.
  private func column(
    _ number: Int, _ place: Int, of group: BarFigure.Group
  ) -> (x: Int, width: Int) {
    let space = group.bars.count > 1 ? 1 : 0
    let first = frame.area.x + number * slot + (slot - stride * group.bars.count) / 2
    return (first + place * stride + space, stride - 2 * space)
  }

  private func whisker(of bar: BarFigure.Bar, middle: Int, on block: inout Block) {
    guard let range = bar.range, let low = frame.pixelRow(range.low),
      let high = frame.pixelRow(range.high)
    else { return }
    // White around it, so that it is visible on the bar, too.
    for (margin, color) in [(1, Color.white), (0, .ink)] {
      let parts = [
        Box(x: middle, y: high, width: 1, height: low - high + 1),
        Box(x: middle - 4, y: high, width: 9, height: 1),
        Box(x: middle - 4, y: low, width: 9, height: 1),
      ]
      block.items += parts.map { Item(.fill($0.grown(margin)), .ground, color) }
    }
  }

  /// Small bars without an axis, between two lines: the upper line is the highest number.
  static func bare(_ figure: BarFigure) -> Block {
    let type = Typeface.of(.small)
    let (count, height) = (max(1, figure.groups.count), max(16, figure.height))
    let slot = max(3, figure.width / count)
    let area = Box(x: 0, y: 0, width: slot * count, height: height)
    let scale = figure.axis.upright(figure.values, height: height)
    let frame = Frame(area: area, y: scale)
    var block = Block()
    block.body = area
    let top = Box(x: 0, y: 0, width: area.width, height: 1)
    block.items.append(Item(.fill(top), .ground, .hairline))
    let base = frame.pixelRow(BarFigure.base(on: scale)) ?? height
    for (number, group) in figure.groups.enumerated() {
      if let bar = group.bars.first, let row = frame.pixelRow(bar.end) {
        let gap = slot >= 8 ? 2 : slot > 3 ? 1 : 0
        let bounds = Box(
          x: number * slot + gap, y: min(row, base), width: slot - 2 * gap,
          height: abs(base - row))
        block.items.append(Item(.fill(bounds), .ground, bar.color))
      }
      if type.width(of: group.label) <= slot - 3 {
        block.write(
          group.label, .small, x: number * slot + (slot - type.width(of: group.label)) / 2,
          y: height + 6)
      }
    }
    let line = Box(x: 0, y: base, width: area.width, height: 1)
    block.items.append(Item(.fill(line), .ground, .quiet))
    return block.trimmed()
  }
}
