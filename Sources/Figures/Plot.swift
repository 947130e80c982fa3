extension Figure {
  /// Lines and points over two axes.
  public struct Plot: Sendable, Equatable {
    /// Numbers that belong together. A number that is not finite, or has no place on a logarithmic
    /// axis, is a gap.
    public struct Series: Sendable, Equatable {
      public enum Style: Sendable, Equatable { case line, dashed, dots, lineDots }

      public var name: String
      public var x: [Double]
      public var y: [Double]
      public var style: Style
      /// Nil for the next colour of the series.
      public var tone: Tone?
      /// The ranges of the numbers, drawn as a shade; empty if not known.
      public var ranges: [Span] = []
      /// How many cases each dot represents, drawn as its area; empty if each represents one.
      public var counts: [Double] = []
    }

    /// A point with a label beside it.
    public struct Point: Sendable, Equatable {
      public var x: Double
      public var y: Double
      public var label: String
    }

    public var x: Axis
    public var y: Axis
    public var series: [Series]
    public var references: [Reference] = []
    public var points: [Point] = []
    /// The width of the chart, in pixels.
    public var width: Int
    /// The height of the area within the axes, in pixels.
    public var height: Int
  }

  /// Lines and points over two axes. The name of each series is at its end.
  public static func plot(
    x: Axis, y: Axis, _ series: [Plot.Series], width: Int = 760, height: Int = 280
  ) -> Figure {
    Figure(.plot(Plot(x: x, y: y, series: series, width: width, height: height)))
  }

  /// The same plot with a point marked, and a label beside it.
  public func point(_ x: Double, _ y: Double, _ label: String = "") -> Figure {
    changingPlot { $0.points.append(Plot.Point(x: x, y: y, label: label)) }
  }

  /// The same chart with a dashed line at a number. It belongs to a plot's vertical axis, a bar
  /// chart's axis, or a histogram's horizontal axis.
  public func reference(_ value: Double, _ label: String = "") -> Figure {
    changingHistogram { $0.references.append(Reference(value, label, isUpright: true)) }
      .changingBars { $0.references.append(Reference(value, label)) }
      .changingPlot { $0.references.append(Reference(value, label)) }
  }

  /// The same plot with a dashed vertical line at a number of the horizontal axis.
  public func reference(x value: Double, _ label: String = "") -> Figure {
    changingPlot { $0.references.append(Reference(value, label, isUpright: true)) }
  }

  private func changingPlot(_ change: (inout Plot) -> Void) -> Figure {
    guard case .plot(var plot) = content else { return self }
    var figure = self
    change(&plot)
    figure.content = .plot(plot)
    return figure
  }
}

extension Figure.Plot.Series {
  private init<Value: BinaryFloatingPoint>(
    _ name: String, _ x: [Double], _ y: [Value], _ style: Style, _ tone: Figure.Tone?
  ) {
    let count = min(x.count, y.count)
    self.init(
      name: name, x: Array(x.prefix(count)), y: y.prefix(count).map { Double($0) }, style: style,
      tone: tone)
  }

  /// A line through the places that both lists have.
  public static func line<Value: BinaryFloatingPoint>(
    _ name: String = "", _ x: [Double], _ y: [Value], _ tone: Figure.Tone? = nil
  ) -> Self {
    Self(name, x, y, .line, tone)
  }

  /// A line over 0, 1, 2, …
  public static func line<Value: BinaryFloatingPoint>(
    _ name: String, _ y: [Value], _ tone: Figure.Tone? = nil
  ) -> Self {
    Self(name, y.indices.map { Double($0) }, y, .line, tone)
  }

  /// A dashed line, for expected numbers.
  public static func dashed<Value: BinaryFloatingPoint>(
    _ name: String = "", _ x: [Double], _ y: [Value], _ tone: Figure.Tone? = .quiet
  ) -> Self {
    Self(name, x, y, .dashed, tone)
  }

  /// A line with a dot at each place.
  public static func lineDots<Value: BinaryFloatingPoint>(
    _ name: String = "", _ x: [Double], _ y: [Value], _ tone: Figure.Tone? = nil
  ) -> Self {
    Self(name, x, y, .lineDots, tone)
  }

  /// Dots. `counts` says how many cases each represents.
  public static func dots<Value: BinaryFloatingPoint>(
    _ name: String = "", _ x: [Double], _ y: [Value], counts: [Double] = [],
    _ tone: Figure.Tone? = nil
  ) -> Self {
    var series = Self(name, x, y, .dots, tone)
    series.counts = Array(counts.prefix(series.x.count))
    return series
  }

  /// Several runs at the same places: their mean, and a shade from the lowest to the highest.
  public static func runs<Value: BinaryFloatingPoint>(
    _ name: String = "", _ x: [Double], _ runs: [[Value]], hasDots: Bool = false,
    _ tone: Figure.Tone? = nil
  ) -> Self {
    let (means, ranges) = Figure.spread(runs)
    var series = Self(name, x, means, hasDots ? .lineDots : .line, tone)
    series.ranges = Array(ranges.prefix(series.x.count))
    return series
  }
}
