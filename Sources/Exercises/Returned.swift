import CNN

/// What a function of an exercise has returned: a number, a list, rows, or several maps.
///
/// Functions return plain arrays, so a reader needs no type of this package.
public struct Returned: Equatable, Codable, Sendable {
  /// How many there are along each axis: `[]` for a number, `[rows, columns]` for rows.
  public let shape: [Int]
  /// All numbers, row by row.
  public let values: [Float]
  /// Whether its rows are of different lengths, so that `shape` says only how many there are.
  public let isRagged: Bool

  public init(_ value: Float) { self.init(shape: [], [value]) }
  public init(_ value: Int) { self.init(Float(value)) }
  public init(_ values: [Float]) { self.init(shape: [values.count], values) }
  public init(_ values: [Int]) { self.init(values.map { Float($0) }) }

  public init(_ rows: [[Float]]) {
    let columns = rows.first?.count ?? 0
    let isRagged = rows.contains { $0.count != columns }
    self.init(
      shape: isRagged ? [rows.count] : [rows.count, columns], rows.flatMap { $0 },
      isRagged: isRagged)
  }

  public init(_ maps: [[[Float]]]) {
    let parts = maps.map { Returned($0) }
    let shape = parts.first?.shape ?? [0, 0]
    let isRagged = parts.contains { $0.shape != shape || $0.isRagged }
    self.init(
      shape: isRagged ? [maps.count] : [maps.count] + shape, parts.flatMap(\.values),
      isRagged: isRagged)
  }

  /// The numbers of a tensor, under a shape of the same count.
  init(_ tensor: Tensor, shape: [Int]? = nil) {
    self.init(shape: shape ?? tensor.shape.sizes, tensor.scalars)
  }

  private init(shape: [Int], _ values: [Float], isRagged: Bool = false) {
    self.shape = shape
    self.values = values
    self.isRagged = isRagged
  }

  /// `3×4`, `5 numbers`, `a number`.
  var form: String {
    if values.isEmpty { return "nothing" }
    if isRagged { return "\(shape[0]) rows of different lengths" }
    return switch shape.count {
    case 0: "one number"
    case 1: "a list of \(shape[0])"
    default: shape.map(String.init).joined(separator: "×")
    }
  }

  /// The first number that is not that of `other`, as an offset; nil if all are.
  ///
  /// Two numbers are the same if they differ by at most 10⁻⁴ of the larger one, or by 10⁻⁵; not a
  /// number is the same as itself.
  func firstDifference(from other: Returned) -> Int? {
    zip(values, other.values).enumerated().first { !Self.isSame($1.0, $1.1) }?.offset
  }

  func isSame(as other: Returned) -> Bool {
    shape == other.shape && isRagged == other.isRagged && values.count == other.values.count
      && firstDifference(from: other) == nil
  }

  private static func isSame(_ a: Float, _ b: Float) -> Bool {
    guard a.isFinite, b.isFinite else { return a == b || (a.isNaN && b.isNaN) }
    return abs(a - b) <= max(1e-5, 1e-4 * max(abs(a), abs(b)))
  }

  /// Where the number at an offset stands, in words.
  func place(of offset: Int) -> String {
    switch shape.count {
    case 0: "the number"
    case 1: "number \(offset)"
    case 2: "row \(offset / shape[1]), column \(offset % shape[1])"
    default:
      "map \(offset / (shape[1] * shape[2])), row \(offset / shape[2] % shape[1]), "
        + "column \(offset % shape[2])"
    }
  }
}
