import Foundation

/// Random numbers without a state: each is a hash of a seed and of the number's purpose.
///
/// So a run can be repeated without a saved state, in any order. `Random(seed:
/// 1).stream(7).uniform(3)` is always the same. The mixing is that of SplitMix64 (Steele, Lea and
/// Flood, 2014).
public struct Random: Sendable {
  private let key: UInt64

  /// The purpose of random numbers. The numbers of two purposes are independent.
  public enum Purpose: Int, Sendable {
    case weights = 1
    case order, dropout, augmentation, drawing
  }

  public init(seed: UInt64) { key = Self.mix(seed &+ Self.golden) }

  /// The numbers of a seed for one purpose.
  public init(seed: UInt64, for purpose: Purpose) {
    self = Random(seed: seed).stream(purpose.rawValue).stream(-purpose.rawValue)
  }

  /// A separate generator for one purpose: a layer, a training step, an image.
  public func stream(_ number: Int) -> Random {
    Random(seed: key ^ Self.mix(UInt64(bitPattern: Int64(number))))
  }

  /// 64 random bits.
  public func bits(_ number: Int) -> UInt64 {
    Self.mix(key &+ Self.golden &* (UInt64(bitPattern: Int64(number)) &+ 1))
  }

  /// Evenly spread in 0 ..< 1, a multiple of 2⁻²⁴.
  public func uniform(_ number: Int) -> Float {
    Float(bits(number) >> 40) * 0x1p-24
  }

  /// Normally distributed with mean 0 and standard deviation 1 (Box and Muller, 1958).
  public func normal(_ number: Int) -> Float {
    let u = (Double(bits(2 * number) >> 11) + 0.5) * 0x1p-53
    let v = Double(bits(2 * number + 1) >> 11) * 0x1p-53
    return Float((-2 * log(u)).squareRoot() * cos(2 * .pi * v))
  }

  /// The numbers 0 ..< count in random order.
  public func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    // Fisher and Yates: each place is swapped with one that is not settled yet.
    for i in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(i, Int(bits(i).multipliedFullWidth(by: UInt64(i + 1)).high))
    }
    return order
  }

  private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mix(_ bits: UInt64) -> UInt64 {
    var z = bits
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
