import CNN
import LessonKit
import Models
import Printing

// What dropout and augmentation do where images are few.

/// `moved by up to 1 pixel and turned by up to 10 degrees`
func changes(by augmentation: Augmentation) -> String {
  func short(_ x: Float) -> String { x == x.rounded() ? x.fixed(0) : x.fixed(1) }
  let (shift, turn) = (short(augmentation.shift), short(augmentation.turn))
  return
    "moved by up to \(shift) pixel\(shift == "1" ? "" : "s") and turned by up to \(turn) degrees"
}

/// What each way gives, and how far apart its two curves end.
///
/// - Parameter kinds: neither, dropout, augmentation, both.
func fewText(_ kinds: [Kind]) -> String {
  let dropout = Difference(from: kinds[0], to: kinds[1])
  let augmentation = Difference(from: kinds[0], to: kinds[2])
  let both = Difference(from: kinds[1], to: kinds[3])
  func gap(_ kind: Kind) -> String {
    (100 * (kind.outcomes.learned.mean - kind.outcomes.tested.mean)).fixed(1)
  }
  return "On test images dropout alone gives \(dropout.inWords). Augmentation alone gives "
    + "\(augmentation.inWords). Added to dropout, augmentation gives \(both.inWords). The two lines end "
    + "\(gap(kinds[0])) points apart with neither, and \(gap(kinds[3])) with both."
}

/// What is to be said to those who thought that both are best, where they are not.
func mistakes(_ kinds: [Kind]) -> Mistakes {
  let epochs = kinds[3].outcomes.flatMap(\.looks).map(\.epoch).max() ?? 0
  let learned = kinds.map { $0.outcomes.learned.mean }
  guard learned[3] < learned[1], learned[3] < learned[2] else { return [:] }
  return [
    "both": """
    Together they probably make learning too hard for \(epochs) epochs: this network reads only \
    \(learned[3].percent()) even of its own images.
    """
  ]
}
