import CNN
import Explain
import LessonKit
import Models
import Printing

/// Which network the lesson looks at.
enum Subject {
  /// Fresh random weights, as training begins with them.
  case newborn(seed: UInt64)
  /// The weights that come with the package.
  case trained

  var name: String {
    switch self {
    case .newborn(let seed): "newborn (seed \(seed))"
    case .trained: "trained"
    }
  }

  var isNewborn: Bool { if case .newborn = self { true } else { false } }

  func network() throws -> Network {
    switch self {
    case .newborn(let seed): try Network.walkthrough(seed: seed)
    case .trained: try Models.walkthrough()
    }
  }
}

/// The place of the weight that is asked for. Throws a sentence if a knob has a value with which
/// nothing can be shown.
func checkedPlace(
  of weight: (kernel: Int, row: Int, column: Int), in network: Network, rate: Float, nudge: Float
) throws -> Place {
  guard rate > 0, rate <= 100 else {
    throw KnobError("a rate of \(rate) cannot work; it is a number above 0 and at most 100")
  }
  // Smaller ones are lost in the rounding of a weight.
  guard nudge >= 0.000001, nudge <= 1 else {
    throw KnobError("a nudge of \(nudge) cannot work; it is a number from 0.000001 to 1")
  }
  let place = Place(layer: "conv1", index: [weight.row, weight.column, 0, weight.kernel])
  let sizes = network[place.layer, place.parameter].shape.sizes  // [3, 3, 1, 8]
  guard zip(place.index, sizes).allSatisfy({ (0..<$1).contains($0) }) else {
    throw KnobError(
      "conv1 has no weight in row \(weight.row) and column \(weight.column) of kernel "
        + "\(weight.kernel); it has rows 0 to \(sizes[0] - 1), columns 0 to \(sizes[1] - 1) and "
        + "kernels 0 to \(sizes[3] - 1)")
  }
  _ = try place.site(in: network)
  return place
}

extension Trace {
  /// p − y: how the loss changes with each score.
  nonisolated var scoreGradient: Tensor {
    get throws { try gradient(network.stages[network.scoresStage]) }
  }
}

/// What a network says of an image: its first choice, and what it gives the right class.
func verdict(_ trace: Trace, _ classes: [String]) -> String {
  let shares = trace.output.scalars
  let winner = shares.argmax
  let right = trace.label ?? 0
  let first = "it says \(classes[winner])"
  return winner == right
    ? "\(first), p(\(classes[right])) = \(shares[right].fixed(4))"
    : "\(first) with p(\(classes[winner])) = \(shares[winner].fixed(4)), "
      + "and p(\(classes[right])) = \(shares[right].fixed(4))"
}

let digits = (0..<10).map(String.init)

/// Numbers beside each other, with signs and four decimals.
func list(_ numbers: [Float]) -> String {
  numbers.map { $0.signed.alignedRight(9) }.joined()
}
