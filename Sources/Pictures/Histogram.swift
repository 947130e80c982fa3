/// How many numbers lie where: their counts in intervals of equal width.
///
/// Several of them below each other, with the same range and width, share their axis.
public struct Histogram: Sendable {
  public var title: String
  /// The numbers; what is not finite counts as beyond the axis.
  public var values: [Double]
  /// How many intervals, one at least.
  public let bins: Int
  /// What the numbers are; always linear. How many lie beyond its range is told in a line below.
  public var axis: Axis
  /// What is counted.
  public var counts: Axis
  public var color = Color.plain
  private(set) var marks: [Reference] = []
  /// Of the picture, in pixels.
  public var width: Int
  /// Of the area within the axes, in pixels.
  public var height: Int

  public init<Value: BinaryFloatingPoint>(
    _ values: [Value], bins: Int = 40, axis: Axis = Axis(), counts: Axis = Axis("count"),
    title: String = "", width: Int = 800, height: Int = 160
  ) {
    self.values = values.map { Double($0) }
    self.bins = max(1, bins)
    self.axis = Axis(axis.title, .linear, range: axis.range, isPercentage: axis.isPercentage)
    self.counts = counts
    self.title = title
    self.width = width
    self.height = height
  }

  /// The same histogram with a dashed line at a number, for example 0.
  public func marking(_ value: Double, _ label: String = "") -> Histogram {
    var histogram = self
    histogram.marks.append(Reference(value, label))
    return histogram
  }

  /// How many numbers lie in each interval of a range; its upper end belongs to the last.
  public static func count(_ values: [Double], in range: ClosedRange<Double>, bins: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: max(1, bins))
    let size = range.upperBound - range.lowerBound
    for value in values where range.contains(value) {
      let place = size > 0 ? (value - range.lowerBound) / size * Double(counts.count) : 0
      counts[min(counts.count - 1, Int(place))] += 1
    }
    return counts
  }

  /// The picture.
  public func draw() -> Picture { layOut().picture }

  func layOut() -> Canvas {
    let height = max(height, 40)
    let finite = values.filter(\.isFinite)
    let left = 70
    let xScale = axis.scale(finite + marks.map(\.value), along: width - left - 24)
    let counted = Self.count(values, in: xScale.low...xScale.high, bins: bins)
    let yScale = scale(of: counted, height)
    var area = Box(
      x: max(left, Frame.margin(of: yScale)), y: 0, width: max(120, width - left - 24),
      height: height)
    let width = area.right + 24
    let heading = Heading(title: title, legend: [], axis: counts.title, width: width)
    let flags = Flags(marks, Frame(area: area, x: xScale), width: width)
    area.y = heading.height + flags.height + 10
    let frame = Frame(area: area, x: xScale, y: yScale)
    let lost = values.count - counted.reduce(0, +)
    let notes = lost > 0 ? ["\(lost) of \(values.count) lie beyond this axis"] : []
    let foot = Picture.lines(of: axis.title, within: width, atMost: 2) + notes
    var canvas = Canvas(
      width: width, height: area.bottom + 34 + foot.count * Picture.lineHeight)
    heading.draw(on: &canvas, x: 0, width: width)
    frame.draw(on: &canvas)
    for (bin, count) in counted.enumerated() where count > 0 {
      guard let row = frame.row(Double(count)) else { continue }
      let (first, last) = (edge(bin, area), edge(bin + 1, area))
      let top = max(area.y, Int(row.rounded()))
      // A narrow gap between the bars, where there is room for one.
      let gap = last - first > 4 ? 1 : 0
      canvas.picture.fill(
        x: first, y: top, width: last - first - gap, height: area.bottom - 1 - top, color)
    }
    canvas.picture.fill(x: area.x, y: area.bottom - 1, width: area.width, height: 1, .quiet)
    flags.draw(on: &canvas, area)
    canvas.write(foot, under: area)
    return canvas
  }

  /// The column in which an interval begins.
  private func edge(_ bin: Int, _ area: Box) -> Int {
    area.x + (2 * bin * (area.width - 1) + bins) / (2 * bins)
  }

  /// From zero; on a logarithmic axis from a half, so that a count of one is seen.
  private func scale(of counted: [Int], _ height: Int) -> AxisScale {
    var axis = counts
    let isLogarithmic = axis.division == .logarithmic
    if isLogarithmic, axis.range == nil {
      axis.range = 0.5...Double(max(2, counted.max() ?? 2)) * 1.2
    }
    return axis.scale([0] + counted.map(Double.init), ticks: max(2, height / 44 + 1))
  }
}
