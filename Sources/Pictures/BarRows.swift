extension BarFigure {
  /// Bars from left to right, with their labels at the left.
  func rows() -> Picture { BarRows(self).draw() }
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
    // Room for the values beyond the ends of the bars.
    let text = figure.hasTexts ? figure.textWidth + 14 : 0
    let before = figure.bars.contains(where: \.isDown) ? text : 0
    let left = (labels.map { Picture.width(of: $0) }.max() ?? 0) + 12 + before
    let width = max(figure.width, left + 160 + max(text, 24))
    var area = Box(
      x: left, y: 0, width: width - left - max(text, 24), height: max(y - 6, 30))
    let scale = figure.axis.scale(figure.values, along: area.width)
    heading = Heading(title: figure.title, legend: figure.legend, axis: "", width: width)
    flags = Flags(figure.references, Frame(area: area, x: scale), width: width)
    area.y = heading.height + flags.height + 4
    frame = Frame(area: area, x: scale)
    base = scale.isLogarithmic ? scale.low : min(max(0, scale.low), scale.high)
    self.figure = figure
    self.labels = labels
    self.slots = slots
    self.width = width
  }

  func draw() -> Picture {
    let foot = Picture.lines(of: figure.axis.title, within: width, atMost: 2)
    var picture = Picture(
      width: width, height: frame.area.bottom + 34 + foot.count * Picture.lineHeight)
    heading.draw(on: &picture, x: 0, width: width)
    frame.draw(on: &picture)
    picture.write(foot, under: frame.area)
    var last: (x: Int, y: Int)?
    for (number, group) in figure.groups.enumerated() {
      let (top, height) = (frame.area.y + slots[number].y, slots[number].height)
      let size = labels[number].count * Picture.lineHeight
      picture.write(
        labels[number], x: 0, y: top + (height - size) / 2 + 3,
        width: Picture.width(of: labels.flatMap { $0 }), align: .end)
      for (place, bar) in group.bars.enumerated() {
        let y = row(place, of: group, top, height)
        guard let columns = columns(of: bar) else { continue }
        if figure.isLinked, let last {
          picture.fill(x: last.x, y: last.y, width: 1, height: y - last.y, .quiet)
        }
        draw(bar, columns, y: y, on: &picture)
        last = (columns.end, y + Self.thickness)
      }
    }
    if let column = column(base) {
      picture.fill(x: column, y: frame.area.y, width: 1, height: frame.area.height, .quiet)
    }
    flags.draw(on: &picture, frame.area)
    for (number, group) in figure.groups.enumerated() {
      let (top, height) = (frame.area.y + slots[number].y, slots[number].height)
      for (place, bar) in group.bars.enumerated() {
        write(bar, y: row(place, of: group, top, height), on: &picture)
      }
    }
    return picture
  }

  /// The first row of a bar.
  private func row(_ place: Int, of group: BarFigure.Group, _ top: Int, _ height: Int) -> Int {
    let size = group.bars.count * (Self.thickness + 2) - 2
    return top + (height - size) / 2 + place * (Self.thickness + 2)
  }

  private func column(_ value: Double) -> Int? {
    frame.column(value).map {
      min(max(Int($0.rounded()), frame.area.x), frame.area.right - 1)
    }
  }

  private func columns(of bar: BarFigure.Bar) -> (start: Int, end: Int)? {
    guard let start = column(bar.start ?? base), let end = column(bar.end) else { return nil }
    return (start, end)
  }

  private func draw(
    _ bar: BarFigure.Bar, _ columns: (start: Int, end: Int), y: Int, on picture: inout Picture
  ) {
    picture.fill(
      x: min(columns.start, columns.end) + 1, y: y, width: abs(columns.start - columns.end),
      height: Self.thickness, bar.color)
    guard let range = bar.range, let low = column(range.low), let high = column(range.high) else {
      return
    }
    picture.fill(x: low, y: y + Self.thickness / 2 - 1, width: high - low + 1, height: 2, .ink)
    for end in [low, high] {
      picture.fill(x: end - 1, y: y + 4, width: 2, height: Self.thickness - 8, .ink)
    }
  }

  /// The value of a bar, beyond its end and that of its whisker.
  private func write(_ bar: BarFigure.Bar, y: Int, on picture: inout Picture) {
    guard !bar.text.isEmpty else { return }
    let ends = [bar.end, bar.range?.low, bar.range?.high].compactMap { $0.flatMap(column) }
    let none = column(base) ?? frame.area.x
    let size = Picture.width(of: bar.text)
    let x = bar.isDown ? (ends.min() ?? none) - size - 7 : (ends.max() ?? none) + 9
    picture.fill(x: x - 2, y: y, width: size + 4, height: Self.thickness, .white)
    picture.write(bar.text, x: x, y: y + 3)
  }
}
