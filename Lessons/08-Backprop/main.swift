import CNN
import Digits
import Figures
import LessonKit
import Models
import Printing

// Knobs: try one with `swift run Backprop --try rate=0.1`, or change a line and run it again.

/// η, how far the one step goes.
let rate: Float = knob(
  "rate", 0.01,
  try: [
    0.001: "the loss falls nearly as far as the slopes promise, and it still says 1",
    0.1: "a single step, and it is all but sure, p(7) = 0.9969",
  ])
/// h, how far a weight is nudged.
let nudge: Float = knob(
  "nudge", 0.001,
  try: [
    0.1: "the nudge runs over kinks, and misses the gradient by 7 percent",
    0.000001: "rounding spoils it: the slope comes out nearly twice as steep",
  ])
/// Which network.
let subject: Subject = knob(
  "subject", .newborn(seed: 1),
  try: [
    .newborn(seed: 2): "other gradients, the same rules, and it begins by saying 2",
    .trained:
      "it is sure of its seven, and next to nothing is left to blame",
  ])
/// The weight of the first layer that is asked.
let weight: (kernel: Int, row: Int, column: Int) = knob(
  "weight", (kernel: 4, row: 2, column: 2),
  try: [
    (2, 0, 2): "its gradient is 0: wherever it meets ink, no blame comes back",
    (7, 2, 0): "blame comes back wherever it meets ink, and the sign is another",
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.backprop, options)
let network = lesson.prepare { try subject.network() }
let place = lesson.prepare { try checkedPlace(in: network) }
let seven = lesson.prepare { try MNIST.seven() }
let trace = lesson.prepare { try network.trace(seven, label: 7) }

lesson.takesOver(
  HandOver(
    little: try LittleSeven.network().trace(LittleSeven.image, label: 0),
    trained: try Models.walkthrough().trace(seven, label: 7),
    newborn: try Network.walkthrough(seed: 1).trace(seven, label: 7)))
lesson.text(
  """
  A loss says how wrong a network is, in one number. It does not say what to do about it. The \
  network that reads digits has \(network.parameterCount.grouped) weights, and each had its part in \
  the answer. What is wanted is one number for each of them: how much the loss hangs on it, and \
  which way it should move. That number is the weight's **gradient**. This lesson finds it three \
  times: by nudging, by adding up terms, and by letting blame flow back through the layers. Then \
  it takes one step.
  """)

lesson.heading("1. Nudge")
lesson.text(
  """
  On paper first. The little seven's network gives the right answer, 7, no more than 0.2689, so \
  its loss is −ln 0.2689 = 1.3133. Take one of its weights, the 2 at the lower left of its kernel. \
  Make it larger by a little, h, run the whole network again, and look what the loss has done.
  """)
lesson.formula("slope = (loss(weight + h) − loss(weight)) / h")

lesson.cell("Nudge one weight of the little seven") {
  let network = try LittleSeven.network()
  let two = Place(layer: "conv1", index: [1, 0, 0, 0])  // row 1, column 0 of the only kernel
  let before = try network.loss(of: LittleSeven.image, label: 0)
  lesson.print("weight      loss       change     slope")
  lesson.print("2           \(before.fixed(7))")
  for h in [1, 0.1, 0.01, 0.001] as [Float] {
    let after = try network.nudged(two, by: h).loss(of: LittleSeven.image, label: 0)
    let change = after - before
    lesson.print(
      "2 + \(short(h).alignedLeft(5))   \(after.fixed(7))  \(change.fixed(7))  "
        + (change / Double(h)).fixed(4))
  }
}
lesson.text(
  """
  The loss falls: more of this weight would be better. And the smaller the nudge, the closer the \
  slope comes to one number, which is −0.7311: the **gradient** of this weight, written \
  ∂loss/∂weight. Its sign says which way is uphill, its size how steep it is just here, while all \
  other weights stay as they are. (Strictly, *the gradient* is the list of all these slopes; \
  everybody says it of the single ones too.)

  Nudging works with every network and takes no understanding. It only takes long: one run for \
  each weight, and one to compare them with, are \((network.parameterCount + 1).grouped) runs of the \
  network for a single step. And h must be chosen with care: why, and how a network is checked with \
  nudges, stands at the end of the page.
  """)

lesson.heading("2. Terms")
lesson.text(
  """
  Why −0.7311? The kernel has slid over nine places, so this weight has met nine pixels. If it \
  grows by h, each number of the map grows by h times the pixel that the weight met there. If \
  we knew how steeply the loss changes with each number of the map, ∂loss/∂map, the rest would be \
  a sum of nine terms:
  """)
lesson.formula(
  """
  ∂loss/∂weight(a, b) = Σ image(i + a, j + b) · ∂loss/∂map(i, j)
                        over all places i, j of the map
  """)
lesson.text(
  """
  The gradients of the map come from those of the stage behind it in the same way, and these from \
  the stage behind that. So the work begins at the end, where it is easiest. A softmax and its loss \
  together have the slopes **p − y**: what each class was given, less what it should have been given, \
  1 for the right one and 0 for the others. In the program `dMap` stands for ∂loss/∂map, and so on.
  """)

let little = lesson.cell("Every gradient of the little seven", isStage: true) {
  let forward = try LittleSeven.network().trace(LittleSeven.image)
  let (image, map, relu) = (try forward["in"], try forward["conv1"], try forward["relu1"])

  // p − y: the 7 should have had all.
  let dScores = [forward.output[0] - 1, forward.output[1]]

  // Dense: what went in is blamed by each score, by the weight between them.
  var dPooled = Tensor([2, 2, 1])
  for n in 0..<4 {
    for k in 0..<2 { dPooled.scalars[n] += LittleSeven.weights[n, k] * dScores[k] }
  }

  // Max pooling: all blame for a window goes to its winner; who won two windows gets both.
  var dRelu = Tensor([3, 3, 1])
  for i in 0..<2 {
    for j in 0..<2 {
      var winner = (i, j)
      for (h, w) in [(i, j + 1), (i + 1, j), (i + 1, j + 1)]
      where relu[h, w, 0] > relu[winner.0, winner.1, 0] { winner = (h, w) }
      dRelu[winner.0, winner.1, 0] += dPooled[i, j, 0]
    }
  }

  // ReLU: where it was shut on the way there, it is shut on the way back.
  var dMap = dRelu
  for n in 0..<9 where map.scalars[n] <= 0 { dMap.scalars[n] = 0 }

  // Convolution: each place blames the weights by the pixels, and the pixels by the weights.
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
  let winners: [Figure.Mark] = [.outline(0, 0, .quiet), .outline(1, 2), .outline(2, 1)]
  let gradients: [Figure] = [
    .map(dImage, of: .gradient("in", channel: 0)),
    .map(dKernel, of: .parameterGradient("conv1", kernel: 0, channel: 0))
      .note("bias \(dBias.fixed(2))"),
    .map(dMap, of: .gradient("conv1", channel: 0)),
    .map(dRelu, of: .gradient("relu1", channel: 0)).marking(winners),
    .map(dPooled, of: .gradient("pool1", channel: 0)),
    .map(Tensor([2, 1], dScores), of: .gradient("dense1")).names(rows: LittleSeven.classes)
      .note("p − y", "\(forward.output[0].fixed(2)) − 1", "\(forward.output[1].fixed(2)) − 0"),
  ]
  lesson.show(
    .column(
      thereAndBack(
        ["image", "kernel", "map", "ReLU", "pooled", "scores"],
        try stages(forward, winners).map { $0.family("values") }, gradients),
      .key(
        (.mark(.outline, .mark), "winner of a window"),
        (.mark(.outline, .quiet), "winner of a tie: the first of four zeros")), sharing: .signed
    ).cell(54).withoutBar(), "paper",
    "The little seven's network, forward above and backward below. In the last column the scores "
      + "of the 7 and of the 1, and beneath them p − y, which is how the loss changes with a score. "
      + "Outlined: the winners of the four windows; the 2 has won two of them.",
    alt: "The little seven, forward and back", preview: false)
  return dKernel
}
lesson.text(
  """
  There is the answer. On the way back only two of the nine places are left, the winners that ReLU \
  lets through. The weight has met a pixel of 1 at the one and of ½ at the other: \
  1 · −1.0966 + ½ · 0.7311 = \(little[1, 0, 0].fixed(4)).

  The same sum in the network that reads digits: \(subject.name), \(verdict(trace, digits)). We ask \
  one weight, in row \(weight.row) and column \(weight.column) of kernel \(weight.kernel) of the \
  first layer. The last line is the nudge, in both directions, so that its error is smaller.
  """)

lesson.cell("The terms of one weight") {
  try printTerms(of: place, in: trace, seven)
}

lesson.heading("3. Flow")
lesson.text(
  """
  Nothing else happens in a large network, only more of it. One run forward, and every number is \
  kept. Then one run back, from p − y on: each layer hands the gradients of what came out of it to \
  what went in, through the same weights and the same gates, to the same winners. This is \
  **backpropagation**. It costs about as much as two runs forward, and when it arrives at the pixels, \
  every weight on the way has its gradient.
  """)
let middle = lesson.prepare { try trace["conv2"].shape.count.grouped }
lesson.predict(
  """
  on its way to the answer the image has become \(middle) numbers, those of conv2. When the blame comes \
  back to them it has passed pooling and a ReLU. How many of the \(middle) get any of it?
  """)

lesson.cell("Forward, and back") {
  let trace = try network.trace(seven, label: 7)  // with the label, both ways
  try printNorms(trace)
  lesson.show(
    try flow(trace, place, map: mostCut(trace["conv2"])), "flow",
    "The way of the seven, and beneath each number how the loss changes with it; beneath the scores "
      + "that is p − y. Of each layer one map is shown; dense1 before its ReLU, flatten and dropout, "
      + "which stops nothing here, are left out. Each map has its own scale, whose end stands below "
      + "it. The norm, √Σx², is that of all maps of the layer. Ringed: the weight that we asked.",
    alt: "The seven, forward and back", preview: false)
}
lesson.text(lesson.prepare { try flowText(trace) })

lesson.heading("4. Step")
lesson.text(
  """
  The gradient points uphill, for every weight at once. So each weight takes a small step against \
  its own, and how small is one number for all, the **learning rate** η (eta):
  """)
lesson.formula("weight ← weight − η · ∂loss/∂weight")

let after = lesson.cell("One step downhill", isStage: true) {
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
  let paper = try LittleSeven.network().trace(LittleSeven.image, label: 0)
  printStep(
    "the little seven, η = 0.1", paper, try step(paper, 0.1).trace(LittleSeven.image, label: 0),
    LittleSeven.classes)
  let after = try step(trace, rate).trace(seven, label: 7)
  _ = try after.network.loss(of: seven, label: 7)  // stops if the step was too large for numbers
  printStep("the seven, η = \(short(rate))", trace, after, digits)
  let k = weight.kernel
  let kernels: [Figure] = [
    try .kernel(network, "conv1", k, "kernel \(k) before").family("weights"),
    .sign("− \(short(rate)) ×"),
    try .kernelGradient(trace, "conv1", k, "its gradient").family("gradient"), .sign("="),
    try .kernel(after.network, "conv1", k, "kernel \(k) after").family("weights"),
  ]
  let shares: [Figure.Bars.Series] = [
    .values("before", trace.output.scalars, .plain), .values("after", after.output.scalars, .mark),
  ]
  lesson.show(
    .column(
      .row(kernels.map { $0.written(4) }, sharing: .signed).cell(78),
      .bars(digits, shares, axis: "p", format: .decimals(2), height: 150)), "step",
    "Kernel \(k) before the step, its gradient, and the kernel after it, each rounded to four "
      + "decimals. Below, what the network says of the seven before and after the step.",
    alt: "A kernel and the answer, before and after", preview: false)
  return after
}
lesson.text(stepText(trace, after))
lesson.knobs()

lesson.heading("What goes wrong in practice")
lesson.text(lesson.prepare { try practice(trace) })
lesson.page(
  "Bugs", "Six bugs that hide",
  about: """
    A mistake on the way back does not crash, and mostly the network learns all the same. Six classic \
    ones, each put in for real, with the case that hides it and the case that reveals it, and what a \
    loss curve, a gradient check and a picture say.
    """
) { lesson.prepare(bugs) }

more()
lesson.handsOn(HandOver([("one step", change(trace, after))]))
lesson.end(
  """
  **Next:** one step \(helps(trace, after)) one digit, and nobody has asked what it did to the other nine. \
  What if we take thousands of steps, each for other digits, and see where they lead? Training is \
  this lesson, repeated until it works.
  """)
