extension Figure {
  /// The distribution of numbers: their counts in intervals of equal width.
  public struct Histogram: Sendable, Equatable {
    /// Numbers that are not finite count as beyond the axis.
    public var values: [Double]
    /// How many intervals, at least one.
    public var bins: Int
    /// The axis of the numbers. A line below says how many lie beyond its range.
    public var axis: Axis
    /// The axis of the counts.
    public var counts: Axis
    public var tone: Tone
    public var references: [Reference] = []
    public var width: Int
    public var height: Int

    /// How many numbers lie in each interval of a range. The range's upper end belongs to the last
    /// interval.
    public static func count(
      _ values: [Double], in range: ClosedRange<Double>, bins: Int
    ) -> [Int] {
      var counts = [Int](repeating: 0, count: max(1, bins))
      let size = range.upperBound - range.lowerBound
      for value in values where range.contains(value) {
        let place = size > 0 ? (value - range.lowerBound) / size * Double(counts.count) : 0
        counts[min(counts.count - 1, Int(place))] += 1
      }
      return counts
    }
  }

  /// The distribution of numbers. Several histograms with one range, below each other, share their
  /// axis.
  public static func histogram<Value: BinaryFloatingPoint>(
    _ values: [Value], bins: Int = 40, axis: Axis = Axis(), counts: Axis = "count",
    tone: Tone = .plain, width: Int = 760, height: Int = 120
  ) -> Figure {
    Figure(
      .histogram(
        Histogram(
          values: values.map { Double($0) }, bins: max(1, bins), axis: axis, counts: counts,
          tone: tone, width: width, height: height)))
  }

  func changingHistogram(_ change: (inout Histogram) -> Void) -> Figure {
    guard case .histogram(var histogram) = content else { return self }
    var figure = self
    change(&histogram)
    figure.content = .histogram(histogram)
    return figure
  }
}
