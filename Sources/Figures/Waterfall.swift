extension Figure {
  /// A sum as bars: each begins where the last one ended. Added terms are orange, subtracted terms
  /// are blue, start and total are grey.
  public struct Waterfall: Sendable, Equatable {
    public struct Term: Sendable, Equatable {
      public var name: String
      public var value: Double

      public init(_ name: String, _ value: Double) { (self.name, self.value) = (name, value) }
    }

    public var start: Term?
    public var terms: [Term]
    /// The name of the last bar, which is the sum of all.
    public var total: String
    public var axis: Axis
    public var format: Format
    /// Whether bars go from left to right, with the names, which may be long, on the left.
    public var isLevel: Bool
    public var width: Int
    public var height: Int

    /// The sum: the start and the terms, added in order.
    public var sum: Double { terms.reduce(start?.value ?? 0) { $0 + $1.value } }
  }

  /// A sum as bars.
  ///
  /// - Parameters:
  ///   - start: the start of the sum, such as a bias.
  ///   - total: the name of the last bar.
  ///   - isLevel: whether bars go from left to right.
  public static func waterfall(
    from start: (String, Double)? = nil, _ terms: [(String, Double)], total: String,
    axis: Axis = Axis(), format: Format = .signed(2), isLevel: Bool = true, width: Int = 640,
    height: Int = 240
  ) -> Figure {
    Figure(
      .waterfall(
        Waterfall(
          start: start.map { Waterfall.Term($0.0, $0.1) },
          terms: terms.map { Waterfall.Term($0.0, $0.1) }, total: total, axis: axis,
          format: format, isLevel: isLevel, width: width, height: height)))
  }
}
