import CNN
import Printing

extension OwnFunctions {
  /// The loss is Σ dy · y, so that its gradient of y is dy. Each gradient is held against two
  /// slopes that were measured, one on either side.
  func judgeGradients() -> Judged {
    let random = Random(seed: 17)
    // 0 among them, where many layers have a kink.
    let x = (0..<9).map { $0 == 4 ? 0 : 2 * random.normal($0) }
    let dy = (0..<9).map { 1 + random.uniform(20 + $0) }.enumerated().map {
      $0.offset.isMultiple(of: 2) ? $0.element : -$0.element
    }
    let weights = start()
    let back = backward(x, weights, dy)
    let inputs = x.indices.map { place in
      Slopes(at: x[place]) { moved in
        var other = x
        other[place] = moved
        return zip(forward(other, weights), dy).map { Double($0) * Double($1) }
      }
    }
    let own = weights.indices.map { place in
      Slopes(at: weights[place]) { moved in
        var other = weights
        other[place] = moved
        return zip(forward(x, other), dy).map { Double($0) * Double($1) }
      }
    }
    let kinks = inputs.indices.filter { inputs[$0].isKink }
    let wrong = [("x", inputs, back.x), ("weights", own, back.weights)].lazy
      .compactMap { name, slopes, gradients -> Judged? in
        guard let place = slopes.indices.first(where: { !slopes[$0].fits(gradients[$0]) }) else {
          return nil
        }
        let at = name == "x" ? x[place] : weights[place]
        let lines = [
          "`ownBackward`: the gradient of \(name)[\(place)] is \(gradients[place].short) and "
            + "should be about \(slopes[place].text), measured by nudging \(name)[\(place)] = "
            + "\(at.short) both ways."
        ]
        let guess = Self.mistake(slopes, gradients, dy, isWeights: name == "weights")
        return Judged(lines: lines + (guess.map { [$0] } ?? []), isSolved: false)
      }.first
    if let wrong { return wrong }
    let count = x.count + weights.count
    return .solved(
      "All \(count) gradients are the slopes that were measured."
        + kinks.map {
          " At x = \(x[$0].short) your layer has a kink: there \(inputs[$0].text) are both right."
        }.joined())
  }

  /// The usual mistakes, as what each would give in the place of what is right.
  private static func mistake(
    _ slopes: [Slopes], _ gradients: [Float], _ dy: [Float], isWeights: Bool
  ) -> String? {
    let named: [(String, (Slopes) -> Double)] = [
      ("The sign is turned.", { -$0.middle }),
      (
        "dy is missing: multiply the slope of each y by its dy.",
        { zip($0.shares, dy).reduce(0) { $0 + $1.0 / Double($1.1) } }
      ),
      isWeights
        ? (
          "Only the last place counts. Add up over all places: += in place of =.",
          { $0.shares.last { $0 != 0 } ?? 0 }
        ) : ("dy is passed on as it is: multiply it by the slope of y at this x.", { _ in .nan }),
      (
        "It is divided by the number of places. Add up over them, no mean.",
        { $0.middle / Double(dy.count) }
      ),
      ("It is 0: the backward pass leaves it out.", { _ in 0 }),
    ]
    // What is right does not count: a mistake may be made for negative numbers only. At a kink there
    // is no one slope to compare with.
    let wrong = slopes.indices.filter {
      !slopes[$0].isKink && !slopes[$0].fits(gradients[$0])
    }
    guard !wrong.isEmpty else { return nil }
    if !isWeights, wrong.allSatisfy({ gradients[$0] == dy[$0] }) { return named[2].0 }
    let found = named.first { _, value in
      wrong.allSatisfy { Slopes.isClose(Double(gradients[$0]), value(slopes[$0])) }
    }
    return found?.0
  }
}

/// How the terms of a loss change with a number, measured to both sides of it.
private struct Slopes {
  /// Of the sum of all terms.
  let below, above: Double
  /// Of each term, by the difference over both sides.
  let shares: [Double]

  init(at value: Float, _ terms: (Float) -> [Double]) {
    let step: Float = 1.0 / 128
    let (low, high) = (value - step, value + step)
    let (left, middle, right) = (terms(low), terms(value), terms(high))
    func slope(_ a: [Double], _ b: [Double], _ width: Float) -> [Double] {
      zip(a, b).map { ($1 - $0) / Double(width) }
    }
    below = slope(left, middle, value - low).reduce(0, +)
    above = slope(middle, right, high - value).reduce(0, +)
    shares = slope(left, right, high - low)
  }

  var middle: Double { shares.reduce(0, +) }

  /// Whether the two sides differ by more than a bend does.
  var isKink: Bool { abs(above - below) > 0.1 * max(abs(above), abs(below)) }

  /// Whether a gradient is the slope; at a kink, whether it lies between those of the two sides.
  func fits(_ gradient: Float) -> Bool {
    guard gradient.isFinite else { return false }
    let room = 0.01 * max(1, abs(middle))
    let between = min(below, above) - room...max(below, above) + room
    return isKink ? between.contains(Double(gradient)) : Self.isClose(Double(gradient), middle)
  }

  static func isClose(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 0.01 * max(1, abs(a), abs(b))
  }

  /// `0.25`, or at a kink `0.25 (below) and 1 (above)`.
  var text: String {
    isKink ? "\(below.fixed(3)) (below) and \(above.fixed(3)) (above)" : middle.fixed(3)
  }
}
