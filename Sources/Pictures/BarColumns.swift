extension BarFigure {
  /// Upright bars, with their labels below.
  func columns() -> Canvas { BarColumns(self).draw() }
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
      let words = group.label.split(whereSeparator: \.isWhitespace).map {
        Picture.width(of: String($0))
      }
      let room = max(natural - 12, min(words.max() ?? 0, 190))
      return Picture.lines(of: group.label, within: room, atMost: 3)
    }
    let text = max(figure.textWidth + (most > 1 ? 10 : 8), 10)
    let slot = max(
      natural, most * text + (most > 1 ? 28 : 8),
      (labels.map { Picture.width(of: $0) }.max() ?? 0) + 12)
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
    stride = most == 1 ? min(72, slot * 6 / 10) : max(text, min(72, slot * 6 / 10 / most))
    base = BarFigure.base(on: scale)
    let above = heading.height + (figure.hasTexts ? 24 : 10)
    frame = Frame(area: Box(x: left, y: above, width: area.width, height: height), y: scale)
    let below = figure.hasTexts && figure.bars.contains(where: \.isDown) ? 24 : 0
    foot = frame.area.bottom + below + 8
  }

  func draw() -> Canvas {
    let lines = labels.map(\.count).max() ?? 0
    var canvas = Canvas(width: width, height: foot + max(8, lines * Picture.lineHeight - 4))
    heading.draw(on: &canvas, x: 0, width: width)
    frame.draw(on: &canvas)
    var last: (x: Int, y: Int)?
    for (number, group) in figure.groups.enumerated() {
      canvas.write(
        labels[number], x: frame.area.x + number * slot, y: foot, width: slot, align: .center)
      for (place, bar) in group.bars.enumerated() {
        let box = column(number, place, of: group)
        guard let rows = rows(of: bar) else { continue }
        if figure.isLinked, let last {
          canvas.picture.fill(x: last.x, y: last.y, width: box.x - last.x, height: 1, .quiet)
        }
        draw(bar, rows, x: box.x, width: box.width, on: &canvas)
        last = (box.x + box.width, rows.end)
      }
    }
    drawLines(on: &canvas)
    for (number, group) in figure.groups.enumerated() {
      for (place, bar) in group.bars.enumerated() {
        let box = column(number, place, of: group)
        write(bar, middle: box.x + box.width / 2, on: &canvas)
      }
    }
    for label in references { label.draw(on: &canvas, frame.area) }
    return canvas
  }

  /// The columns of a bar.
  private func column(
    _ number: Int, _ place: Int, of group: BarFigure.Group
  ) -> (x: Int, width: Int) {
    let space = group.bars.count > 1 ? 2 : 0
    let first = frame.area.x + number * slot + (slot - stride * group.bars.count) / 2
    return (first + place * stride + space, stride - 2 * space)
  }

  private func rows(of bar: BarFigure.Bar) -> (start: Int, end: Int)? {
    guard let start = frame.pixelRow(bar.start ?? base), let end = frame.pixelRow(bar.end) else {
      return nil
    }
    return (start, end)
  }

  private func draw(
    _ bar: BarFigure.Bar, _ rows: (start: Int, end: Int), x: Int, width: Int,
    on canvas: inout Canvas
  ) {
    // What hangs from the line of zero begins below it.
    let hanging = bar.start == nil ? 1 : 0
    canvas.picture.fill(
      x: x, y: rows.end < rows.start ? rows.end : rows.start + hanging, width: width,
      height: abs(rows.start - rows.end),
      bar.color)
    guard let range = bar.range, let low = frame.pixelRow(range.low),
      let high = frame.pixelRow(range.high)
    else {
      return
    }
    let (middle, cap) = (x + width / 2, min(6, width / 3))
    // White around it, so that it is seen on the bar, too.
    for (margin, color) in [(1, Color.white), (0, .ink)] {
      canvas.picture.fill(
        x: middle - 1 - margin, y: high, width: 2 + 2 * margin, height: low - high + 1, color)
      for end in [low, high] {
        canvas.picture.fill(
          x: middle - cap - margin, y: end - margin, width: 2 * (cap + margin),
          height: 2 + 2 * margin, color)
      }
    }
  }

  /// The line on which the bars stand, and those to compare with.
  private func drawLines(on canvas: inout Canvas) {
    let area = frame.area
    if let row = frame.pixelRow(base) {
      canvas.picture.fill(x: area.x, y: row, width: area.width, height: 1, .quiet)
    }
    for reference in figure.references {
      guard let row = frame.row(reference.value).map({ Int($0.rounded()) }),
        area.contains(area.x, row)
      else { continue }
      canvas.picture.dash(x: area.x, y: row, width: area.width)
    }
  }

  /// The value of a bar, beyond its end and that of its whisker.
  private func write(_ bar: BarFigure.Bar, middle: Int, on canvas: inout Canvas) {
    guard !bar.text.isEmpty else { return }
    // Rows count downwards: the lower number is the higher row.
    let (low, high) = bar.reach(base: frame.pixelRow(base) ?? 0, frame.pixelRow)
    let y = bar.isDown ? high + 7 : low - 20
    let size = Picture.width(of: bar.text)
    // A dashed line does not run through a number.
    canvas.picture.fill(x: middle - size / 2 - 2, y: y - 2, width: size + 4, height: 18, .white)
    canvas.write(bar.text, x: middle - size / 2, y: y)
  }
}
