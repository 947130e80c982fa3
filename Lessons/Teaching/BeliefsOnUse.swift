import LessonKit
import Printing

/// Lessons 10 to 12: networks in use.
func misconceptionsOfUse(_ facts: Facts) -> [Misconception] {
  [
    Misconception(
      .classification, "Ink can only help the right answer.",
      """
      Cover the little seven's pixel (3,1), and p(7) rises from \(facts.covered.before.fixed(4)) to \
      \(facts.covered.after.fixed(4)): \(picture("paper", .classification)).
      """.oneLine),
    Misconception(
      .classification, "A picture that shows the digit explains the answer.",
      """
      Some of the four methods of this lesson paint the digit for random weights, too: \
      \(picture("why", .classification)). Let the class guess which picture comes from the \
      trained network.
      """.oneLine),
    Misconception(
      .classification, "What leaves p unchanged does not matter.",
      """
      A softmax that is sure hides much. Look at the margin of the scores: \
      \(picture("covers", .classification)).
      """.oneLine),
    Misconception(
      .drawingPad, "It does not matter where one draws.",
      """
      Switch **Centring** off on the pad and draw in a corner. The same strokes get another answer: \
      \(picture("entering", .drawingPad)) and \(picture("small", .drawingPad)).
      """.oneLine),
    Misconception(
      .drawingPad, "Thickness does not matter once a drawing is centred.",
      """
      Fitting a small drawing to 20×20 makes its line thicker. The 7 of \
      `swift run DrawingPad --try size=0.4` survives it, and that of `--try size=0.15` becomes an 8. \
      The pad itself draws such lines again, thinner.
      """.oneLine),
    Misconception(
      .drawingPad, "A sure answer is a right one.",
      """
      Draw a house. The network can only say one of its digits, and may be sure of it: \
      [shapes.png](../07-Softmax/shapes.png).
      """.oneLine),
    Misconception(
      .speed, "Only the number of multiplications counts.",
      """
      The first six programs do the same multiplications, and the sixth is tens of times as fast as \
      the first: \(picture("steps", .speed)). `swift run Speed`.
      """.oneLine),
    Misconception(
      .speed, "The gains of two ideas always multiply.",
      """
      A gain counts only for its part of the time. If the first dense layer, \
      \(facts.denseShare.percent(1)) of the multiply-adds, took no time at all, the network \
      would be only \(facts.gain.fixed(2)) times as fast.
      """.oneLine),
    Misconception(
      .speed, "The order in which a sum is added does not matter.",
      """
      Each addition is rounded. 2²⁴ + 1 − 2²⁴ is \(facts.sums[0].short) as a `Float`; \
      2²⁴ − 2²⁴ + 1 is \(facts.sums[1].short).
      """.oneLine),
  ]
}
