import CNN
import LessonKit
import Models

/// Lessons 1 to 9 together.
func questionsAfterTraining() throws -> [WorkItOut] {
  let network = try LittleSeven.network()
  let trace = try network.trace(LittleSeven.image, label: 0)

  // A step of ½ on the bias of the 7's score alone.
  var biased = network
  biased["dense1", "bias"][0] -= 0.5 * trace.parameterGradients[4][1].scalars[0]
  let p = try biased.trace(LittleSeven.image).output.scalars[0]

  // The same image twice in a batch, once as a 7 and once as a 1.
  var tape = Tape()
  let pair = LittleSeven.image.scalars + LittleSeven.image.scalars
  try network.forward(Tensor([2, 4, 4, 1], pair), tape: &tape)
  try network.backward(from: [0, 1], tape: &tape)
  let mean = tape.parameterGradients[4][1].scalars[0]

  // Does any gradient come back to the white pixels of the first row?
  let isShut = (0..<3).allSatisfy { trace.activations[2][0, $0, 0] == 0 }
  let reasons = [
    "They are white, and white pixels have no gradient",
    "ReLU is closed at every place of the map that they reach",
    "The kernel's weights that lie on them are 0",
  ]

  return [
    WorkItOut(
      """
      The little seven takes one step with η = ½, but only for the bias of the 7's score. All other \
      weights stay. What is p(7) afterwards?
      """, .number, .number(Double(p)),
      because: """
        The bias's gradient is p − y = −.7311. The step adds .3655 to the score of the 7, which \
        becomes 1.3655. So p(7) = 1 / (1 + exp(2 − 1.3655)).
        """,
      mistakes: [
        0.2034: "The step goes against the gradient. This one climbs.",
        0.4332: "η is ½: only half of the gradient is taken.",
      ]),
    WorkItOut(
      """
      A batch holds the little seven twice. It is labelled once 7 and once, by mistake, 1. What is the \
      gradient of the bias of the 7's score?
      """, .number, .number(Double(mean)),
      because: """
        For the first image p − y is .2689 − 1, for the second .2689 − 0. The loss is a mean over \
        the batch: (−.7311 + .2689) / 2.
        """,
      mistakes: [
        -0.4621: "The loss of a batch is a mean, so divide by 2.",
        0: "The two do not cancel: p is not ½.",
        -0.7311: "The second image has a gradient, too.",
      ]),
    WorkItOut(
      """
      The four pixels of the little seven's first row are white. The gradient of the loss is 0 at \
      each of them. Why?
      """, .oneOf(reasons), .option(isShut ? reasons[1] : reasons[0]),
      because: """
        They reach the first row of the map only, and there all three cells are −1. ReLU is closed \
        there, so nothing comes back.
        """,
      mistakes: [
        .option(reasons[0]): "A pixel's gradient does not depend on the pixel, but on the weights.",
        .option(reasons[2]): "Only the weights −1 and 1 lie on them, and they are not 0.",
      ]),
    WorkItOut(
      """
      SGD with a momentum of 0.9 has just moved a weight by 0.1. In the next batch the unit after \
      the weight is closed for every image. By how much does the weight move now?
      """, .number, .number(Double(try moveAfterRest())),
      because: """
        The gradient is 0, but momentum keeps 0.9 of the last step.
        """,
      mistakes: [
        0: "The gradient is 0. The step is not, because momentum keeps 0.9 of the last one.",
        0.1: "Momentum keeps 0.9 of the last step, not all of it.",
        0.01: "0.9 of the step is kept, not lost.",
      ]),
  ]
}

/// How far a weight moves on a gradient of 0, after a step of 0.1.
private func moveAfterRest() throws -> Float {
  var network = try Network(
    input: [1], seed: 1, [Dense(weights: Tensor([1, 1], [0]), bias: [0])])
  var optimizer = SGD(rate: 0.1, momentum: 0.9)
  optimizer.step(&network, [[Tensor([1, 1], [-1]), Tensor([1])]])
  let before = network["dense1", "weight"][0, 0]
  optimizer.step(&network, [[Tensor([1, 1]), Tensor([1])]])
  return network["dense1", "weight"][0, 0] - before
}
