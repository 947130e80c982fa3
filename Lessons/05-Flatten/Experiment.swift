import CNN
import Digits
import Models
import Printing

/// What one kind of network made of the test digits, for each seed.
struct Result: Codable {
  let name: String
  let isShuffled: Bool
  /// The share right, by seed.
  let shares: [Double]

  var mean: Double { shares.mean }
}

/// A new network that was shown some digits with their names, four times each. How its weights
/// find their values is a lesson of its own, training.
func trained(_ layers: [any Layer], on data: DataSet, seed: UInt64) throws -> Network {
  var network = try Network(input: data.shape, seed: seed, layers)
  let training = Training(epochs: 4, batch: 32, rate: 0.05, seed: seed)
  try training.run(&network, on: data, numbers: Array(0..<data.count)) { _, _ in }
  return network
}

extension Result {
  /// From the worst to the best seed.
  var spread: Double { (shares.max() ?? 0) - (shares.min() ?? 0) }
}

extension [Result] {
  /// The share misread, for each seed and each kind of network.
  func misread(isShuffled: Bool) -> [[Double]] {
    let own = filter { $0.isShuffled == isShuffled }
    return (own.first?.shares ?? []).indices.map { seed in own.map { 1 - $0.shares[seed] } }
  }
}

/// The share right of every training.
func table(of results: [Result]) -> String {
  func column(_ share: Double) -> String { share.percent(2).alignedRight(11) }
  func line(_ name: String, _ columns: [String]) -> String {
    name.alignedLeft(30) + columns.joined()
  }
  let seeds = (results.first?.shares ?? []).indices.map { "seed \($0 + 1)".alignedRight(11) }
  let rows = results.map { result in
    line(
      result.name + (result.isShuffled ? shuffle == nil ? ", again" : ", shuffled" : ""),
      result.shares.map(column) + [column(result.mean)])
  }
  return ([line("share right", seeds + ["mean".alignedRight(11)])] + rows).joined(separator: "\n")
}

/// What the shuffling did to both kinds of network, in words.
func verdict(_ results: [Result]) -> String {
  guard shuffle != nil else {
    return "Nothing was shuffled, so each network has seen the same digits twice, and the same "
      + "seed makes the same network: the figures of a pair are equal."
  }
  let (dense, denseShuffled) = (results[0].mean, results[1].mean)
  let (maps, mapsShuffled) = (results[2].mean, results[3].mean)
  func points(_ share: Double) -> String { (100 * abs(share)).fixed(1) + " points" }
  let noise = max(results[0].spread, results[1].spread)
  let change = denseShuffled - dense
  let end = mapsShuffled - denseShuffled
  return "**The dense network** goes from \(dense.percent()) right to \(denseShuffled.percent()): "
    + (abs(change) > noise
      ? "a change, but a small one. "
      : "no more of a change than another seed makes. It does not care. ")
    + "**The network with convolutions** goes from \(maps.percent()) to \(mapsShuffled.percent()). "
    + "It does not collapse, for behind its maps stands the same dense network, and that learns "
    + "to read what it gets. But its lead of \(points(maps - dense)) is gone"
    + (end > noise
      ? ", but for \(points(end))."
      : end < -noise ? ", and it is \(points(end)) behind." : ".")
}

/// What the second pair of networks learns, and what one may ask then.
var secondPair: String {
  guard shuffle != nil else {
    return
      "Then two new ones learn the same digits, for nothing is shuffled. Do they read better or "
      + "worse than the first two?"
  }
  return
    "Then two new ones learn on shuffled digits, and are tested on shuffled ones. You would be "
    + "lost there. Which network reads worse than before, and how much?"
}

/// What the picture that carries the lesson shows.
func caption(of results: [Result]) -> String {
  func change(_ number: Int) -> String {
    let points = 100 * (results[number].mean - results[number + 1].mean)
    let only = number == 0 && points >= 0 ? "only " : ""
    return "\(only)\(abs(points).fixed(1)) points \(points < 0 ? "less" : "more")"
  }
  let bars =
    shuffle == nil
    ? "twice the same. Nothing was shuffled, so the bars of a pair are equal."
    : "digits as they are, or all with their pixels shuffled in the same way. With all pixels "
      + "shuffled, the network with convolutions misreads \(change(2)), the one of dense layers \(change(0))."
  return
    "How many of the 2,000 test digits were misread: 100 % less the shares of the table. Mean of "
    + "three seeds, whiskers from the best to the worst. On the left, what was shown: \(bars)"
}
