import CNN
import LessonKit
import Printing

/// Refuses knobs that cannot work, before anything runs.
func checkKnobs(digit: Int, against: Int?, named: Int, units: Int) throws {
  guard (0...9).contains(digit) else {
    throw KnobError("the digit must be one from 0 to 9, not \(digit.grouped): it has no logit")
  }
  if let against, !(0...9).contains(against) || against == digit {
    throw KnobError(
      "against must be a digit from 0 to 9 but not the digit itself, \(digit); it is "
        + "\(against.grouped)"
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

/// The weight and the bias of a dense layer.
func weights(of layer: String, in network: Network) -> (Tensor, Tensor) {
  (network[layer, "weight"], network[layer, "bias"])
}
