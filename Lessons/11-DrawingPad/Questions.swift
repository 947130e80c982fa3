import CNN
import Digits
import LessonKit
import Pictures

/// Three questions of transfer: a slip of the pen, the width of a line, a drawing of no digit.
func questions() throws -> [WorkItOut] {
  [try slip(), lineWidth(), try house()]
}

/// A dot beside a 1 makes its box wider.
private func slip() throws -> WorkItOut {
  var pad = GreyPicture(width: 280, height: 280, fill: 0)
  for y in 90..<190 {
    for x in 40..<50 { pad[x, y] = 255 }
  }
  for y in 130..<150 {
    for x in 220..<240 { pad[x, y] = 255 }
  }
  let height = try CentredDrawing(pad).scaled.height
  return WorkItOut(
    """
    You draw a 1, 100 pixels high. A slip of the pen leaves a large dot beside it: the ink \
    is now 200 wide and 100 high. How high is the 1 in the 28×28 image?
    """,
    .number, .number(Double(height)),
    because: "The longer side is now the width: 200 pixels become 20, so 100 become 10.",
    mistakes: [
      20: "The longer side becomes 20. With the dot this is the width.",
      14: "The ink is fitted into 20 pixels, not into 28.",
    ])
}

/// The pen's width on the pad, from the line's in the image, and back.
private func lineWidth() -> WorkItOut {
  let (height, line) = (240.0, 3.0)
  let pen = line * height / Double(CentredDrawing.box)
  let ofHalf = pen * Double(CentredDrawing.box) / (height / 2)
  return WorkItOut(
    """
    A tall digit is 240 pixels high. After the four steps its line is 3 pixels wide. How wide was \
    the pen? And how wide is the line if this pen draws the digit half as high?
    """,
    .numbers(2), .numbers([pen, ofHalf]),
    because: """
      240 pixels become 20, so 36 become 3. At half the height 120 become 20, so 36 become 6. The line \
      is twice as thick, and the network has learned from few such lines.
      """,
    mistakes: [
      [30, 6]: "Ten pixels become one without centring. With it, 240 become 20.",
      [36, 3]: "The small digit is made 6 times smaller, not 12 times, and so is its line.",
      [36, 1.5]: "The line does not shrink with the digit: the pen is the same, and 120 become 20.",
    ])
}

/// The softmax of ten low scores.
private func house() throws -> WorkItOut {
  let network = try Network(input: [10], seed: 1, [Softmax()])
  var scores = [Float](repeating: -20, count: 10)
  scores[4] = -12
  let share = try network.trace(Tensor([10], scores)).output.scalars[4]
  return WorkItOut(
    """
    You draw a house. The score of the 4 is −12, the scores of the other nine digits are −20. What is \
    p(4)? (e⁻⁸ = 0.000335)
    """,
    .number, .number(Double(share), within: 0.0005),
    because: """
      Only differences count: p(4) = 1 / (1 + 9 · e⁻⁸). The network is sure, though no score speaks \
      for a digit. Sure is not the same as right.
      """,
    mistakes: [
      0: "Softmax has no answer “none of these”: the ten probabilities add up to 1.",
      0.1: "The scores are all low, but not equal. Softmax sees only their differences.",
    ])
}
