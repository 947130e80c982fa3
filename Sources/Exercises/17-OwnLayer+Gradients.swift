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
    if let place = zip(x, forward(x, weights)).first(where: { !$1.isFinite })?.0 {
      return .unsolved("`ownForward` gives no finite number for x = \(place.short).")
    }
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
        guard slopes[place].isFinite else {
          return .unsolved(
            "`ownForward` gives no finite number near \(name)[\(place)] = \(at.short), so the slope "
              + "there cannot be measured.")
        }
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
      wrong.allSatisfy { slopes[$0].isClose(Double(gradients[$0]), value(slopes[$0])) }
    }
    return found?.0
  }
}
