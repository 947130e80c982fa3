import CNN
import Foundation
import Printing

// Round numbers for the ticks of an axis, and their text.

/// 1, 2 or 5 times a power of ten: the distance of two ticks.
struct NiceStep: Equatable {
  private(set) var mantissa: Int
  private(set) var power: Int

  /// The smallest one that is not below `size`. `size` must be above zero.
  init(atLeast size: Double) {
    let first = exponent(size)
    let all = [first, first + 1].flatMap { power in [1, 2, 5].map { (power, $0) } }
    // A little less is enough: (1 − 0) / 5 is not exactly 0.2 in binary.
    let found = all.first { scaled($0.1, $0.0) >= size * (1 - 1e-9) } ?? (first + 1, 5)
    (power, mantissa) = found
  }

  /// The distance that gives about `limit` ticks in a range, at least two.
  init(from low: Double, to high: Double, atMost limit: Int) {
    var size = (high - low) / Double(limit - 1)
    self.init(atLeast: size)
    while multiples(from: low, to: high).count < 2 {
      size /= 2
      self.init(atLeast: size)
    }
  }

  func multiple(below value: Double) -> Double { times(index(value, .down)) }
  func multiple(above value: Double) -> Double { times(index(value, .up)) }

  func multiples(from low: Double, to high: Double) -> [Double] {
    let (first, last) = (index(low, .up), index(high, .down))
    return first <= last ? (first...last).map(times) : []
  }

  private func times(_ count: Int) -> Double { scaled(count * mantissa, power) }

  private func index(_ value: Double, _ rule: FloatingPointRoundingRule) -> Int {
    let share = value / scaled(mantissa, power)
    // A number that differs from a multiple only in its last bits counts as a multiple.
    let nearest = share.rounded()
    return Int(abs(share - nearest) < 1e-6 ? nearest : share.rounded(rule))
  }
}

/// The power of ten in a number above zero: 2 for 100 … 999.
func exponent(_ value: Double) -> Int {
  var power = Int(log10(value).rounded(.down))
  // A logarithm may be wrong by its last bit.
  if scaled(1, power) > value { power -= 1 }
  if scaled(1, power + 1) <= value { power += 1 }
  return power
}

/// An integer times a power of ten, correctly rounded as far as the power is exact.
func scaled(_ count: Int, _ power: Int) -> Double {
  func ten(_ power: Int) -> Double { (0..<power).reduce(1.0) { product, _ in product * 10 } }
  return power < 0 ? Double(count) / ten(-power) : Double(count) * ten(power)
}

extension Axis {
  /// Round numbers, all with the decimals that their distance needs.
  func label(_ values: [Double], _ step: NiceStep) -> [AxisScale.Tick] {
    let largest = values.map(abs).max() ?? 0
    return values.map { value in
      if isPercentage {
        return .init(value: value, label: (value * 100).fixed(max(0, -step.power - 2)) + " %")
      }
      guard largest > 0, largest >= 1e6 || step.power < -4 else {
        return .init(value: value, label: value.fixed(max(0, -step.power)))
      }
      // All have the same power, so that they can be compared: 2×10⁶, 4×10⁶ …, 10×10⁶.
      let power = exponent(largest)
      let number = power < 0 ? value * scaled(1, -power) : value / scaled(1, power)
      let text = number.fixed(min(15, max(0, power - step.power)))
      return .init(value: value, label: value == 0 ? "0" : text + "×" + ten(to: power))
    }
  }

  /// `0.002`, `500`, or as a percentage.
  func plain(_ mantissa: Int, _ power: Int) -> String {
    let (power, unit) = isPercentage ? (power + 2, " %") : (power, "")
    return scaled(mantissa, power).fixed(max(0, -power)) + unit
  }

  /// `10⁻⁶`, `2×10⁻⁶`.
  func inPowers(_ mantissa: Int, _ power: Int) -> String {
    mantissa == 1 ? ten(to: power) : "\(mantissa)×" + ten(to: power)
  }

  private func ten(to power: Int) -> String { "10" + superscript(power) }
}

/// An integer in raised digits.
func superscript(_ number: Int) -> String {
  let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
  let digits = String(number.magnitude).compactMap(\.wholeNumberValue).map { raised[$0] }
  return (number < 0 ? "⁻" : "") + String(digits)
}

/// The format of a number beside a bar.
public enum NumberFormat: Sendable {
  /// With this many decimals: `0.59`.
  case decimals(Int)
  /// With this many decimals and always a sign: `+0.59`.
  case signed(Int)
  /// A share as a percentage with this many decimals: `98.7 %` for 0.987.
  case percentage(Int)
  /// Three significant digits: `0.0123`, `1.5`, `1170000`, `1.2×10⁻⁶`.
  case short
  /// Not at all.
  case none

  func text(_ value: Double) -> String {
    if case .none = self { return "" }
    if value.isNaN { return "not a number" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    switch self {
    case .decimals(let places): return value.fixed(places)
    case .signed(let places): return value.fixed(places, signed: true)
    case .percentage(let places): return (value * 100).fixed(places) + " %"
    case .none, .short: return Self.short(value)
    }
  }

  private static func short(_ value: Double) -> String {
    guard abs(value) > 1e-290 else { return "0" }
    // Rounded to three digits, then written with only as many as needed.
    var power = exponent(abs(value)) - 2
    var digits = Int((power < 0 ? value * scaled(1, -power) : value / scaled(1, power)).rounded())
    while digits != 0 && digits.isMultiple(of: 10) { (digits, power) = (digits / 10, power + 1) }
    let count = String(digits.magnitude).count
    let leading = power + count - 1
    if (-4...6).contains(leading) { return scaled(digits, power).fixed(max(0, -power)) }
    return scaled(digits, 1 - count).fixed(count - 1) + "×10" + superscript(leading)
  }
}
