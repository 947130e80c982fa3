import CNN
import Foundation

/// One axis of a plot: its title, its division and its range.
public struct Axis: Sendable {
  public enum Division: Sendable {
    /// Equal steps are equal differences.
    case linear
    /// Equal steps are equal factors. Only numbers above zero have a place.
    case logarithmic
  }

  /// What is measured, and its unit.
  public var title: String
  public var division: Division
  /// The ends of the axis; nil to fit the numbers.
  public var range: ClosedRange<Double>?
  /// Whether shares are written as percentages: 0.9 as 90 %.
  public var isPercentage: Bool

  public init(
    _ title: String = "", _ division: Division = .linear, range: ClosedRange<Double>? = nil,
    isPercentage: Bool = false
  ) {
    self.title = title
    self.division = division
    self.range = range
    self.isPercentage = isPercentage
  }
}

/// An axis with computed ends and ticks.
struct AxisScale: Sendable {
  struct Tick: Sendable, Equatable {
    var value: Double
    var label: String
  }

  let low: Double
  let high: Double
  let isLogarithmic: Bool
  let ticks: [Tick]
  /// Ticks without labels, between the others: 2, 3, … 9 of each power of ten.
  let minor: [Double]

  /// The place of a number, 0 at `low` and 1 at `high`. Beyond the ends it is outside 0…1, by at
  /// most a hundred lengths. Nil if the number has no place.
  func place(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    if isLogarithmic {
      guard value > 0 else { return nil }
      let (first, last) = (log10(low), log10(high))
      return min(max((log10(value) - first) / (last - first), -100), 100)
    }
    return min(max((value - low) / (high - low), -100), 100)
  }
}

extension Axis {
  /// The axis for some numbers.
  ///
  /// - Parameters:
  ///   - values: the numbers that need a place. Numbers that are not finite, or not positive on a
  ///     logarithmic axis, do not count.
  ///   - limit: how many ticks there may be.
  ///   - isTight: whether the axis ends with the numbers and not with the next ticks.
  func scale(_ values: [Double], ticks limit: Int, isTight: Bool = false) -> AxisScale {
    let limit = max(limit, 2)
    let isLogarithmic = division == .logarithmic
    let given = range.map { [$0.lowerBound, $0.upperBound] } ?? values
    // Beyond these limits, differences and powers of ten are not finite.
    let usable = given.filter { $0.isFinite && abs($0) < 1e300 }
      .map { abs($0) < 1e-290 ? 0 : $0 }.filter { $0 > 0 || !isLogarithmic }
    let isFixed = isTight || range != nil
    return isLogarithmic
      ? logarithmic(usable, limit, isFixed) : linear(usable, limit, isFixed)
  }

  /// The axis for some numbers along a length in pixels, with as many ticks as there is room for
  /// labels.
  ///
  /// - Parameters:
  ///   - distance: the smallest distance of two ticks, in pixels.
  ///   - measure: the width of a label, in pixels.
  func scale(
    _ values: [Double], along width: Int, isTight: Bool = false, apart distance: Int = 48,
    measure: (String) -> Int
  ) -> AxisScale {
    var limit = max(2, width / distance)
    while true {
      let scale = scale(values, ticks: limit, isTight: isTight)
      let middles = scale.ticks.map { (scale.place($0.value) ?? 0) * Double(width) }
      let halves = scale.ticks.map { Double(measure($0.label)) / 2 + 10 }
      let isRoomy = middles.indices.dropFirst().allSatisfy {
        middles[$0] - halves[$0] >= middles[$0 - 1] + halves[$0 - 1]
      }
      if isRoomy || limit == 2 { return isRoomy ? scale : scale.withoutCrowd() }
      limit -= 1
    }
  }

  private func linear(_ values: [Double], _ limit: Int, _ isFixed: Bool) -> AxisScale {
    var (low, high) = (values.min() ?? 0, values.max() ?? 1)
    let size = max(abs(low), abs(high))
    if high - low <= 1e-7 * size {  // also where all are one number
      (low, high) = size == 0 ? (0, 1) : (low - size / 2, high + size / 2)
    }
    let step = NiceStep(from: low, to: high, atMost: limit)
    if !isFixed { (low, high) = (step.multiple(below: low), step.multiple(above: high)) }
    let ticks = step.multiples(from: low, to: high)
    return AxisScale(
      low: low, high: high, isLogarithmic: false, ticks: label(ticks, step), minor: [])
  }

  private func logarithmic(_ values: [Double], _ limit: Int, _ isFixed: Bool) -> AxisScale {
    var (low, high) = (values.min() ?? 1, values.max() ?? 10)
    if high <= low * (1 + 1e-7) { (low, high) = (low / 2, high * 2) }
    let powers = exponent(low)...exponent(high) + 1
    if !isFixed {
      let round = powers.flatMap { power in [1, 2, 5].map { scaled($0, power) } }
      let (first, last) = (low * (1 + 1e-9), high * (1 - 1e-9))
      low = round.last { $0 <= first } ?? low
      high = round.first { $0 >= last } ?? high
    }
    func inside(_ mantissas: [Int], _ powers: [Int]) -> [(mantissa: Int, power: Int)] {
      powers.flatMap { power in mantissas.map { ($0, power) } }.filter {
        let value = scaled($0.mantissa, $0.power)
        return value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)
      }
    }
    let (tens, fine) = (inside([1], Array(powers)), inside([1, 2, 5], Array(powers)))
    var chosen = tens
    if tens.count < 3 && fine.count <= max(limit, 4) { chosen = fine }
    if fine.count < 2 {
      // A range of less than about a factor of two is divided like a linear axis.
      let step = NiceStep(from: low, to: high, atMost: limit)
      let ticks = label(step.multiples(from: low, to: high), step)
      return AxisScale(low: low, high: high, isLogarithmic: true, ticks: ticks, minor: [])
    }
    if chosen.count > limit {
      let stride = (tens.count + limit - 1) / limit
      chosen = tens.filter { $0.power.isMultiple(of: stride) }
    }
    if chosen.count < 2, let first = fine.first, let last = fine.last { chosen = [first, last] }
    let isPlain = isPercentage || chosen.allSatisfy { (-4...4).contains($0.power) }
    let ticks = chosen.map { mantissa, power in
      AxisScale.Tick(
        value: scaled(mantissa, power),
        label: isPlain ? plain(mantissa, power) : inPowers(mantissa, power))
    }
    let minor = tens.count > 8 ? [] : inside(Array(1...9), Array(powers))
    return AxisScale(
      low: low, high: high, isLogarithmic: true, ticks: ticks,
      minor: minor.map { scaled($0.mantissa, $0.power) }
        .filter { value in !ticks.contains { $0.value == value } })
  }
}

extension AxisScale {
  /// The same axis with only its first tick, if two do not fit.
  fileprivate func withoutCrowd() -> AxisScale {
    AxisScale(
      low: low, high: high, isLogarithmic: isLogarithmic, ticks: Array(ticks.prefix(1)), minor: [])
  }
}
