import Printing

/// Several trainings of one kind, which differ in their seeds.
nonisolated struct Kind {
  let name: String
  var outcomes: [Outcome]
}

/// Trials by their names, in the order in which they first come.
nonisolated func byName(_ outcomes: [Outcome]) -> [Kind] {
  outcomes.reduce(into: []) { kinds, outcome in
    if let place = kinds.firstIndex(where: { $0.name == outcome.name }) {
      kinds[place].outcomes.append(outcome)
    } else {
      kinds.append(Kind(name: outcome.name, outcomes: [outcome]))
    }
  }
}

/// The one with the largest mean share right, of those whose loss stayed a number.
func best(of kinds: [Kind]) -> Kind? {
  kinds.filter { $0.outcomes.lastLoss != nil }
    .max { $0.outcomes.tested.mean < $1.outcomes.tested.mean }
}

/// How many points of the share right one kind of training has more than another.
struct Difference {
  /// Below zero if it has less.
  let points: Double
  /// Whether it is more than chance: whether it is so for each seed.
  let isClear: Bool

  init(from a: Kind, to b: Kind) {
    let each = zip(a.outcomes.tested, b.outcomes.tested).map { $1 - $0 }
    points = 100 * each.mean
    isClear = each.allSatisfy { $0 > 0.001 } || each.allSatisfy { $0 < -0.001 }
  }

  var isGain: Bool { isClear && points > 0 }

  /// `**1.6 points more**, with each seed`
  var inWords: String {
    "**\(abs(points).fixed(1)) points \(points < 0 ? "less" : "more")**"
      + (isClear ? ", with each seed" : ", but not with each seed")
  }
}

/// The share right by seed, its mean, and what became of the digits learned from.
func table(_ kinds: [Kind]) -> String {
  let width = max("test images right".count, kinds.map(\.name.count).max() ?? 0) + 2
  let seeds = (kinds.first?.outcomes ?? []).indices.map { "seed \($0 + 1)".alignedRight(9) }
  let head =
    "test images right".alignedLeft(width) + seeds.joined() + "mean".alignedRight(9)
    + "   of those learned from"
  return
    ([head]
    + kinds.map { kind in
      let (tested, learned) = (kind.outcomes.tested, kind.outcomes.learned)
      return kind.name.alignedLeft(width)
        + tested.map { $0.percent().alignedRight(9) }.joined()
        + tested.mean.percent().alignedRight(9) + learned.mean.percent().alignedRight(12)
    }).joined(separator: "\n")
}

/// Means over the seeds, and for the held-out digits also from the worst to the best.
func heldOut(_ outcomes: [Outcome]) -> String {
  let (low, high) = (outcomes.tested.min() ?? 0, outcomes.tested.max() ?? 0)
  return outcomes.tested.mean.percent().alignedRight(9)
    + "   \((100 * low).fixed(1).alignedRight(4)) to \((100 * high).fixed(1))"
}

func rateTable(_ kinds: [Kind]) -> String {
  let winner = best(of: kinds)?.name
  let rows = kinds.map { kind in
    kind.name.alignedLeft(9) + (kind.outcomes.lastLoss?.fixed(4) ?? "no number").alignedRight(16)
      + "     " + heldOut(kind.outcomes) + (kind.name == winner ? "   best" : "")
  }
  return (["η        loss at the end  held out, right"] + rows).joined(separator: "\n")
}

/// Which rates are too small, and which too large.
///
/// - Parameter guess: the loss of a guess.
func ratesText(_ kinds: [Kind], guess: Double) -> String {
  let good = best(of: kinds)?.name ?? ""
  // Slow: most of what a guess costs is left. Wild: all of it, but for a little.
  func names(above share: Double) -> [String] {
    kinds.filter { ($0.outcomes.lastLoss ?? .infinity) > share * guess }.map(\.name)
  }
  let slow = names(above: 0.9).filter { $0 < good }.listed
  let wild = names(above: 0.97).filter { $0 > good }.listed
  return (slow.isEmpty ? "" : "With \(slow) the loss hardly falls. ")
    + (wild.isEmpty
      ? ""
      : "With \(wild) the first steps throw the weights too far to come back. ")
    + "The best rate here is \(good)."
}

/// What is missed when convolutions are frozen.
///
/// - Parameter kinds: all learn, the first is frozen, both are frozen.
func frozenText(_ kinds: [Kind]) -> String {
  let first = Difference(from: kinds[0], to: kinds[1])
  let both = Difference(from: kinds[0], to: kinds[2])
  func seeds(_ difference: Difference) -> String {
    !difference.isClear
      ? "the share falls with some seeds only, so this may be chance. "
      : "it \(difference.isGain ? "rises" : "falls") with each seed. "
  }
  return "With one layer frozen, \(seeds(first))With both, \(seeds(both))"
    + (first.isClear
      ? "So what the first layer learns is worth something here."
      : "Random kernels ask random questions. The layers after them learn to use the answers.")
}
