import Figures

/// Lines and points over two axes.
struct PlotBlock {
  /// The room beside the area: for the vertical axis on the left, and for names on the right.
  struct Sides { var left = 0, right = 0 }

  let plot: Figure.Plot
  let frame: Frame
  let ends: EndNames?
  /// The names that have no room at the ends of the lines.
  let legend: [(name: String, color: Color)]
  let flags: FlagRows
  let sides: Sides

  /// - Parameter sides: the room that it has at least.
  init(_ plot: Figure.Plot, sides least: Sides) {
    self.plot = plot
    let (height, type) = (max(40, plot.height), Typeface.of(.small))
    let levels = plot.references.filter { !$0.isUpright }
    let uprights = plot.references.filter(\.isUpright)
    let ys =
      plot.series.flatMap { $0.y + $0.ranges.flatMap { [$0.low, $0.high] } }
      + levels.map(\.value) + plot.points.map(\.y)
    let xs = plot.series.flatMap(\.x) + uprights.map(\.value) + plot.points.map(\.x)
    let y = Axis(plot.y).upright(ys, height: height)
    let flat = Frame(area: Box(x: 0, y: 0, width: 100, height: height), x: nil, y: y)

    func name(_ text: String, at value: Double, _ color: Color, isDashed: Bool) -> EndNames.Name? {
      guard !text.isEmpty, let row = flat.pixelRow(value) else { return nil }
      return EndNames.Name(text: text, color: color, line: row, row: row, isDashed: isDashed)
    }
    let references = levels.compactMap {
      name($0.label, at: $0.value, .quiet, isDashed: true)
    }
    let lines = plot.series.indices.compactMap { number -> EndNames.Name? in
      let series = plot.series[number]
      guard series.style != .dots else { return nil }
      let last = zip(series.x, series.y).filter { $0.0.isFinite && $0.1.isFinite }
        .max { $0.0 < $1.0 }
      return last.flatMap {
        name(series.name, at: $0.1, plot.color(number), isDashed: series.style == .dashed)
      }
    }
    let fitting = (references + lines).allSatisfy {
      type.width(of: $0.text) <= max(150, plot.width * 2 / 5)
    }
    let both = fitting ? EndNames(references + lines, top: 4, bottom: height - 4) : nil
    ends = both ?? EndNames(references, top: 4, bottom: height - 4)
    legend = plot.series.indices.filter { both == nil || plot.series[$0].style == .dots }
      .map { (plot.series[$0].name, plot.color($0)) }.filter { !$0.0.isEmpty }

    sides = Sides(
      left: max(plot.y.isHidden ? 2 : Frame.room(for: y), least.left),
      right: max(ends?.width ?? 0, 14, least.right))
    var area = Box(
      x: sides.left, y: 0, width: max(80, plot.width - sides.left - sides.right), height: height)
    let x = Axis(plot.x).level(xs, width: area.width, isTight: true)
    flags = FlagRows(uprights, Frame(area: area, x: x), from: 0, to: area.right + sides.right)
    let title = plot.y.title.isEmpty || plot.y.isHidden ? 0 : type.capital + 12
    area.y = title + (legend.isEmpty ? 0 : 22) + flags.height + 6
    frame = Frame(area: area, x: x, y: y)
  }

  func block() -> Block {
    var block = Block()
    let (area, type) = (frame.area, Typeface.of(.small))
    block.body = area
    if !plot.y.isHidden {
      block.write(plot.y.title, .small, x: 0, y: 0, .quiet)
      frame.drawUpright(on: &block)
    }
    if !plot.x.isHidden { frame.drawLevel(on: &block, title: plot.x.title, hasGrid: false) }
    block.legend(
      legend, x: area.x, y: plot.y.title.isEmpty || plot.y.isHidden ? 0 : type.capital + 10,
      areDots: plot.series.contains { $0.style == .dots })
    for reference in plot.references {
      frame.dash(reference.value, isUpright: reference.isUpright).map { block.items.append($0) }
    }
    flags.draw(on: &block, above: area.y - 4)
    for number in plot.series.indices { ranges(of: number, on: &block) }
    for number in plot.series.indices { series(number, on: &block) }
    if let ends {
      var below = Block()
      ends.draw(on: &below, x: area.right)
      block.add(below, 0, area.y)
    }
    points(on: &block)
    return block.trimmed()
  }

  private func ranges(of number: Int, on block: inout Block) {
    let (series, color) = (plot.series[number], plot.color(number))
    let ends = zip(series.x, series.ranges).map { x, range -> (low: Point, high: Point)? in
      guard let low = frame.point(x, range.low), let high = frame.point(x, range.high) else {
        return nil
      }
      return (low, high)
    }
    for run in ends.split(whereSeparator: { $0 == nil }).map({ $0.compactMap { $0 } }) {
      if series.style == .dots || run.count == 1 {
        for (low, high) in run {
          block.items.append(
            Item(.stroke([low, high], thickness: 1.5, clip: frame.area), .ground, color))
        }
      } else {
        block.items.append(Item(.shade(run, clip: frame.area), .ground, color))
      }
    }
  }

  private func series(_ number: Int, on block: inout Block) {
    let (series, color) = (plot.series[number], plot.color(number))
    let places = zip(series.x, series.y).map { frame.point($0, $1) }
    // A line at the edge of the area has its full width, too.
    let clip = frame.area.grown(2)
    for run in places.split(separator: nil).map({ $0.compactMap { $0 } }) {
      switch series.style {
      case .line, .lineDots:
        block.items.append(Item(.stroke(run, thickness: 2, clip: clip), .curve, color))
      case .dashed:
        block.items.append(Item(.dashed(run, thickness: 1.5, clip: clip), .curve, color))
      case .dots: break
      }
    }
    let most = series.counts.filter(\.isFinite).max() ?? 1
    for (place, point) in places.enumerated() {
      guard let point, series.style == .dots || series.style == .lineDots,
        clip.contains(Int(point.x.rounded()), Int(point.y.rounded()))
      else { continue }
      // A dot's area says how many cases it represents.
      let share = place < series.counts.count && most > 0 ? series.counts[place] / most : 1
      let radius = series.counts.isEmpty ? 3.5 : max(2.5, 9 * max(0, share).squareRoot())
      block.items.append(Item(.disc(point, radius: radius), .mark, color))
    }
  }
}

extension Figure.Plot {
  func color(_ number: Int) -> Color { Color(series[number].tone ?? .series(number)) }
}
