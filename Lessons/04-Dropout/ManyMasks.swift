import CNN
import Printing

/// What many masks over one map leave behind: the first ones, the means, and the errors.
struct ManyMasks {
  let map: Tensor
  /// The first four, each 0 where a number is dropped and 1 where it stays.
  private(set) var masks: [Tensor] = []
  /// The map under the first four.
  private(set) var masked: [Tensor] = []
  /// The means over 1, 10, 100 … masks, and over all of them.
  private(set) var means: [(count: Int, mean: Tensor, error: Double)] = []
  /// How far the mean over so many masks is from the map; of large numbers of masks only some.
  private(set) var errors: [(count: Int, error: Double)] = []
  private var count = 0
  private let last: Int

  let rate: Float

  /// - Parameters:
  ///   - masks: how many there will be.
  ///   - rate: with which probability they drop a number.
  init(_ map: Tensor, masks last: Int, rate: Float) {
    (self.map, self.last, self.rate) = (map, last, rate)
  }

  /// - Parameters:
  ///   - sum: of all masked maps so far.
  ///   - error: how far their mean is from the map.
  mutating func note(_ mask: Tensor, _ masked: Tensor, _ sum: [Double], error: Double) {
    count += 1
    if count <= 4 {
      masks.append(mask)
      self.masked.append(masked)
    }
    let power = powerOfTen(notAbove: count)
    if count == power || count == last {
      let mean = Tensor(map.shape, sum.map { Float($0 / Double(count)) })
      means.append((count, mean, error))
    }
    // Ninety of each power of ten are enough for a curve.
    if count.isMultiple(of: max(1, power / 10)) || count == last {
      errors.append((count, error))
    }
  }

  /// Where the scale of maps and masked maps ends: at the largest survivor, if that leaves enough
  /// colour for the map.
  var scaleLimit: Float { min(largest, 2 * (map.scalars.max() ?? 1)) }

  /// What a caption adds where numbers lie beyond the end of the scale.
  var cutsScale: String {
    guard scaleLimit < largest else { return "" }
    return " Numbers up to \(largest.fixed(2)) have the last colour of the scale."
  }

  /// The largest number that a mask can leave.
  var largest: Float { (map.scalars.max() ?? 1) / (1 - rate) }

  /// How many numbers the first mask drops.
  var firstDropped: Int { masks[0].scalars.count { $0 == 0 } }

  /// The error that theory expects of a single mask.
  var expected: Double {
    // A number x becomes 0 or x / (1 − p), so its variance is x² · p / (1 − p), and that of a mean
    // over n masks an nth of it.
    let squares = map.scalars.reduce(0) { $0 + Double($1) * Double($1) }
    let p = Double(rate)
    return (p / (1 - p) * squares / Double(map.scalars.count)).squareRoot()
  }

  /// The errors beside what theory expects.
  var table: [String] {
    ["   masks   error of their mean   expected: \(expected.fixed(4)) / √masks"]
      + means.map { count, _, error in
        let theory = expected / Double(count).squareRoot()
        return count.grouped.alignedRight(8) + error.fixed(4).alignedRight(22)
          + theory.fixed(4).alignedRight(11)
      }
  }

  private func powerOfTen(notAbove count: Int) -> Int {
    var power = 1
    while power * 10 <= count { power *= 10 }
    return power
  }
}
