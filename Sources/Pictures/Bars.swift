import Printing

/// Bars with a label each, upright or level, alone or in groups.
///
///     BarChart(["0", "1", "2"], [0.1, 0.7, 0.2], axis: Axis("share", range: 0...1)).draw()
public struct BarChart: Sendable {
  /// One bar for each label.
  public struct Series: Sendable {
    public var name: String
    public var values: [Double]
    /// From where to where each value varies, drawn as a whisker; empty if that is not known.
    public var ranges: [(low: Double, high: Double)] = []
    /// The next one of the colour-blind-safe ones, if nil; grey where there is one series only.
    public var color: Color?

    public init<Value: BinaryFloatingPoint>(
      _ name: String, _ values: [Value], color: Color? = nil
    ) {
      self.name = name
      self.values = values.map { Double($0) }
      self.color = color
    }

    /// Several runs: their mean, and a whisker from the lowest to the highest. `runs[r][i]` is
    /// what run r gave for label i.
    public init<Value: BinaryFloatingPoint>(
      _ name: String = "", runs: [[Value]], color: Color? = nil
    ) {
      let spread = Spread(of: runs)
      self.init(name, spread.means, color: color)
      ranges = spread.ranges
    }
  }

  public var title: String
  public var labels: [String]
  public var series: [Series]
  /// What the bars' lengths mean. Without a range it begins at zero, if it is linear.
  public var axis: Axis
  /// How the values are written at the bars' ends.
  public var format: NumberFormat
  /// Whether bars go from left to right, with the labels, which may be long, at their left.
  public var isHorizontal: Bool
  /// The numbers of the labels whose bars are green.
  public var highlighted: [Int] = []
  /// Whether bars above zero are orange and bars below it blue, as in a map.
  public var isSigned = false
  /// Whether level bars are dots on a thin line: on a logarithmic axis, which has no zero, a bar's
  /// length says nothing.
  public var isDotted = false
  public var references: [Reference] = []
  /// Of the picture, in pixels; it becomes wider if labels do not fit.
  public var width: Int
  /// Of the area within the axes, in pixels; bars that lie have a thickness instead.
  public var height: Int

  public init(
    _ labels: [String], _ series: [Series], axis: Axis = Axis(), title: String = "",
    format: NumberFormat = .short, isHorizontal: Bool = false, width: Int = 800,
    height: Int = 240
  ) {
    self.labels = labels
    self.series = series
    self.axis = axis
    self.title = title
    self.format = format
    self.isHorizontal = isHorizontal
    self.width = width
    self.height = height
  }

  /// One bar for each label.
  public init<Value: BinaryFloatingPoint>(
    _ labels: [String], _ values: [Value], axis: Axis = Axis(), title: String = "",
    format: NumberFormat = .short, isHorizontal: Bool = false, width: Int = 800,
    height: Int = 240
  ) {
    self.init(
      labels, [Series("", values)], axis: axis, title: title, format: format,
      isHorizontal: isHorizontal, width: width, height: height)
  }

  /// The same chart with the bars of some labels in green.
  public func highlighting(_ labels: Int...) -> BarChart {
    var chart = self
    chart.highlighted += labels
    return chart
  }

  /// The same chart with a dashed line at a value.
  public func reference(_ value: Double, _ label: String = "") -> BarChart {
    var chart = self
    chart.references.append(Reference(value, label))
    return chart
  }

  /// The same chart with bars above zero in orange and bars below it in blue.
  public func signed() -> BarChart {
    var chart = self
    chart.isSigned = true
    return chart
  }

  /// The same chart with dots in place of level bars.
  public func dotted() -> BarChart {
    var chart = self
    chart.isDotted = true
    return chart
  }

  /// The picture.
  public func draw() -> Picture { layOut().picture }

  func layOut() -> Canvas {
    let groups = labels.indices.map { place in
      BarFigure.Group(
        label: labels[place], bars: series.indices.compactMap { bar(number: $0, at: place) })
    }
    let legend = series.count > 1 ? series.indices.map { (series[$0].name, color(of: $0)) } : []
    let figure = BarFigure(
      title: title, legend: legend, axis: axis, groups: groups, references: references,
      isDotted: isDotted, width: width, height: height)
    return isHorizontal ? figure.rows() : figure.columns()
  }

  private func color(of number: Int) -> Color {
    series[number].color ?? (series.count == 1 ? .plain : .series(number))
  }

  private func bar(number: Int, at place: Int) -> BarFigure.Bar? {
    guard place < series[number].values.count else { return nil }
    let value = series[number].values[place]
    var color = color(of: number)
    if isSigned { color = value < 0 ? .fall : .rise }
    if highlighted.contains(place) { color = .mark }
    let ranges = series[number].ranges
    return BarFigure.Bar(
      end: value, range: place < ranges.count ? ranges[place] : nil, color: color,
      text: format.text(value))
  }
}
