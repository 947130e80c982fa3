import CNN
import Exchange
import Printing

/// A training whose numbers have grown beyond all bounds: one sentence.
public struct Diverged: Error, Equatable, Sendable, CustomStringConvertible {
  let step: Int
  /// What is no finite number, with its verb.
  let what: String
  let rate: Float
  /// The weight decay.
  let decay: Float

  public var description: String {
    "\(what) no longer a number after \(step.counted("step")); try a smaller rate than \(rate)"
      + (decay > 0 ? ", or a smaller weight decay than \(decay)" : "")
  }
}

extension Training {
  /// - Parameter what: what is no finite number, with its verb.
  func diverged(_ what: String, at step: Int) -> Diverged {
    Diverged(step: step, what: what, rate: rate, decay: weightDecay)
  }
}

extension Network {
  /// The name of a tensor of weights that holds a NaN or an infinity; nil if none does.
  var nonFinite: String? {
    weights.first { $0.tensor.scalars.contains { !$0.isFinite } }?.name
  }
}
