extension Plot {
  /// The picture.
  public func draw() -> Picture { layOut().picture }

  /// In which columns of the picture some numbers of the level axis stand; the nearest one of the
  /// axis if they lie beyond it, nil if they have no place. For what is to stand below the plot.
  public func columns(of values: [Double]) -> [Int?] {
    let frame = layOutWithFrame().frame
    return values.map(frame.pixelColumn)
  }

  func layOut() -> Canvas { layOutWithFrame().canvas }

  private func layOutWithFrame() -> (canvas: Canvas, frame: Frame) {
    let height = max(height, 40)
    let yScale = y.scale(yValues, ticks: max(2, height / 44 + 1))
    let room = width * 2 / 5
    let lines = EndLabel.labels(of: levels, yScale, height: height, within: room)
    let names = names(yScale, height)
    // The names stand at the lines' ends if all of them fit there.
    let isBeside =
      legend == .automatic && names.count == series.count { !$0.name.isEmpty }
      && names.allSatisfy { Picture.width(of: $0.text) <= room }
      && !EndLabel.apart(lines + names, height).isEmpty
    let labels = EndLabel.apart(isBeside ? lines + names : lines, height)
    let left = max(Frame.margin(of: yScale), 24)
    let right = max(EndLabel.width(of: labels), 24)
    let width = max(width, left + 160 + right)
    let xScale = x.scale(xValues, along: width - left - right, isTight: true)

    let isAbove = legend != .none && !isBeside
    let above = isAbove ? series.indices.map { (series[$0].name, color($0)) } : []
    let heading = Heading(title: title, legend: above, axis: y.title, width: width)
    var area = Box(x: left, y: 0, width: width - left - right, height: height)
    let flags = Flags(uprights, Frame(area: area, x: xScale), width: width)
    area.y = heading.height + 10 + flags.height
    let frame = Frame(area: area, x: xScale, y: yScale)
    let foot = Picture.lines(of: x.title, within: width, atMost: 2)

    var canvas = Canvas(
      width: width, height: area.bottom + 34 + foot.count * Picture.lineHeight)
    heading.draw(on: &canvas, x: 0, width: width)
    frame.draw(on: &canvas)
    canvas.write(foot, under: area)
    for reference in levels {
      guard let row = frame.row(reference.value), area.contains(left, Int(row)) else { continue }
      canvas.picture.dash(x: area.x, y: Int(row.rounded()), width: area.width)
    }
    flags.draw(on: &canvas, area)
    for number in series.indices { drawRanges(of: number, on: &canvas, frame) }
    for number in series.indices { drawSeries(number, on: &canvas, frame) }
    for label in labels { label.draw(on: &canvas, area) }
    drawMarks(on: &canvas, frame)
    return (canvas, frame)
  }

  private func names(_ scale: AxisScale, _ height: Int) -> [EndLabel] {
    series.indices.compactMap { number in
      let points = zip(series[number].x, series[number].y).filter {
        $0.0.isFinite && scale.place($0.1) != nil
      }
      let last = points.max { $0.0 < $1.0 }
      return last.flatMap { EndLabel(series[number].name, color(number), at: $0.1, scale, height) }
    }
  }

  private var xValues: [Double] {
    series.flatMap(\.x) + uprights.map(\.value) + marks.map(\.x)
  }

  private var yValues: [Double] {
    let ranges = series.flatMap { $0.ranges.flatMap { [$0.low, $0.high] } }
    return series.flatMap(\.y) + ranges + levels.map(\.value) + marks.map(\.y)
  }

  /// The line of a series, and its points.
  private func drawSeries(_ number: Int, on canvas: inout Canvas, _ frame: Frame) {
    let (series, color) = (series[number], color(number))
    let places = zip(series.x, series.y).map { frame.point($0, $1) }
    // A line of two pixels is seen whole at the edge of the area, too.
    let box = frame.area.grown(2)
    for run in places.split(separator: nil).map({ $0.compactMap { $0 } }) {
      if series.style != .points { canvas.picture.stroke(run, thickness: 2.5, color, within: box) }
      for point in run where series.style != .line || run.count == 1 {
        let isInside = box.contains(Int(point.x.rounded()), Int(point.y.rounded()))
        if isInside { canvas.picture.disc(point, radius: 4, color) }
      }
    }
  }
}
