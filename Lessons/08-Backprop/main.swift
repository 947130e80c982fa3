import CNN
import Digits
import Figures
import LessonKit
import Models
import Notebook
import Printing

// Knobs: try one with `swift run Backprop --try rate=0.1`, or change a line and run it again.

/// η, how far the one step goes.
let rate: Float = knob(
  "rate", 0.01,
  try: [
    0.001: "the loss falls nearly as far as the slopes promise, but the network still says 1",
    0.1:
      "the slopes promise more than the whole loss, and the network ends nearly sure, p(7) = 0.9969",
  ])
/// h, how far a weight is nudged.
let nudge: Float = knob(
  "nudge", 0.001,
  try: [
    0.1: "compare the slope of so large a nudge with the gradient",
    0.000001: "compare the slope of so small a nudge with the gradient",
  ])
/// The network that is shown.
let subject: Subject = knob(
  "subject", .newborn(seed: 1),
  try: [
    .newborn(seed: 2): "other gradients, the same rules; this network first says 2",
    .trained: "the trained network is sure of its seven, so hardly any gradient is left",
  ])
/// The weight of the first layer whose gradient is worked out.
let weight: (kernel: Int, row: Int, column: Int) = knob(
  "weight", (kernel: 4, row: 2, column: 2),
  try: [
    (2, 0, 2): "its gradient is 0: no gradient comes back where it meets ink",
    (7, 2, 0): "gradients come back wherever it meets ink, and their sum has the other sign",
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.backprop, options)
let network = lesson.prepare { try subject.network() }
let place = lesson.prepare { try checkedPlace(of: weight, in: network, rate: rate, nudge: nudge) }
let seven = lesson.prepare { try MNIST.seven() }
let trace = lesson.prepare { try network.trace(seven, label: 7) }
lesson.explains(by: trace)
let paper = lesson.prepare { try LittleSeven.network().trace(LittleSeven.image, label: 0) }

lesson.takesOver(
  HandOver(
    little: paper, trained: try Models.walkthrough().trace(seven, label: 7),
    newborn: try Network.walkthrough(seed: 1).trace(seven, label: 7)))
lesson.text(
  """
  A loss says how wrong a network is, in one number. It does not say what to change. The network \
  that reads digits has \(network.parameterCount.grouped) weights, and each may have a part in \
  the answer. For each weight we want one number: how does the loss change when this weight grows? That \
  number is the weight's **gradient**, its share of the blame. We find it by nudging, by the \
  chain rule, and by backpropagation.
  """)

lesson.heading("1. Nudge")
let (p7, p1) = (paper.output[0].fixed(4), paper.output[1].fixed(4))
lesson.text(
  """
  On paper first, with the little seven's network:
  """)
lesson.formula(
  """
  image       kernel       then ReLU, and          dense weights of the
  1 1 1 1     −1   1       max pooling in four     four pooled numbers
  0 0 0 1      2   0       windows of 2×2,         s₇:   0   1   0   ½    bias −2
  0 0 1 0     bias −1      at stride 1             s₁:   0   0   1   0    bias  1
  0 ½ 0 0
  """)
lesson.text(
  """
  Its probability for the right answer, 7, is only \(p7). So its loss is −ln \(p7) = \
  \(Double(paper.loss ?? 0).fixed(4)). Raise one weight by a small h: the 2 at the lower \
  left of the kernel. Run the network again, and compare the losses.
  """)
lesson.formula("slope = (loss(weight + h) − loss(weight)) / h")
let (falls, rises, stays) = ("it falls", "it rises", "it stays as it is")
let direction = lesson.predict(
  "The kernel's 2 becomes a little larger. What does the loss do?", .oneOf([falls, rises, stays]))

let slopes = lesson.cell("Nudge one weight of the little seven") {
  let network = try LittleSeven.network()
  let two = Place(layer: "conv1", index: [1, 0, 0, 0])  // row 1, column 0 of the only kernel
  let before = try network.loss(of: LittleSeven.image, label: 0)
  var slopes: [Double] = []
  lesson.print("weight      loss       change     slope")
  lesson.print("2           \(before.fixed(7))")
  for h in [1, 0.1, 0.01, 0.001] as [Float] {
    let after = try network.nudged(two, by: h).loss(of: LittleSeven.image, label: 0)
    let change = after - before
    slopes.append(change / Double(h))
    lesson.print(
      "2 + \(short(h).alignedLeft(5))   \(after.fixed(7))  \(change.fixed(7))  "
        + (change / Double(h)).fixed(4))
  }
  return slopes
}
let slope = slopes.last ?? 0
lesson.settle(
  direction, .option(slope < 0 ? falls : slope > 0 ? rises : stays),
  because: "The nudge raises the 7's score more than the 1's.",
  mistakes: [.option(rises): "The 1's score rises too, but less than the 7's."])
let gradient = Double(lesson.prepare { try paper.gradient("conv1", "weight") }[1, 0, 0, 0])
lesson.text(
  """
  The smaller the nudge, the closer the slope comes to one number, \(gradient.fixed(4)). This \
  number is the **derivative** of the loss with respect to the weight, written ∂loss/∂weight. In \
  a network we call it the weight's gradient. Its sign says which way the loss rises. Its size \
  says how steeply, just here, while all other weights stay as they are.

  Nudging is slow. All gradients of the large network would need \
  \((network.parameterCount + 1).grouped) runs: one for each weight, and one to compare with.
  """)

lesson.heading("2. Chain rule")
lesson.text(
  """
  Why this number? Begin at the end, with the scores s₇ and s₁. The loss is −ln p(7). Insert \
  the softmax:
  """)
lesson.formula(
  """
  loss = −ln( e^s₇ / (e^s₇ + e^s₁) )
       = ln(e^s₇ + e^s₁) − ln(e^s₇)
       = ln(e^s₇ + e^s₁) − s₇
  """)
lesson.text(
  """
  Now raise s₇ a little. The derivative of ln u is 1/u times the derivative of u. So the first \
  term's derivative is e^s₇ / (e^s₇ + e^s₁), which is p(7). The second term's is −1. Together: \
  \(p7) − 1 = \((paper.output[0] - 1).signed). The kernel's 2 has the same derivative, \
  but by chance: its own sum follows below.
  """)
let other = lesson.predict(
  "Do the same for s₁. What is the derivative of the loss with respect to s₁?", .number)
lesson.text(
  """
  From the scores the gradients go back through the dense layer, pooling and ReLU to the map. \
  After ReLU the map holds a 2 at (1,2), a 1 at (2,1), and zeros.
  """)
let alive = lesson.predict(
  "How many of the map's nine places get a gradient that is not 0?", .number)

let (dKernel, dMap) = lesson.cell("Every gradient of the little seven", isStage: true) {
  let forward = try LittleSeven.network().trace(LittleSeven.image)
  let (image, map, relu) = (try forward["in"], try forward["conv1"], try forward["relu1"])

  // dScores stands for ∂loss/∂scores, and so on. The right answer is y = (1, 0).
  let dScores = [forward.output[0] - 1, forward.output[1]]

  // Dense: each score passes its gradient back, times the weight between them.
  var dPooled = Tensor([2, 2, 1])
  for n in 0..<4 {
    for k in 0..<2 { dPooled.scalars[n] += LittleSeven.weights[n, k] * dScores[k] }
  }

  // Max pooling: the winner of a window gets its gradient; in a tie, only the first.
  var dRelu = Tensor([3, 3, 1])
  for i in 0..<2 {
    for j in 0..<2 {
      var winner = (i, j)
      for (h, w) in [(i, j + 1), (i + 1, j), (i + 1, j + 1)]
      where relu[h, w, 0] > relu[winner.0, winner.1, 0] { winner = (h, w) }
      dRelu[winner.0, winner.1, 0] += dPooled[i, j, 0]  // += adds up what two windows give
    }
  }

  // ReLU: where it was closed in the forward pass, no gradient passes.
  var dMap = dRelu
  for n in 0..<9 where map.scalars[n] <= 0 { dMap.scalars[n] = 0 }

  // Convolution: a weight gets gradient times pixel, a pixel gets gradient times weight.
  var (dKernel, dImage, dBias) = (Tensor([2, 2, 1]), Tensor([4, 4, 1]), Float(0))
  for i in 0..<3 {
    for j in 0..<3 {
      dBias += dMap[i, j, 0]
      for a in 0..<2 {
        for b in 0..<2 {
          dKernel[a, b, 0] += image[i + a, j + b, 0] * dMap[i, j, 0]
          dImage[i + a, j + b, 0] += LittleSeven.kernel[a][b] * dMap[i, j, 0]
        }
      }
    }
  }

  lesson.print("p − y            \(list(dScores))")
  lesson.print("∂loss/∂pooled    \(list(dPooled.scalars))")
  lesson.print("∂loss/∂map(1,2)  \(list([dMap[1, 2, 0]]))   it won two windows")
  lesson.print("∂loss/∂map(2,1)  \(list([dMap[2, 1, 0]]))")
  lesson.print("∂loss/∂kernel    \(list(dKernel.scalars)), row by row")
  lesson.print("∂loss/∂bias      \(list([dBias]))")
  lesson.show(
    try onPaper(forward, dImage, dKernel, dBias, dMap, dRelu, dPooled, dScores)
      .traced(by: paper), "paper",
    "Values above, their gradients below. Read the lower row from right to left: which product "
      + "makes each number?",
    alt: "The little seven, forward and back", preview: false)
  return (dKernel, dMap)
}
lesson.settle(
  other, .number(Double(paper.output[1]), within: 0.005),
  because: """
    The first term's derivative is now p(1); s₁ is not in the second. Both derivatives are **p − y**. \
    Here y is the right answer: 1 for the right class, 0 for the other.
    """,
  mistakes: [.number(Double(paper.output[1] - 1), within: 0.005): "s₁ is not in the second term."])
lesson.settle(
  alive, .number(Double(dMap.scalars.count { $0 != 0 })),
  because: "The 2 at (1,2) won two windows, the 1 at (2,1) won one.",
  mistakes: [
    3: "The third winner, a 0, has the weight 0 to both scores.",
    4: "The 2 won two of the four windows, and a 0 won one.",
    9: "A window does not share its gradient: the winner gets all.",
  ])
lesson.text(
  """
  Follow both paths in the picture. Raise the kernel's 2 by h. For map(1,2) it meets a pixel of 1, \
  so map(1,2) rises by h. This number wins two pooling windows with weights 1 and ½ to s₇: s₇ \
  rises by 1.5 h. For map(2,1) the 2 meets a pixel of ½, so map(2,1) rises by ½ h. This number \
  wins one window with weight 1 to s₁: s₁ rises by ½ h. So the loss changes by 1.5 h · (\(p7) − 1) + ½ h · \(p1) = \
  \(dKernel[1, 0, 0].fixed(4)) h.

  Multiply along a path, add over the paths: that is the **chain rule**. All paths from one \
  number of the map to the loss add up to its gradient, ∂loss/∂map. It is worked out once, and every \
  weight of the kernel uses it:
  """)
lesson.formula(
  """
  ∂loss/∂weight(a, b) = Σ image(i + a, j + b) · ∂loss/∂map(i, j)
                        the sum (Σ) over all places i, j of the map
  """)
nudgeToTouch(lesson, paper)
lesson.text(
  """
  The large network has the same sum. Ours is \(subject.name): \(verdict(trace, digits)). Here is \
  the weight in row \(weight.row), column \(weight.column) of conv1's kernel \(weight.kernel). The \
  last line nudges it both ways.
  """)

lesson.cell("The terms of one weight") {
  let pixels = try trace[network.name(before: "conv1")]
  let dMap = try trace.gradient("conv1")
  var terms: [Term] = []
  for i in 0..<dMap.shape[0] {
    for j in 0..<dMap.shape[1] {
      // The window begins two rows above the image, and two columns to its left.
      let (h, w) = (i - 2 + weight.row, j - 2 + weight.column)
      terms.append(Term(pixels, h, w, gradient: dMap[i, j, weight.kernel]))
    }
  }
  let gradient = terms.reduce(0) { $0 + $1.pixel * $1.gradient }
  let site = try place.site(in: network).gradient
  lesson.print("\(trace.name(of: site))   \(subject.name), p(7) = \(trace.output[7].fixed(4))")
  printTerms(terms, gradient, stored: trace.value(at: site), lesson)
  lesson.print(" " + (try nudgeLine(trace, place, seven, label: 7, h: nudge)))
}

lesson.text(
  """
  Try `swift run Backprop --try 'weight=(2, 0, 2)'`: which counts change?
  """)

lesson.prepare {
  lesson.interactive(
    "little-seven", "The little seven, live: backward",
    """
    Choose a gradient to see its paths. Change a number: did the loss keep the gradient's promise? \
    Then press *Step* with a small and with a large η.
    """,
    data: ["part": "backprop", "image": JSON(LittleSeven.image)],
    networks: ["little": try LittleSeven.network()])
}

lesson.heading("3. Backpropagation")
let middle = lesson.prepare { try trace.gradient("conv2") }
lesson.text(
  """
  The **forward pass**, from image to loss, keeps every number. The **backward pass** begins with \
  p − y. \
  Each layer turns the gradients of its output into those of its weights and of its input. This \
  is **backpropagation**. It costs about two forward passes, and gives every weight its gradient.
  """)
let (all, won, passed) = (
  "all of them", "the quarter that won their windows", "only winners that ReLU lets through"
)
let share = lesson.predict(
  Prose(
    "Through pooling and ReLU, gradients come back to the \(middle.shape.count.grouped) numbers of "
      + "conv2. Which numbers get a gradient that is not 0?"), .oneOf([all, won, passed]))

lesson.cell("Forward, and back") {
  let trace = try network.trace(seven, label: 7)  // with the label, both ways
  try printNorms(trace, lesson)
  lesson.show(
    try flow(trace, place, map: mostCut(trace["conv2"])), "flow",
    "One map of each layer, its gradient below; ringed, our weight. From right to left, "
      + "where do gradients become 0?",
    alt: "The seven, forward and back", preview: false)
}
let living = middle.scalars.count { $0 != 0 }
let quarter = middle.shape.count / 4
lesson.settle(
  share, .option(living > quarter ? all : living == quarter ? won : passed),
  because: Prose(
    "These are \(living.grouped). ReLU stops \((quarter - living).grouped) of the "
      + "\(quarter.grouped) winners."),
  mistakes: [
    .option(all): "A number that lost its window did not reach the answer.",
    .option(won): "Many winners are zeros, where ReLU was closed.",
  ])
if subject.isNewborn {
  lesson.text(
    """
    At the pixels the gradients have the shape of the seven, though every weight is random. The \
    biases are the reason: all are still 0, so every ReLU is closed where the image is black.
    """)
}

lesson.heading("4. Step")
lesson.text(
  """
  The gradient points uphill, so each weight takes a small step against its own gradient. The \
  **learning rate** η (eta), one number for all, says how small:
  """)
lesson.formula("weight ← weight − η · ∂loss/∂weight")

let step = lesson.cell("One step downhill", isStage: true) {
  func step(_ trace: Trace, _ rate: Float) -> Network {
    var network = trace.network
    for (layer, gradients) in trace.parameterGradients.enumerated() {
      for (parameter, gradient) in gradients.enumerated() {
        network.update(layer, parameter, with: gradient) { weights, gradient in
          for i in weights.indices { weights[i] -= rate * gradient[i] }
        }
      }
    }
    return network
  }
  let little = try step(paper, 0.1).trace(LittleSeven.image, label: 0)
  printStep("the little seven, η = 0.1", paper, little, LittleSeven.classes, lesson)
  let after = try step(trace, rate).trace(seven, label: 7)
  _ = try after.network.loss(of: seven, label: 7)  // stops if the step was too large for numbers
  printStep("the seven, η = \(short(rate))", trace, after, digits, lesson)
  let k = weight.kernel
  lesson.show(
    try beforeAndAfter(trace, after, kernel: k, rate), "step",
    "Kernel \(k), and the probabilities. Check one weight: before − \(short(rate)) × gradient = "
      + "after, up to rounding.",
    alt: "A kernel and the answer, before and after", preview: false)
  return Step(before: trace, after: after, rate: rate)
}
lesson.text(
  """
  No weight has moved by more than \(step.farthest.shortened). \(step.moving) Each move is η · \
  gradient, and changes the loss by the gradient times the move. If all slopes stayed as they are, \
  the loss would fall by η · Σ gradient² = \(step.promised.shortened). It has \
  \(step.outcome).\(step.remark) A slope holds only nearby. A long step may succeed by \
  luck. So training takes many small steps, with a new gradient for each.

  This seven is a *test* digit, so the changed weights are thrown away.
  """)
stepSizeToTouch(lesson, paper)

lesson.heading("What goes wrong in practice")
lesson.text(
  """
  A program with a wrong gradient does not crash.
  """)
lesson.page(
  "Bugs", "Six bugs that hide",
  about: "Six mistakes, each with a case that hides it. Which check finds most?"
) { lesson.prepare { try bugs(lesson, ties: trace, of: subject.name, seven) } }

lesson.workItOut(lesson.prepare { try questions() })
lesson.knobs()

sizesOfNudges(lesson, trace, place, seven)
everyLayer(lesson, trace, seven, nudge: nudge, isNewborn: subject.isNewborn)
poolingRoutes(lesson, trace)
twoWays(lesson, trace)
learnedKernel(lesson, seven)
sureNetwork(lesson, place, seven, isNewborn: subject.isNewborn)
onePath(lesson, trace, place)
lesson.prepare { try otherMistakes(lesson, trace) }
lesson.handsOn(HandOver([("one step", change(trace, step.after))]))
lesson.end(
  """
  **Next:** One step \(step.helps) one digit. What did it do to the other nine? Training takes \
  thousands of steps, each with other images. Training is this lesson, repeated until it works.
  """)
