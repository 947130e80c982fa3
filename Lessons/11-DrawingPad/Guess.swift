import CNN
import Digits
import LessonKit
import Models
import Pictures
import Printing

/// The likeliest digit, and how likely it is.
struct Guess {
  let digit: Int
  let share: Float

  init(_ network: Network, _ image: Tensor) throws {
    let shares = try network.trace(image).output.scalars
    digit = shares.argmax
    share = shares[digit]
  }

  /// `7, with p(7) = 0.9998`
  var inWords: String { "\(digit), with p(\(digit)) = \(share.fixed(4))" }
}

/// What lesson 10 has ended with. There it is always the lessons' own network.
func handOverFromClassification() throws -> HandOver {
  let (network, seven) = (try Models.walkthrough(), try MNIST.seven())
  return HandOver(
    inPlace: try network.trace(seven), aside: try network.trace(seven.moved(right: 6)))
}

/// What has changed between two ways in, for a drawing of a 7.
func comparison(_ uncentred: Guess, _ centred: Guess) -> String {
  if uncentred.digit == 7 && centred.digit == 7 {
    return """
      This one is read as a 7 both ways: with p(7) = \(uncentred.share.fixed(4)) without centring, and \
      with \(centred.share.fixed(4)) centred. Draw it smaller, or further out, with the knobs below.
      """
  }
  if centred.digit == 7 {
    return """
      The same strokes, the same weights: a \(uncentred.digit) before, now a 7 with \
      p(7) = \(centred.share.fixed(4)).
      """
  }
  return """
    Centred, it is a \(centred.digit) to the network. So its place was not the only problem. Does its \
    stroke in the last image look like that of the seven in lesson 1?
    """
}
