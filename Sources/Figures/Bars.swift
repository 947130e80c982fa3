import Printing

extension Figure {
  /// Bars with a label each, upright or level, alone or in groups.
  public struct Bars: Sendable, Equatable {
    /// One bar for each label.
    public struct Series: Sendable, Equatable {
      public var name: String
      public var values: [Double]
      /// Drawn as a whisker; empty if they are not known.
      public var ranges: [Span] = []
      /// The next one of the series, if nil; grey where there is one series only.
      public var tone: Tone?

      /// Numbers, and from where to where each varies, if that is known.
      public static func values<Value: BinaryFloatingPoint>(
        _ name: String, _ values: [Value], ranges: [Span] = [], _ tone: Tone? = nil
      ) -> Series {
        Series(name: name, values: values.map { Double($0) }, ranges: ranges, tone: tone)
      }

      /// Several runs: their mean, and a whisker from the lowest to the highest; `runs[r][i]` is
      /// what run r gave for label i.
      public static func runs<Value: BinaryFloatingPoint>(
        _ name: String, _ runs: [[Value]], _ tone: Tone? = nil
      ) -> Series {
        let (means, ranges) = spread(runs)
        return Series(name: name, values: means, ranges: ranges, tone: tone)
      }
    }

    /// Where a small level bar and its value have their places.
    public struct Room: Sendable, Equatable {
      public var bar: Int
      public var value: Int
    }

    public var labels: [String]
    public var series: [Series]
    /// What the bars' lengths mean. Without a range it begins at zero, if it is linear.
    public var axis: Axis
    /// How the values are written at the bars' ends.
    public var format: Format
    /// Whether bars go from left to right, with the labels at their left.
    public var isLevel: Bool
    /// The numbers of the labels whose bars are green.
    public var highlighted: [Int] = []
    /// Whether bars above zero are orange and bars below it blue.
    public var isSigned = false
    /// Whether level bars are dots on a thin line: on a logarithmic axis, which has no zero, a
    /// bar's length says nothing.
    public var isDotted = false
    /// How long level bars with a hidden axis are at most, and how wide the values beside them, in
    /// pixels; nil if `width` says it.
    public var room: Room?
    public var references: [Reference] = []
    /// Of the whole chart, in pixels, but for what labels need beyond.
    public var width: Int
    /// Of the area within the axes, in pixels; level bars have a thickness instead.
    public var height: Int
  }

  /// Upright bars; with a hidden axis small ones that stand on a line, up to another line.
  public static func bars<Value: BinaryFloatingPoint>(
    _ labels: [String], _ values: [Value], axis: Axis = Axis(), format: Format = .short,
    highlighting: [Int] = [], width: Int = 760, height: Int = 240
  ) -> Figure {
    bars(
      labels, [.values("", values)], axis: axis, format: format, highlighting: highlighting,
      width: width, height: height)
  }

  /// Upright bars in groups.
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

  /// Bars from left to right; with a hidden axis small ones, with their values in a column.
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

  /// The same bars in orange above zero and in blue below it.
  public func signed() -> Figure { changingBars { $0.isSigned = true } }

  /// The same level bars as dots.
  public func dotted() -> Figure { changingBars { $0.isDotted = true } }

  /// The same level bars with a hidden axis, at most so many pixels long, with so many for the
  /// values beside them: charts whose values have more or fewer letters can be compared.
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
