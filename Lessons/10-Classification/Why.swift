import CNN
import Digits
import LessonKit
import Models
import Pictures

// What the three methods find, and how alike two pictures are.

/// A network that is asked why, without its softmax.
nonisolated struct Reader {
  let name: String
  let scorer: Network
  /// Nil for the trained one.
  let seed: UInt64?
}

extension Reader {
  /// The network, and for each seed one whose weights are random.
  nonisolated static func all(_ network: Network, _ seeds: [UInt64]) throws -> [Reader] {
    try [Reader(name: "trained", scorer: network.withoutSoftmax(), seed: nil)]
      + seeds.map {
        let random = try Network.walkthrough(seed: $0)
        return Reader(name: "random weights", scorer: try random.withoutSoftmax(), seed: $0)
      }
  }
}

/// What covering has shown of one picture: at each place of it the square around that place was
/// black.
nonisolated struct Covers {
  /// How much of the asked logit was lost, `[28, 28, 1]`.
  let lost: Tensor
  /// What was said without each square, row by row.
  let answers: [Answer]

  func place(_ number: Int) -> (row: Int, column: Int) { (number / 28, number % 28) }

  /// The cover with the largest of some number.
  func best(_ number: (Answer) -> Float) -> Int {
    answers.indices.reduce(0) { number(answers[$1]) > number(answers[$0]) ? $1 : $0 }
  }
}

/// The names of the methods, in the order of their columns.
nonisolated let methods = ["occlusion", "gradient", "gradient × input", "Grad-CAM"]

/// Where a square of `patch` around a place begins and ends within the image.
nonisolated func square(around place: Int, _ patch: Int) -> Range<Int> {
  max(0, place - patch / 2)..<min(28, place - patch / 2 + patch)
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

extension [Double] {
  nonisolated var mean: Double { reduce(0, +) / Double(Swift.max(1, count)) }
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
}
