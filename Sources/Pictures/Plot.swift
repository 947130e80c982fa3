/// Lines and points over two axes.
///
///     Plot(x: Axis("digits seen"), y: Axis("share right", range: 0...1), [
///       Plot.Series("training", x: steps, y: shares),
///     ]).reference(y: 0.1, "guessing").draw()
public struct Plot: Sendable {
  /// Numbers that belong together. What is not finite, or has no place on a logarithmic axis, is
  /// a gap.
  public struct Series: Sendable {
    public enum Style: Sendable { case line, points, linePoints }

    public var name: String
    public var x: [Double]
    public var y: [Double]
    public var style: Style
    /// The next one of the colour-blind-safe ones, if nil.
    public var color: Color?
    /// From where to where a number varies, at each place; empty if that is not known.
    public var ranges: [(low: Double, high: Double)] = []

    /// Numbers over their places, as many as there are of both.
    public init<Value: BinaryFloatingPoint>(
      _ name: String = "", x: [Double], y: [Value], style: Style = .line, color: Color? = nil
    ) {
      let count = min(x.count, y.count)
      self.name = name
      self.x = Array(x.prefix(count))
      self.y = y.prefix(count).map { Double($0) }
      self.style = style
      self.color = color
    }

    /// Numbers over 0, 1, 2, …
    public init<Value: BinaryFloatingPoint>(
      _ name: String, _ y: [Value], style: Style = .line, color: Color? = nil
    ) {
      self.init(name, x: y.indices.map { Double($0) }, y: y, style: style, color: color)
    }

    /// Several runs over the same places: their mean, and a shade from the lowest to the highest.
    public init<Value: BinaryFloatingPoint>(
      _ name: String = "", x: [Double], runs: [[Value]], style: Style = .line,
      color: Color? = nil
    ) {
      let spread = Spread(of: runs)
      self.init(name, x: x, y: spread.means, style: style, color: color)
      ranges = spread.ranges
    }
  }

  /// Where the names of the series stand.
  public enum Legend: Sendable {
    /// At the end of each line, or above if there is no room.
    case automatic
    case above
    case none
  }

  public var title: String
  public var x: Axis
  public var y: Axis
  public var series: [Series]
  public var legend: Legend
  /// Of the picture, in pixels; it becomes wider if labels do not fit.
  public var width: Int
  /// Of the area within the axes, in pixels.
  public var height: Int
  private(set) var levels: [Reference] = []
  private(set) var uprights: [Reference] = []
  private(set) var marks: [(x: Double, y: Double, label: String)] = []

  public init(
    x: Axis, y: Axis, _ series: [Series], title: String = "",
    legend: Legend = .automatic, width: Int = 800, height: Int = 300
  ) {
    self.x = x
    self.y = y
    self.series = series
    self.title = title
    self.legend = legend
    self.width = width
    self.height = height
  }

  /// The same plot with a dashed line at a number of the upright axis.
  public func reference(y: Double, _ label: String = "") -> Plot {
    var plot = self
    plot.levels.append(Reference(y, label))
    return plot
  }

  /// The same plot with a dashed line at a number of the level axis.
  public func reference(x: Double, _ label: String = "") -> Plot {
    var plot = self
    plot.uprights.append(Reference(x, label))
    return plot
  }

  /// The same plot with a point marked, and a label beside it.
  public func marking(x: Double, y: Double, _ label: String = "") -> Plot {
    var plot = self
    plot.marks.append((x, y, label))
    return plot
  }

  func color(_ number: Int) -> Color { series[number].color ?? .series(number) }
}
