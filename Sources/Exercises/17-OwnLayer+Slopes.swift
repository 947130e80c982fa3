import Printing

/// How the terms of a loss change with a number, measured on both sides of it.
///
/// Each side is measured over a step and over half of it. Twice the second slope minus the first
/// has no bend left, so a smooth layer has the same slope on both sides, and a kink has two.
struct Slopes {
  /// Of the sum of all terms.
  let below, above: Double
  /// Of each term, the mean of both sides.
  let shares: [Double]
  /// How far apart both sides are over the step itself, with its bend.
  private let apart: Double
  /// How far a slope may be off because a Float is rounded.
  private let noise: Double

  init(at value: Float, _ terms: (Float) -> [Double]) {
    // A step that is far smaller than the number would be lost in it.
    let step = max(1.0 / 128, abs(value) / 1024)
    let middle = terms(value)
    func slopes(to other: Float) -> [Double] {
      zip(terms(other), middle).map { ($0 - $1) / (Double(other) - Double(value)) }
    }
    func side(_ step: Float) -> (straight: [Double], whole: Double) {
      let (half, whole) = (slopes(to: value + step / 2), slopes(to: value + step))
      return (zip(half, whole).map { 2 * $0 - $1 }, whole.reduce(0, +))
    }
    let (left, right) = (side(-step), side(step))
    below = left.straight.reduce(0, +)
    above = right.straight.reduce(0, +)
    shares = zip(left.straight, right.straight).map { ($0 + $1) / 2 }
    apart = right.whole - left.whole
    // A side takes 4, 3 and 1 times a value of each term that moves, and divides by the step. A
    // value may be off by a unit in its last place, and so may a number around 1 on the way to it.
    let moving = zip(middle, shares).reduce(1) { $0 + ($1.1 == 0 ? 0 : abs($1.0)) }
    noise = moving * 8 * 0x1p-23 / Double(step)
  }

  var isFinite: Bool { below.isFinite && above.isFinite }

  var middle: Double { shares.reduce(0, +) }

  /// Whether both sides differ, and over half a step as much as over a step: a bend's halves.
  var isKink: Bool { !isClose(below, above) && abs(above - below) > abs(apart) / 2 }

  /// Whether a gradient is the slope; at a kink, that of a side or one between both.
  func fits(_ gradient: Float) -> Bool {
    guard isFinite, gradient.isFinite else { return false }
    let gradient = Double(gradient)
    return isClose(gradient, below) || isClose(gradient, above)
      || (gradient > min(below, above) && gradient < max(below, above))
  }

  /// Whether two slopes differ by at most 1 % of the larger one, or by what rounding may do.
  func isClose(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 0.01 * max(abs(a), abs(b)) + noise
  }

  /// `0.2500`, or at a kink `0.2500 (below) and 1.0000 (above)`.
  var text: String {
    isKink
      ? "\(below.shortened) (below) and \(above.shortened) (above)" : middle.shortened
  }
}
