import Figures

/// Bars of all kinds: turns a description into bars with a start, an end and a colour.
enum ChartBlock {
  static func bars(_ bars: Figure.Bars) -> Block {
    let groups = bars.labels.indices.map { place in
      BarFigure.Group(
        label: bars.labels[place],
        bars: bars.series.indices.compactMap { bar(bars, number: $0, at: place) })
    }
    var figure = BarFigure(
      legend: bars.series.count > 1
        ? bars.series.indices.map { (bars.series[$0].name, color(bars, $0)) } : [],
      axis: Axis(bars.axis), groups: groups,
      references: bars.references.map { Reference($0.value, $0.label) }, width: bars.width,
      height: bars.height)
    (figure.isDotted, figure.room) = (bars.isDotted, bars.room)
    if bars.axis.isHidden {
      return bars.isLevel ? LevelBars.bare(figure) : UprightBars.bare(figure)
    }
    return bars.isLevel ? LevelBars(figure).block() : UprightBars(figure).block()
  }

  private static func color(_ bars: Figure.Bars, _ number: Int) -> Color {
    bars.series[number].tone.map { Color($0) }
      ?? (bars.series.count == 1 ? .plain : .series(number))
  }

  private static func bar(_ bars: Figure.Bars, number: Int, at place: Int) -> BarFigure.Bar? {
    let series = bars.series[number]
    guard place < series.values.count else { return nil }
    let value = series.values[place]
    var color = color(bars, number)
    if bars.isSigned { color = value < 0 ? .fall : .rise }
    if bars.highlighted.contains(place) { color = .mark }
    let range = place < series.ranges.count ? series.ranges[place] : nil
    return BarFigure.Bar(
      end: value, range: range.map { ($0.low, $0.high) }, color: color,
      text: bars.format.text(value))
  }

  static func waterfall(_ waterfall: Figure.Waterfall) -> Block {
    var groups: [BarFigure.Group] = []
    func add(_ name: String, from begin: Double?, to end: Double, _ value: Double, _ color: Color) {
      let bar = BarFigure.Bar(
        start: begin, end: end, color: color, text: waterfall.format.text(value))
      groups.append(BarFigure.Group(label: name, bars: [bar]))
    }
    if let start = waterfall.start {
      add(start.name, from: nil, to: start.value, start.value, .plain)
    }
    var reached = waterfall.start?.value ?? 0
    for term in waterfall.terms {
      let next = reached + term.value
      add(term.name, from: reached, to: next, term.value, term.value < 0 ? .fall : .rise)
      reached = next
    }
    add(waterfall.total, from: nil, to: reached, reached, .plain)
    var figure = BarFigure(
      axis: Axis(waterfall.axis), groups: groups, width: waterfall.width,
      height: waterfall.height)
    figure.isLinked = true
    return waterfall.isLevel ? LevelBars(figure).block() : UprightBars(figure).block()
  }

  static func histogram(_ histogram: Figure.Histogram) -> Block {
    let (height, type) = (max(40, histogram.height), Typeface.of(.small))
    let finite = histogram.values.filter(\.isFinite)
    let (left, right) = (58, 20)
    var axis = Axis(histogram.axis)
    axis.division = .linear
    let references = histogram.references
    let xScale = axis.level(
      finite + references.map(\.value), width: histogram.width - left - right)
    let counted = Figure.Histogram.count(
      histogram.values, in: xScale.low...xScale.high, bins: histogram.bins)
    // A logarithmic axis begins at one half, so that a count of one is visible.
    var counts = Axis(histogram.counts)
    if counts.division == .logarithmic, counts.range == nil {
      counts.range = 0.5...Double(max(2, counted.max() ?? 2)) * 1.2
    }
    let yScale = counts.upright([0] + counted.map(Double.init), height: height)
    var area = Box(
      x: max(left, Frame.room(for: yScale)), y: 0,
      width: max(120, histogram.width - left - right), height: height)
    let flags = FlagRows(
      references, Frame(area: area, x: xScale), from: 0, to: area.right + right)
    area.y = (histogram.counts.title.isEmpty ? 0 : type.capital + 10) + flags.height + 6
    let frame = Frame(area: area, x: xScale, y: yScale)
    var block = Block()
    block.body = area
    block.write(histogram.counts.title, .small, x: 0, y: 0, .quiet)
    frame.drawUpright(on: &block)
    for (bin, count) in counted.enumerated() where count > 0 {
      guard let row = frame.row(Double(count)) else { continue }
      func edge(_ bin: Int) -> Int {
        area.x + (2 * bin * (area.width - 1) + histogram.bins) / (2 * histogram.bins)
      }
      let (first, last, top) = (edge(bin), edge(bin + 1), max(area.y, Int(row.rounded())))
      // A narrow gap between the bars, if there is room.
      let gap = last - first > 4 ? 1 : 0
      let bar = Box(
        x: first, y: top, width: last - first - gap, height: max(1, area.bottom - 1 - top))
      block.items.append(Item(.fill(bar), .ground, Color(histogram.tone)))
    }
    let lost = histogram.values.count - counted.reduce(0, +)
    let beyond = lost > 0 ? "\(lost) of \(histogram.values.count) lie beyond this axis" : ""
    let title = [histogram.axis.title, beyond].filter { !$0.isEmpty }.joined(separator: " · ")
    frame.drawLevel(on: &block, title: title, hasGrid: false)
    for reference in references {
      frame.dash(reference.value, isUpright: true).map { block.items.append($0) }
    }
    flags.draw(on: &block, above: area.y - 4)
    return block.trimmed()
  }
}
