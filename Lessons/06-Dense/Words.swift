import CNN
import LessonKit
import Printing

// What this lesson says of its numbers, in sentences that stay true when a knob is turned.

/// Knobs that cannot work are refused before anything runs.
func checkKnobs() throws {
  guard (0...9).contains(digit) else {
    throw KnobError("the digit must be one from 0 to 9, not \(digit.grouped): it has no logit")
  }
  if let rival, !(0...9).contains(rival) || rival == digit {
    throw KnobError(
      "the rival must be one from 0 to 9 but not the digit itself, \(digit); it is \(rival.grouped)"
    )
  }
  guard (1...40).contains(named) else {
    throw KnobError("the terms named must be 1 to 40, not \(named.grouped)")
  }
  guard (1...512).contains(units) else {
    throw KnobError("the hidden units must be 1 to 512, not \(units.grouped)")
  }
}

/// Refuses a network in which more lies between the list and the logits than this lesson works out.
func check(_ network: Network) throws {
  let list = try network.layer("flatten1")
  let kinds = network.layers[list...].map(\.kind).filter { $0 != "dropout" }
  guard kinds == ["flatten", "dense", "relu", "dense", "softmax"] else {
    throw KnobError(
      "this lesson works out a network that ends with flatten, dense, relu, dense, softmax (and "
        + "dropout anywhere), and this one ends with \(kinds.joined(separator: ", "))")
  }
}

/// The weight and the bias of a dense layer of the trained network.
func weights(of layer: String) -> (Tensor, Tensor) {
  (trained.network[layer, "weight"], trained.network[layer, "bias"])
}

/// `four layers have weights: the convolutions of 8 and of 16 kernels, and the dense layers …`
var layersWithWeights: String {
  let network = trained.network
  func sizes(_ kind: String) -> String {
    network.names.indices.filter { network.layers[$0].kind == kind }
      .map { "of \(network.shapes[$0 + 1].sizes.last ?? 0)" }.joined(separator: " and ")
  }
  let count = network.names.indices.count { network.parameterCount(ofLayer: $0) > 0 }
  return "\(count == 4 ? "four" : "\(count)") layers have weights: the convolutions "
    + "\(sizes("conv")) kernels, and the dense layers \(sizes("dense")) units"
}

/// The name of the stage that holds the hidden units as the last dense layer gets them.
var reachesTheLast: String {
  lesson.prepare { trained.network.stages[try trained.network.layer("dense2")] }
}

/// What a layer costs.
struct Cost {
  let name: String
  /// Weights and biases.
  let weights: Int
  /// How often each weight is used for one image.
  let uses: Int
  /// Multiplications for one image.
  let work: Int
}

extension [Cost] {
  func shares(of number: KeyPath<Cost, Int>) -> [Double] {
    let all = reduce(0) { $0 + $1[keyPath: number] }
    return map { Double($0[keyPath: number]) / Double(all) }
  }
}

func printTable(_ costs: [Cost]) {
  let (weights, work) = (costs.shares(of: \.weights), costs.shares(of: \.work))
  lesson.print("layer     weights            each used   multiplications")
  for (number, cost) in costs.enumerated() {
    let columns = [
      ("\(cost.weights)", 8), (weights[number].percent(2), 10),
      (cost.uses == 1 ? "once" : "\(cost.uses) times", 12),
      ("\(cost.work)", 10), (work[number].percent(2), 10),
    ]
    lesson.print(cost.name.alignedLeft(9) + columns.map { $0.alignedRight($1) }.joined())
  }
  let (all, total) = (costs.map(\.weights).reduce(0, +), costs.map(\.work).reduce(0, +))
  lesson.print("all      " + "\(all)".alignedRight(8) + "\(total)".alignedRight(32))
}

func verdict(on costs: [Cost]) -> String {
  let (weights, work) = (costs.shares(of: \.weights), costs.shares(of: \.work))
  let large = weights.argmax
  let busy = work.argmax
  return """
    \(costs[large].name) has \(weights[large].percent()) of all weights and does \
    \(work[large].percent()) of the multiplications; \(costs[busy].name) has \
    \(weights[busy].percent()) and does \(work[busy].percent()). A kernel's weight works at \
    every place of its map, here \(costs[busy].uses) times for one image. A dense weight knows one \
    number of the list, and works once.
    """
}

/// Which logit is the largest, and which comes next.
var winner: String {
  let logits = lesson.prepare { try trained["dense2"].scalars }
  let order = logits.indices.sorted { logits[$0] > logits[$1] }
  return
    "The \(order[0]) wins with \(logits[order[0]].fixed(2)), the \(order[1]) comes second with "
    + "\(logits[order[1]].fixed(2))."
}

var theLargestTerms: String { named == 1 ? "the largest term" : "the \(named) largest terms" }

/// The answer to how many numbers a logit depends on, and whether a few of them decide.
func verdict(on account: Account) -> String {
  let carried = named == 1 ? "The largest term carries" : "The \(named) largest terms carry"
  return """
    Of the \(account.terms.count) numbers \(account.terms.count { $0 != 0 }) count. The others are zero, and zero times \
    anything is nothing. \(carried) \(account.shareOfLargest.percent(0)) of all that is said for and \
    against; half of it takes the \(account.countToHalf) largest. No handful decides, it is a vote. \
    The account is exact, nothing was estimated or left out. But it is the account of this image. \
    Another one opens other gates, and then other weights lead through them.
    """
}

func votesCaption(_ painting: Tensor, _ account: Account) -> String {
  let all = painting.scalars
  let (rows, columns) = (painting.shape[0], painting.shape[1])
  func text(_ place: Int) -> String {
    "(\(place / columns),\(place % columns)), \(all[place].fixed(2, signed: true))"
  }
  let best = all.argmax
  let worst = all.indices.reduce(0) { all[$1] < all[$0] ? $1 : $0 }
  let printed = account.steps.map(\.value).reduce((account.bias * 100).rounded()) {
    $0 + ($1 * 100).rounded()
  }
  let rounding = abs(printed - (Double(account.stored) * 100).rounded()) / 100
  return """
    Where the votes come from, and what they add up to. At the top, the seven, and beside it, as large, \
    the \(rows)×\(columns) places of the maps, at each the sum over the \(maps[2]) maps: orange speaks for a \
    \(account.digit), blue against it. Most for it says \(text(best)), most against it \(text(worst)). \
    Below, from the bias over \(theLargestTerms) and all others to the logit; \
    \(named == 1 ? "a green frame shows where that one comes" : "green frames show where those come") \
    from. The printed numbers add up \
    \(rounding == 0 ? "exactly" : "but for \(rounding.fixed(2)), which is rounding").
    """
}

/// What the ten accounts have in common with what is seen.
func opinions(_ accounts: [Account], _ paintings: [Tensor]) -> String {
  let order = accounts.sorted { $0.stored > $1.stored }
  let above = order.filter { $0.stored > 0 }.map(\.digit)
  let byTheBar = above.filter {
    halves(of: paintings[$0]).upper > 2 * halves(of: paintings[$0]).lower
  }
  let (upper, lower) = halves(of: paintings[digit])
  let common =
    byTheBar.isEmpty
    ? "" : " What there is for \(enumeration(byTheBar)) comes mainly from the rows of the bar."
  return """
    For a \(digit) the upper rows add \(upper.fixed(2, signed: true)), the lower ones \
    \(lower.fixed(2, signed: true)). A logit above zero does not mean yes: \(enumeration(above)) all \
    have one.\(common) It only counts how far a logit lies above the others.
    """
}

/// `the 1, the 2 and the 3`
func enumeration(_ digits: [Int]) -> String {
  let names = digits.map { "the \($0)" }
  guard let last = names.last, names.count > 1 else { return names.first ?? "none" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}
