import CNN
import LessonKit

// What the three methods find, and how alike two pictures are.

/// A network that is asked why, without its softmax.
nonisolated struct Reader {
  let name: String
  let scorer: Network
  /// Nil for the trained one.
  let seed: UInt64?
}

extension Reader {
  /// The lessons' network with random weights.
  nonisolated static func newborn(seed: UInt64) throws -> Network {
    try Network.walkthrough(seed: seed)
  }

  /// The network, and for each seed one whose weights are random.
  nonisolated static func all(_ network: Network, _ seeds: [UInt64]) throws -> [Reader] {
    let readers =
      try [Reader(name: "trained", scorer: network.scorer, seed: nil)]
      + seeds.map {
        Reader(name: "random weights", scorer: try newborn(seed: $0).scorer, seed: $0)
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

/// What covering has shown of one picture: at each place of it the square around that place was
/// black.
nonisolated struct Covers {
  let subject: Subject
  /// The class whose logit was asked.
  let digit: Int
  /// How much of the asked logit was lost, `[28, 28, 1]`.
  let lost: Tensor
  /// What was said with nothing covered.
  let before: Answer
  /// What was said without each square, row by row.
  let answers: [Answer]

  func place(_ number: Int) -> (row: Int, column: Int) {
    (number / lost.shape[1], number % lost.shape[1])
  }

  /// The cover with the largest of some number.
  func best(_ number: (Answer) -> Float) -> Int {
    answers.indices.reduce(0) { number(answers[$1]) > number(answers[$0]) ? $1 : $0 }
  }
}

/// The names of the methods, in the order of their columns.
nonisolated let methods = ["occlusion", "gradient", "gradient × input", "Grad-CAM"]

/// Where a square of `patch` around a place begins and ends; at the border some of it lies outside.
nonisolated func square(around place: Int, _ patch: Int) -> Range<Int> {
  let start = place - (patch - 1) / 2
  return start..<start + patch
}

/// r, from −1 to 1: whether two lists rise and fall together (Pearson). Nil if one does not at all.
nonisolated func correlation(_ a: [Float], _ b: [Float]) -> Double? {
  let (x, y) = (a.map(Double.init), b.map(Double.init))
  let (meanX, meanY) = (x.mean, y.mean)
  let product = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
  let (ownX, ownY) = (
    x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) },
    y.reduce(0) { $0 + ($1 - meanY) * ($1 - meanY) }
  )
  return ownX > 0 && ownY > 0 ? product / (ownX * ownY).squareRoot() : nil
}

/// How much of a method's pictures is the ink, and how alike they are with trained and with random
/// weights, over all subjects and seeds.
nonisolated struct Likeness {
  let method: String
  /// Between its strengths, whatever their sign, and the ink of the image, with trained and with
  /// random weights.
  var inkTrained: [Double] = []
  var inkRandom: [Double] = []
  /// Between trained and random, with the signs, where there is ink: does it say the same of them?
  var signs: [Double] = []
}

/// Throws one sentence about a knob that cannot work.
func checkKnobs() throws {
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
