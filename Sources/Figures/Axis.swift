extension Figure {
  /// An axis of a chart: its title, its division and its range.
  public struct Axis: Sendable, Equatable, ExpressibleByStringLiteral {
    /// What is measured, and its unit.
    public var title: String
    /// Whether equal steps are equal factors. Then only numbers above zero have a place.
    public var isLogarithmic = false
    /// The ends of the axis; nil to fit the numbers.
    public var range: ClosedRange<Double>?
    /// Whether shares are written as percentages: 0.9 as 90 %.
    public var isPercentage = false
    /// Whether ticks and title are hidden.
    public var isHidden = false

    public init(_ title: String = "", range: ClosedRange<Double>? = nil) {
      (self.title, self.range) = (title, range)
    }

    public init(stringLiteral title: String) { self.init(title) }

    public static func linear(_ title: String, _ range: ClosedRange<Double>? = nil) -> Axis {
      Axis(title, range: range)
    }

    public static func log(_ title: String, _ range: ClosedRange<Double>? = nil) -> Axis {
      var axis = Axis(title, range: range)
      axis.isLogarithmic = true
      return axis
    }

    /// Shares as percentages, from 0 to 100 % unless another range is given.
    public static func share(_ title: String, _ range: ClosedRange<Double>? = 0...1) -> Axis {
      var axis = Axis(title, range: range)
      axis.isPercentage = true
      return axis
    }

    /// No ticks and no title: for small charts of shares.
    public static func hidden(_ range: ClosedRange<Double>? = nil) -> Axis {
      var axis = Axis("", range: range)
      axis.isHidden = true
      return axis
    }
  }

  /// A line across a chart at a number worth comparing with.
  public struct Reference: Sendable, Equatable {
    public var value: Double
    public var label: String
    /// Whether it is vertical, at a number of the horizontal axis.
    public var isUpright: Bool

    public init(_ value: Double, _ label: String = "", isUpright: Bool = false) {
      (self.value, self.label, self.isUpright) = (value, label, isUpright)
    }
  }

  /// The range in which a number varies.
  public struct Span: Sendable, Equatable {
    public var low: Double
    public var high: Double

    public init(_ low: Double, _ high: Double) { (self.low, self.high) = (low, high) }
  }

  /// The results of several runs of one experiment: the mean of each number, and its range.
  ///
  /// `runs[r][i]` is number i of run r. A number that is missing in one of the runs does not count.
  static func spread<Value: BinaryFloatingPoint>(
    _ runs: [[Value]]
  ) -> (means: [Double], ranges: [Span]) {
    let count = runs.map(\.count).min() ?? 0
    let columns = (0..<count).map { place in runs.map { Double($0[place]) } }
    return (
      columns.map { $0.reduce(0, +) / Double($0.count) },
      columns.map { Span($0.min() ?? .nan, $0.max() ?? .nan) }
    )
  }
}
