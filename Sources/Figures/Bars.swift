import Printing

extension Figure {
  /// Bars with labels, vertical or horizontal, alone or in groups.
  public struct Bars: Sendable, Equatable {
    /// One bar for each label.
    public struct Series: Sendable, Equatable {
      public var name: String
      public var values: [Double]
      /// Drawn as whiskers; empty if not known.
      public var ranges: [Span] = []
      /// Nil for the next colour of the series, or grey if there is only one series.
      public var tone: Tone?

      /// Numbers, and the range of each, if it is known.
      public static func values<Value: BinaryFloatingPoint>(
        _ name: String, _ values: [Value], ranges: [Span] = [], _ tone: Tone? = nil
      ) -> Series {
        Series(name: name, values: values.map { Double($0) }, ranges: ranges, tone: tone)
      }

      /// Several runs: their mean, and a whisker from the lowest to the highest. `runs[r][i]` is
      /// the result of run r for label i.
      public static func runs<Value: BinaryFloatingPoint>(
        _ name: String, _ runs: [[Value]], _ tone: Tone? = nil
      ) -> Series {
        let (means, ranges) = spread(runs)
        return Series(name: name, values: means, ranges: ranges, tone: tone)
      }
    }

    /// The sizes of a small horizontal bar and of its value.
    public struct Room: Sendable, Equatable {
      public var bar: Int
      public var value: Int
    }

    public var labels: [String]
    public var series: [Series]
    /// The meaning of the bars' lengths. Without a range, a linear axis begins at zero.
    public var axis: Axis
    /// The format of the values at the bars' ends.
    public var format: Format
    /// Whether bars go from left to right, with the labels on the left.
    public var isLevel: Bool
    /// The numbers of the labels whose bars are green.
    public var highlighted: [Int] = []
    /// Whether bars above zero are orange and bars below it blue.
    public var isSigned = false
    /// Whether horizontal bars are dots on a thin line. A logarithmic axis has no zero, so a bar's
    /// length has no meaning on it.
    public var isDotted = false
    /// The greatest length of horizontal bars with a hidden axis, and the width of the values
    /// beside them, in pixels; nil if `width` determines it.
    public var room: Room?
    public var references: [Reference] = []
    /// The width of the chart, in pixels, without extra room for labels.
    public var width: Int
    /// The height of the area within the axes, in pixels. Horizontal bars have a thickness instead.
    public var height: Int
  }

  /// Vertical bars. With a hidden axis, they are small and stand between two lines.
  public static func bars<Value: BinaryFloatingPoint>(
    _ labels: [String], _ values: [Value], axis: Axis = Axis(), format: Format = .short,
    highlighting: [Int] = [], width: Int = 760, height: Int = 240
  ) -> Figure {
    bars(
      labels, [.values("", values)], axis: axis, format: format, highlighting: highlighting,
      width: width, height: height)
  }

  /// Vertical bars in groups.
  public static func bars(
    _ labels: [String], _ series: [Bars.Series], axis: Axis = Axis(), format: Format = .short,
    highlighting: [Int] = [], width: Int = 760, height: Int = 240
  ) -> Figure {
    var bars = Bars(
      labels: labels, series: series, axis: axis, format: format, isLevel: false, width: width,
      height: height)
    bars.highlighted = highlighting
    return Figure(.bars(bars))
  }

  /// Bars from left to right. With a hidden axis, they are small and have their values in a column.
  public static func levelBars<Value: BinaryFloatingPoint>(
    _ labels: [String], _ values: [Value], axis: Axis = Axis(), format: Format = .short,
    highlighting: [Int] = [], width: Int = 760
  ) -> Figure {
    levelBars(
      labels, [.values("", values)], axis: axis, format: format, highlighting: highlighting,
      width: width)
  }

  /// Bars from left to right in groups.
  public static func levelBars(
    _ labels: [String], _ series: [Bars.Series], axis: Axis = Axis(), format: Format = .short,
    highlighting: [Int] = [], width: Int = 760
  ) -> Figure {
    var bars = Bars(
      labels: labels, series: series, axis: axis, format: format, isLevel: true, width: width,
      height: 0)
    bars.highlighted = highlighting
    return Figure(.bars(bars))
  }

  /// The same bars, positive ones in orange and negative ones in blue.
  public func signed() -> Figure { changingBars { $0.isSigned = true } }

  /// The same horizontal bars as dots.
  public func dotted() -> Figure { changingBars { $0.isDotted = true } }

  /// The same horizontal bars with a hidden axis, with a greatest length and a width of the values,
  /// in pixels. So charts can be compared even if their values have different lengths.
  public func length(_ bar: Int, values: Int) -> Figure {
    changingBars { $0.room = Bars.Room(bar: max(1, bar), value: max(0, values)) }
  }

  func changingBars(_ change: (inout Bars) -> Void) -> Figure {
    guard case .bars(var bars) = content else { return self }
    var figure = self
    change(&bars)
    figure.content = .bars(bars)
    return figure
  }
}
