import CNN
import Digits
import LessonKit
import Models
import Pictures
import Printing

// Who reads, and the sentences that depend on what was read.

/// Throws one sentence about a knob that cannot work.
func checkKnobs() throws {
  guard (1...200).contains(pen) else {
    throw KnobError("a pen of \(Float(pen).short) pixels cannot work; it is 1 to 200 wide")
  }
  guard (0.05...10).contains(size) else {
    throw KnobError("a size of \(Float(size).short) cannot work; it is a number from 0.05 to 10")
  }
  guard (0..<280).contains(start.x), (0..<280).contains(start.y) else {
    let place = "(\(Float(start.x).short), \(Float(start.y).short))"
    throw KnobError(
      "a start at \(place) cannot work; the pad has places from (0, 0) to (279, 279)")
  }
}

/// The pad's own function goes by the border, and here much of that is ink.
func sayWhyItDiffers() {
  lesson.print("so much ink lies at the border that it takes the drawing for a photo")
}

/// How large the drawing is, and where it begins.
var howItLies: String {
  if size > 1 { return "large" }
  return start.x < 60 && start.y < 60 ? "small and in a corner" : "small"
}

/// The network that the knob names.
func namedModel() throws -> Network {
  switch model {
  case "walkthrough": return try Models.walkthrough()
  case "course": return try Models.course()
  default:
    throw KnobError(
      "there is no model “\(model.prefix(40))”; there are “walkthrough” and “course”")
  }
}

/// What lesson 10 has ended with; there it is always the lessons' own network.
func handOverFromClassification() throws -> HandOver {
  let (network, seven) = (try Models.walkthrough(), try MNIST.seven())
  return HandOver(
    inPlace: try network.trace(seven), aside: try network.trace(seven.moved(right: 6)))
}

/// The likeliest digit, and how likely it is.
func guess(_ image: Tensor) throws -> (digit: Int, share: Float) {
  let shares = try network.trace(image).output.scalars
  let digit = shares.argmax
  return (digit, shares[digit])
}

/// `7, with p(7) = 0.9998`
func answer(_ image: Tensor) throws -> String {
  let (digit, share) = try guess(image)
  return "\(digit), with p(\(digit)) = \(share.fixed(4))"
}

func inked(_ picture: GreyPicture) -> String { picture.pixels.count { $0 > 0 }.grouped }

func asItLiesInWords(_ image: Tensor) throws -> String {
  let (digit, share) = try guess(image)
  guard digit != 7 else {
    return share > 0.9
      ? "It is read as the 7 that it is, with p(7) = \(share.fixed(4)). Not every drawing needs help."
      : "It is read as the 7 that it is, but hardly: p(7) = \(share.fixed(4))."
  }
  return """
    A \(digit)\(share > 0.9 ? ", and it is sure of it" : ""). The weights have learned which places speak \
    for a 7, and this drawing is not at those places. Nothing is wrong with the drawing, and nothing \
    with the network.
    """
}

func comparisonInWords(_ asItLies: Tensor, _ centred: Tensor) throws -> String {
  let ((before, first), (after, share)) = (try guess(asItLies), try guess(centred))
  if before == 7 && after == 7 {
    return """
      This one is read as a 7 both ways, with p(7) = \(first.fixed(4)) as it lies and \
      \(share.fixed(4)) centred. Draw it smaller, or further out, with the knobs below.
      """
  }
  if after == 7 {
    return """
      The same strokes, the same weights: a \(before) before, now a 7 with p(7) = \(share.fixed(4)). All \
      that has changed is how the drawing enters.
      """
  }
  return """
    Centred it is a \(after) to the network. Then the place was not all that was strange to it; look at \
    the last image: does its stroke look like those of lesson 1?
    """
}

let practice = """
  - **Trained on one kind, used on another.** That is the commonest reason why a network with 99 % on \
  its test digits fails on yours. What enters must be made alike, by the same code in both places.
  - **Two centrings that differ a little.** One in the page, another in the training script: nobody sees \
  it, and a point or two is gone. Here one function serves lessons, pad and tests.
  - **It has to answer something.** Draw a house: it will be one of ten digits. A drawing of nothing is \
  found before it gets to the network; a house is not.
  - **Upside down, dark on light, very thin.** Each is a choice of the training data. Dark on light is \
  found out and turned round; a 6 on its head is a 9.
  - **Centring can hurt, too.** A dot that belongs to nothing makes the box larger. Specks far smaller \
  than the drawing are left out; a slip of the pen is not.
  """
