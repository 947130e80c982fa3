extension BarFigure {
  /// Upright bars, with their labels below.
  func columns() -> Picture { BarColumns(self).draw() }
}

/// Where everything stands in a chart of upright bars.
private struct BarColumns {
  let figure: BarFigure
  let labels: [[String]]
  let references: [EndLabel]
  let heading: Heading
  let frame: Frame
  /// The room of a label and its bars.
  let slot: Int
  /// From one bar of a group to the next.
  let stride: Int
  let width: Int
  /// The row in which the labels begin.
  let foot: Int
  /// Where bars without a start begin.
  let base: Double

  init(_ figure: BarFigure) {
    let height = max(figure.height, 40)
    let scale = figure.axis.scale(figure.values, ticks: max(2, height / 44 + 1))
    let references = EndLabel.apart(
      EndLabel.labels(
        of: figure.references, scale, height: height, within: figure.width * 2 / 5), height)
    let (left, right) = (Frame.margin(of: scale), max(EndLabel.width(of: references), 4))

    // Each label and each value has a room of its own, for which the picture may become wider.
    let (count, most) = (max(1, figure.groups.count), max(1, figure.mostBars))
    let natural = max(1, figure.width - left - right) / count
    let labels = figure.groups.map { group in
      let words = group.label.split(separator: " ").map { Picture.width(of: String($0)) }
      let room = max(natural - 12, min(words.max() ?? 0, 190))
      return Picture.lines(of: group.label, within: room, atMost: 3)
    }
    let text = max(figure.textWidth + 8, 10)
    let slot = max(
      natural, most * text + 8, (labels.map { Picture.width(of: $0) }.max() ?? 0) + 12)
    let area = Box(x: left, y: 0, width: slot * count, height: height)
    let width = max(figure.width, area.right + right)
    let heading = Heading(
      title: figure.title, legend: figure.legend, axis: figure.axis.title, width: width)

    self.figure = figure
    self.labels = labels
    self.references = references
    self.slot = slot
    self.width = width
    self.heading = heading
    stride = most == 1 ? min(72, slot * 6 / 10) : max(text, min(72, slot * 7 / 10 / most))
    base = scale.isLogarithmic ? scale.low : min(max(0, scale.low), scale.high)
    let above = heading.height + (figure.hasTexts ? 24 : 10)
    frame = Frame(area: Box(x: left, y: above, width: area.width, height: height), y: scale)
    let below = figure.hasTexts && figure.bars.contains(where: \.isDown) ? 24 : 0
    foot = frame.area.bottom + below + 8
  }

  func draw() -> Picture {
    let lines = labels.map(\.count).max() ?? 0
    var picture = Picture(width: width, height: max(foot, foot + lines * Picture.lineHeight - 4))
    heading.draw(on: &picture, x: 0, width: width)
    frame.draw(on: &picture)
    var last: (x: Int, y: Int)?
    for (number, group) in figure.groups.enumerated() {
      picture.write(
        labels[number], x: frame.area.x + number * slot, y: foot, width: slot, align: .center)
      for (place, bar) in group.bars.enumerated() {
        let box = column(number, place, of: group)
        guard let rows = rows(of: bar) else { continue }
        if figure.isLinked, let last {
          picture.fill(x: last.x, y: last.y, width: box.x - last.x, height: 1, .quiet)
        }
        draw(bar, rows, x: box.x, width: box.width, on: &picture)
        last = (box.x + box.width, rows.end)
      }
    }
    drawLines(on: &picture)
    for (number, group) in figure.groups.enumerated() {
      for (place, bar) in group.bars.enumerated() {
        let box = column(number, place, of: group)
        write(bar, middle: box.x + box.width / 2, on: &picture)
      }
    }
    for label in references { label.draw(on: &picture, frame.area) }
    return picture
  }

  /// The columns of a bar.
  private func column(
    _ number: Int, _ place: Int, of group: BarFigure.Group
  ) -> (x: Int, width: Int) {
    let space = group.bars.count > 1 ? 2 : 0
    let first = frame.area.x + number * slot + (slot - stride * group.bars.count) / 2
    return (first + place * stride + space, stride - 2 * space)
  }

  private func row(_ value: Double) -> Int? {
    frame.row(value).map {
      min(max(Int($0.rounded()), frame.area.y), frame.area.bottom - 1)
    }
  }

  private func rows(of bar: BarFigure.Bar) -> (start: Int, end: Int)? {
    guard let start = row(bar.start ?? base), let end = row(bar.end) else { return nil }
    return (start, end)
  }

  private func draw(
    _ bar: BarFigure.Bar, _ rows: (start: Int, end: Int), x: Int, width: Int,
    on picture: inout Picture
  ) {
    picture.fill(
      x: x, y: min(rows.start, rows.end), width: width, height: abs(rows.start - rows.end),
      bar.color)
    guard let range = bar.range, let low = row(range.low), let high = row(range.high) else {
      return
    }
    let (middle, cap) = (x + width / 2, min(6, width / 3))
    picture.fill(x: middle - 1, y: high, width: 2, height: low - high + 1, .ink)
    for end in [low, high] {
      picture.fill(x: middle - cap, y: end, width: 2 * cap, height: 2, .ink)
    }
  }

  /// The line on which the bars stand, and those to compare with.
  private func drawLines(on picture: inout Picture) {
    let area = frame.area
    if let row = row(base) { picture.fill(x: area.x, y: row, width: area.width, height: 1, .quiet) }
    for reference in figure.references {
      guard let row = frame.row(reference.value).map({ Int($0.rounded()) }),
        area.contains(area.x, row)
      else { continue }
      picture.dash(x: area.x, y: row, width: area.width)
    }
  }

  /// The value of a bar, beyond its end and that of its whisker.
  private func write(_ bar: BarFigure.Bar, middle: Int, on picture: inout Picture) {
    guard !bar.text.isEmpty else { return }
    let ends = [bar.end, bar.range?.low, bar.range?.high].compactMap { $0.flatMap(row) }
    let none = row(base) ?? frame.area.bottom - 1
    let y = bar.isDown ? (ends.max() ?? none) + 7 : (ends.min() ?? none) - 20
    let size = Picture.width(of: bar.text)
    // A dashed line does not run through a number.
    picture.fill(x: middle - size / 2 - 2, y: y - 2, width: size + 4, height: 18, .white)
    picture.write(bar.text, x: middle - size / 2, y: y)
  }
}
