extension BarFigure {
  /// Bars from left to right, with their labels at the left.
  func rows() -> Canvas { BarRows(self).draw() }
}

/// Where everything stands in a chart of level bars.
private struct BarRows {
  static let thickness = 20

  let figure: BarFigure
  let labels: [[String]]
  let heading: Heading
  let flags: Flags
  let frame: Frame
  /// Where each group begins, from the top of the area, and how high it is.
  let slots: [(y: Int, height: Int)]
  let width: Int
  let base: Double

  init(_ figure: BarFigure) {
    let labels = figure.groups.map {
      Picture.lines(of: $0.label, within: figure.width * 2 / 5, atMost: 2)
    }
    var (slots, y) = ([(y: Int, height: Int)](), 6)
    for (group, label) in zip(figure.groups, labels) {
      let bars = group.bars.count * (Self.thickness + 2)
      slots.append((y, max(bars, label.count * Picture.lineHeight)))
      y += (slots.last?.height ?? 0) + 12
    }
    let left = (labels.map { Picture.width(of: $0) }.max() ?? 0) + 12
    let width = max(figure.width, left + 200 + 2 * figure.textWidth)
    var area = Box(x: left, y: 0, width: width - left - 24, height: max(y - 6, 30))
    var scale = figure.axis.scale(figure.values, along: area.width)
    // Room for the values beyond the ends of the bars: the less area, the more they need.
    for _ in 0..<20 {
      let (before, after) = Self.overhang(figure, Frame(area: area, x: scale))
      let lost = (
        before: max(0, left + before - area.x), after: max(0, after - (width - area.right))
      )
      if lost == (0, 0) { break }
      area.x += lost.before
      area.width -= lost.before + lost.after
      scale = figure.axis.scale(figure.values, along: area.width)
    }
    heading = Heading(title: figure.title, legend: figure.legend, axis: "", width: width)
    flags = Flags(figure.references, Frame(area: area, x: scale), width: width)
    area.y = heading.height + flags.height + 4
    frame = Frame(area: area, x: scale)
    base = BarFigure.base(on: scale)
    self.figure = figure
    self.labels = labels
    self.slots = slots
    self.width = width
  }

  /// How far values reach beyond the area, at its left and right.
  private static func overhang(_ figure: BarFigure, _ frame: Frame) -> (before: Int, after: Int) {
    var (before, after) = (0, 24)
    let base = frame.x.flatMap { frame.pixelColumn(BarFigure.base(on: $0)) } ?? frame.area.x
    for bar in figure.bars {
      let (low, high) = bar.reach(base: base, frame.pixelColumn)
      let size = Picture.width(of: bar.text) + (figure.isDotted ? 18 : 12)
      if bar.text.isEmpty { continue }
      if bar.isDown { before = max(before, size - (low - frame.area.x)) }
      if !bar.isDown { after = max(after, size - (frame.area.right - 1 - high)) }
    }
    return (before, after)
  }

  func draw() -> Canvas {
    let foot = Picture.lines(of: figure.axis.title, within: width, atMost: 2)
    var canvas = Canvas(
      width: width, height: frame.area.bottom + 34 + foot.count * Picture.lineHeight)
    heading.draw(on: &canvas, x: 0, width: width)
    frame.draw(on: &canvas)
    canvas.write(foot, under: frame.area)
    var last: (x: Int, y: Int)?
    for (number, group) in figure.groups.enumerated() {
      let (top, height) = (frame.area.y + slots[number].y, slots[number].height)
      let size = labels[number].count * Picture.lineHeight
      canvas.write(
        labels[number], x: 0, y: top + (height - size) / 2 + 3,
        width: Picture.width(of: labels.flatMap { $0 }), align: .end)
      for (place, bar) in group.bars.enumerated() {
        let y = row(place, of: group, top, height)
        guard let columns = columns(of: bar) else { continue }
        if figure.isLinked, let last {
          canvas.picture.fill(x: last.x, y: last.y, width: 1, height: y - last.y, .quiet)
        }
        draw(bar, columns, y: y, on: &canvas)
        last = (columns.end, y + Self.thickness)
      }
    }
    if let column = frame.pixelColumn(base) {
      canvas.picture.fill(x: column, y: frame.area.y, width: 1, height: frame.area.height, .quiet)
    }
    flags.draw(on: &canvas, frame.area)
    for (number, group) in figure.groups.enumerated() {
      let (top, height) = (frame.area.y + slots[number].y, slots[number].height)
      for (place, bar) in group.bars.enumerated() {
        write(bar, y: row(place, of: group, top, height), on: &canvas)
      }
    }
    return canvas
  }

  /// The first row of a bar.
  private func row(_ place: Int, of group: BarFigure.Group, _ top: Int, _ height: Int) -> Int {
    let size = group.bars.count * (Self.thickness + 2) - 2
    return top + (height - size) / 2 + place * (Self.thickness + 2)
  }

  private func columns(of bar: BarFigure.Bar) -> (start: Int, end: Int)? {
    guard let start = frame.pixelColumn(bar.start ?? base), let end = frame.pixelColumn(bar.end)
    else { return nil }
    return (start, end)
  }

  private func draw(
    _ bar: BarFigure.Bar, _ columns: (start: Int, end: Int), y: Int, on canvas: inout Canvas
  ) {
    if figure.isDotted {
      let middle = y + Self.thickness / 2
      canvas.picture.fill(
        x: min(columns.start, columns.end), y: middle, width: abs(columns.start - columns.end),
        height: 1, .faint)
      canvas.picture.disc(
        Point(x: Double(columns.end), y: Double(middle)), radius: 6, bar.color)
      return
    }
    // What reaches to the left from the line of zero begins beside it.
    let beside = bar.start == nil && columns.end < columns.start ? 0 : 1
    canvas.picture.fill(
      x: min(columns.start, columns.end) + beside, y: y, width: abs(columns.start - columns.end),
      height: Self.thickness, bar.color)
    guard let range = bar.range, let low = frame.pixelColumn(range.low),
      let high = frame.pixelColumn(range.high)
    else {
      return
    }
    // White around it, so that it is seen on the bar, too.
    let middle = y + Self.thickness / 2
    for (margin, color) in [(1, Color.white), (0, .ink)] {
      canvas.picture.fill(
        x: low, y: middle - 1 - margin, width: high - low + 1, height: 2 + 2 * margin, color)
      for end in [low, high] {
        canvas.picture.fill(
          x: end - 1 - margin, y: middle - 6 - margin, width: 2 + 2 * margin,
          height: 12 + 2 * margin, color)
      }
    }
  }

  /// The value of a bar, beyond its end and that of its whisker.
  private func write(_ bar: BarFigure.Bar, y: Int, on canvas: inout Canvas) {
    guard !bar.text.isEmpty else { return }
    let size = Picture.width(of: bar.text)
    let (low, high) = bar.reach(base: frame.pixelColumn(base) ?? 0, frame.pixelColumn)
    let room = figure.isDotted ? 6 : 0
    let x = bar.isDown ? low - size - 7 - room : high + 9 + room
    canvas.picture.fill(x: x - 2, y: y, width: size + 4, height: Self.thickness, .white)
    canvas.write(bar.text, x: x, y: y + 3)
  }
}
