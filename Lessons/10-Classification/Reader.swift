import CNN
import Exchange
import LessonKit

/// A network that is asked why, without its softmax.
nonisolated struct Reader {
  let name: String
  let scorer: Network
  /// Nil for the trained one.
  let seed: UInt64?
}

extension Reader {
  /// The same layers as a network's, with random weights.
  nonisolated static func newborn(like network: Network, seed: UInt64) throws -> Network {
    try Network(recipe: network.recipe, seed: seed)
  }

  /// The network, and for each seed one whose weights are random.
  nonisolated static func all(_ network: Network, _ seeds: [UInt64]) throws -> [Reader] {
    let readers =
      try [Reader(name: "trained", scorer: network.scorer, seed: nil)]
      + seeds.map {
        Reader(
          name: "random weights", scorer: try newborn(like: network, seed: $0).scorer, seed: $0)
      }
    for reader in readers { try reader.checkMaps() }
    return readers
  }

  /// Throws one sentence if the maps that pooling reads do not lie over the pixels.
  nonisolated private func checkMaps() throws {
    let stage = try scorer.name(before: "pool1")
    let image = scorer.shapes[try scorer.stage("in")]
    let maps = scorer.shapes[try scorer.stage(stage)]
    guard maps.sizes.prefix(2) == image.sizes.prefix(2) else {
      throw KnobError(
        "Grad-CAM lays the maps of \(stage) over the image: they are \(maps), the image \(image), "
          + "and their rows and columns must be the same")
    }
  }
}

extension Reader {
  /// What it says of some images, each `[28, 28, 1]` in row-major order.
  func answers(_ images: [[Float]]) throws -> [Answer] {
    var tapes = Tapes()
    let shape = scorer.shapes[try scorer.stage("in")].batch(of: images.count)
    let logits = try scorer.answer(Tensor(shape, images.flatMap { $0 }), tapes: &tapes)
    let classes = logits.shape[1]
    return (0..<images.count).map {
      Answer(logits: Array(logits.scalars[$0 * classes..<($0 + 1) * classes]))
    }
  }
}

/// Throws one sentence about a knob that cannot work.
func checkKnobs(patch: Int, asked: Int?, seeds: [UInt64]) throws {
  guard (1...28).contains(patch) else {
    throw KnobError("patch: a square that covers has a side of 1 to 28 pixels, and not \(patch)")
  }
  if let asked, !(0...9).contains(asked) {
    throw KnobError("asked: there are the digits 0 to 9, and no \(asked)")
  }
  guard !seeds.isEmpty else {
    throw KnobError("seeds: without a seed there are no random weights to compare with")
  }
  guard seeds.count <= 20 else {
    throw KnobError(
      "seeds: each takes half a second, so there are 20 at most, and not \(seeds.count)")
  }
}
