import CNN

extension Float {
  /// The largest difference between two computations of the same numbers, in words: `none`, or, if
  /// it is only rounding, the power of ten above it.
  public var asDifference: String {
    guard self != 0 else { return "none" }
    guard isRounding else { return fixed(4) }
    let bounds = ["0.0000001", "0.000001", "0.00001", "0.0001"]
    return "below \(bounds.first { self < Float($0) ?? 0 } ?? "0.001"), which is rounding"
  }

  /// Whether a difference between two computations of the same numbers is only rounding. The
  /// numbers themselves are from about 1 to 100.
  public var isRounding: Bool { self < 0.001 }
}
