import Pictures
import Printing

/// What was done to a picture so that a network can read it, beyond cutting and centring.
public enum PreparationStep: Equatable, Sendable, CustomStringConvertible {
  /// It is one of MNIST's digits, or like one, and was left as it is.
  case none
  case turned(Orientation)
  /// The ink was found in the transparency.
  case alpha
  /// A transparent surround got the brightness of the card in it.
  case card
  /// So many pixels at each side were left out.
  case frame(Int)
  /// Uneven light was removed.
  case light
  /// The lines were made thinner: from and to a width in pixels of the 20×20.
  case thinned(Double, Double)
  /// The ink was made so many times as bright.
  case brightened(Double)

  /// A clause: `a frame of 2 pixels was left out`.
  public var description: String {
    switch self {
    case .none: "it is prepared like MNIST's digits, so nothing was changed"
    case .turned(let orientation): "it was \(orientation.inWords), as its eXIf chunk says"
    case .alpha: "the ink was found in the transparency (alpha)"
    case .card: "its transparent surround was filled with the ground's brightness"
    case .frame(let count): "a frame of \(count) pixel\(count == 1 ? "" : "s") was left out"
    case .light: "shadow and uneven light were removed"
    case .thinned(let from, let to):
      "its lines were made thinner, from \(from.fixed(1)) to \(to.fixed(1)) of 20 pixels"
    case .brightened(let factor):
      "thin or faint lines were made \(factor.fixed(1)) times as bright"
    }
  }
}
