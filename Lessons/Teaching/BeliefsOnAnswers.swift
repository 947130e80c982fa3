import LessonKit
import Printing

/// Lessons 6 to 9: what answers are, and how a network learns.
func misconceptionsOfAnswers(_ facts: Facts) -> [Misconception] {
  [
    Misconception(
      .dense, "A score grows in proportion to each pixel.",
      """
      Only while no gate opens or closes. Take A = ReLU(x₁ − x₂), B = ReLU(½ x₁ + x₂) and the score \
      4 A + 2 B at x = (2, 3). Raise x₁ by 2: the direct weight promises \(facts.promised.short), \
      the score rises by \(facts.rise.short).
      """.oneLine),
    Misconception(
      .dense, "One decisive feature makes the answer.",
      """
      Hundreds of terms add up to it: \(picture("votes", .dense)). \
      `swift run Dense --try named=30` shows that even thirty are less than half of them.
      """.oneLine),
    Misconception(
      .dense, "A score above zero means yes.",
      """
      Several digits have one. Only the margin over the other scores decides: \
      \(picture("margin", .dense)). `swift run Dense --try against=1`.
      """.oneLine),
    Misconception(
      .softmax, "Each share depends on its own score only.",
      """
      All shares are divided by one sum. The scores 1 and 2 give the first \
      \(facts.ofTwo.fixed(4)). A third score of 2 lowers it to \(facts.ofThree.fixed(4)). The ratio \
      of the first two stays.
      """.oneLine),
    Misconception(
      .softmax, "Adding to all scores and multiplying them are both harmless.",
      """
      Adding changes nothing: `swift run Softmax --try constant=100`. Doubling squares the ratios: \
      \(list(facts.shares)) become \(list(facts.doubled)). `swift run Softmax --try temperature=2` \
      halves the scores.
      """.oneLine),
    Misconception(
      .softmax, "A network with a lower loss has more right answers.",
      """
      Network A gives the right one of two classes .51, .51 and .01. Network B gives it .49 \
      three times. A has \(facts.doubtful.right) right and a loss of \(facts.doubtful.loss.fixed(3)), B has \
      \(facts.sure.right) right and \(facts.sure.loss.fixed(3)).
      """.oneLine),
    Misconception(
      .backprop, "A gradient is a size.",
      """
      It is a slope, and has a sign. Part 1 nudges the kernel's 2 upwards. The gradient \
      \(facts.gradient.fixed(4)) says which way the loss goes. \
      `swift run Backprop --step`.
      """.oneLine),
    Misconception(
      .backprop, "Pooling shares a window's gradient among its cells.",
      """
      The winner gets all of it, and the others get 0. In the little seven \(facts.reached) of \
      \(facts.places) cells of the map have a gradient: \(picture("paper", .backprop)).
      """.oneLine),
    Misconception(
      .backprop, "A longer step helps more.",
      """
      A slope holds only nearby. `swift run Backprop --try rate=0.1` compares the fall that the \
      slopes promise with the real one.
      """.oneLine),
    Misconception(
      .training, "A larger learning rate learns faster.",
      """
      This is true up to a point. Steps that are too long throw the weights too far to come back: \
      \(picture("rates", .training)). `swift run Training --try rate=0.3`.
      """.oneLine),
    Misconception(
      .training, "A high share on the training digits is the goal.",
      """
      A network can know its training digits by heart and still misread others. The two curves \
      part: \(picture("few", .training)).
      """.oneLine),
    Misconception(
      .training, "Kernels must learn edges before anything works.",
      """
      Random kernels that are frozen cost little in the first layer: \
      \(picture("frozen", .training)).
      """.oneLine),
  ]
}
