import CNN
import Exchange

/// A training whose numbers have grown beyond all bounds: one sentence.
public struct Diverged: Error, Equatable, Sendable, CustomStringConvertible {
  let step: Int
  /// What is no finite number, with its verb.
  let what: String
  let rate: Float

  public var description: String {
    "\(what) no longer a number after \(step) steps; try a smaller rate than \(rate)"
  }
}

extension Network {
  /// The name of a tensor of weights that holds a NaN or an infinity; nil if none does.
  var nonFinite: String? {
    weights.first { $0.tensor.scalars.contains { !$0.isFinite } }?.name
  }
}
