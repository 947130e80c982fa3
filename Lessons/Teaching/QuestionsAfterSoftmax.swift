import CNN
import LessonKit
import Models

/// Lessons 1 to 7 together, most of all 4 to 7.
func questionsAfterSoftmax() throws -> [WorkItOut] {
  let maps = try Network(input: [6, 6, 16], seed: 1, [Dropout(0.25), Flatten(), Dense(10)])
  let rest = try LittleSeven.network().part(from: "flatten1", to: "softmax1")
  func p7(_ list: [Float]) throws -> Double {
    Double(try rest.trace(Tensor([4], list)).output.scalars[0])
  }
  let list = try LittleSeven.network().trace(LittleSeven.image).activations[4].scalars
  let kept = zip(list, [1, 1, 0, 1] as [Float]).map { $0 * $1 / (1 - 0.5) }
  let exchanged = [list[0], list[2], list[1], list[3]]
  var raised = list
  raised[3] += 2
  let loss = try rest.trace(Tensor([4], raised), label: 0).loss ?? 0

  return [
    WorkItOut(
      """
      Sixteen maps of 6×6 go through dropout with a rate of ¼, through flatten and through a dense \
      layer of 10 units. How many parameters do the three layers have together?
      """, .number, .number(Double(maps.parameterCount)),
      because: """
        Only the dense layer has parameters: 6 · 6 · 16 = 576 numbers come in, so it has \
        576 · 10 weights and 10 biases.
        """,
      mistakes: [
        5760: "The ten biases are missing.",
        4330: "Dropout sets numbers to 0, and takes no weight away.",
        370: "A dense weight belongs to one number of one map. There are sixteen maps.",
      ]),
    WorkItOut(
      """
      Dropout with a rate of ½ comes before the little seven's dense layer. The network is \
      in training, and the mask for its list 0, 2, 1, 2 is 1, 1, 0, 1. What is p(7)?
      """, .number, .number(try p7(kept)),
      because: """
        The kept numbers are divided by 1 − ½: 0, 4, 0, 4. The scores are 4 + 2 − 2 = 4 and 1, so \
        p(7) = 1 / (1 + exp(−3)).
        """,
      mistakes: [
        0.5: "The kept numbers must be divided by 1 − ½. Without that both scores are 1.",
        0.2689: "This is the answer without a mask, as after training.",
        0.0474: "This is the share of the 1. The 7 leads by 3.",
      ]),
    WorkItOut(
      """
      A program flattens in another order: the second and the third number of the little seven's list \
      change places. The weights stay. What is p(7) now?
      """, .number, .number(try p7(exchanged)),
      because: """
        The list is 0, 1, 2, 2. The scores are 1 + 1 − 2 = 0 and 2 + 1 = 3, so \
        p(7) = 1 / (1 + exp(3)).
        """,
      mistakes: [
        0.2689: "The sum of the list is the same, but each place has its own weights.",
        0.9526: "This is the share of the 1, which leads by 3.",
      ]),
    WorkItOut(
      "The last number of the little seven's list rises from 2 to 4. What is the loss?", .number,
      .number(Double(loss)),
      because: """
        Its weight for the 7 is ½, so the score of the 7 rises by 1, from 1 to 2. Both scores are 2, \
        both shares are ½, and the loss is −ln ½ = ln 2.
        """,
      mistakes: [
        0.5: "This is p(7). The loss is −ln p(7).",
        0.3133: "The weight is ½, so the score rises by 1 and not by 2.",
        1.3133: "This is the loss from before.",
      ]),
  ]
}
