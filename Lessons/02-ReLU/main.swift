import CNN
import Digits
import Explain
import Figures
import LessonKit
import Models
import Notebook
import Printing

// Knobs: try one with `swift run ReLU --try slope=0.1`, or change a line and run it again.

/// What negative answers on the seven are multiplied by.
let slope: Float = knob(
  "slope", 0,
  try: [
    1: "no bend at all: the two rows of the large picture become equal",
    0.1: "most of the difference stays",
  ])
/// Added to every answer of the left edge.
let bias: Float = knob(
  "bias", 0,
  try: [
    -2: "only the sharpest left edges stay above zero",
    -3: "the kernel is dead: no image can wake it up",
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.relu, options)
lesson.prepare { try checkKnobs(slope: slope, bias: bias) }
let seven = lesson.prepare { try MNIST.seven() }
let trained = lesson.prepare { try Models.walkthrough().trace(seven) }
lesson.explains(by: trained)
lesson.follows(trained.network, ["in", "conv1", "relu1", "conv2", "relu2"])

lesson.text(
  """
  A kernel for left edges says +2 for “yes” and −2 for “no, the opposite”. The **rectified linear \
  unit**, ReLU, follows each convolution. It keeps a positive number and makes a negative number 0. \
  It has no weights.
  """)
lesson.formula("relu(x) = x  where x > 0,  0 elsewhere")

let map = Tensor(rows: [[-1, -1, -1], [-1, -1, 2], [-1, 1, -2]])
lesson.takesOver(try HandOver(little: map, trained, stage: "conv1"))

let little = lesson.cell("The little seven's map", isStage: true) {
  var bent = map
  for i in 0..<3 {
    for j in 0..<3 { bent[i, j, 0] = map[i, j, 0] > 0 ? map[i, j, 0] : 0 }
  }
  let (inputs, outputs) = ([-2.0, -1, 1, 2], [0.0, 0, 1, 2])
  lesson.show(
    .row(
      .map(map, "map"), .arrow(),
      .plot(
        x: .linear("in", -2.5...2.5), y: .linear("out", -0.5...2.5),
        [.line("", [-2.5, 0, 2.5], [0, 0, 2.5]), .dots("", inputs, outputs, .ink)],
        width: 320, height: 170), .arrow(), .map(bent, "after ReLU"),
      sharing: .signed), "little",
    "Each number goes through the bent line by itself. Follow the −2 and the 2.",
    alt: "The little seven's map before and after ReLU")
  return bent
}

lesson.prepare {
  lesson.interactive(
    "little-seven", "The little seven, live: ReLU",
    """
    Lower the bias. Which numbers become 0, and when is none left? Then raise it until every number \
    passes.
    """,
    data: ["part": "relu", "image": JSON(LittleSeven.image)],
    networks: ["little": try LittleSeven.network()])
}

lesson.heading("On paper: are two layers more than one?")
lesson.text(
  """
  One row of six pixels goes through two kernels, one after the other. The kernel [1 −1] asks “bright \
  on the left, dark on the right?” The kernel [1 1] adds up two neighbouring answers of the first.
  """)
let isOneEnough = [
  "always", "only without a ReLU between them", "only with a ReLU between them",
  "never",
]
let enough = lesson.predict(
  "is there one kernel that does in one step what these two do?", .oneOf(isOneEnough))

let cases = lesson.cell("Six pixels, two kernels") {
  func slide(_ kernel: [Int], over row: [Int]) -> [Int] {
    (0...row.count - kernel.count).map { place in
      kernel.indices.reduce(0) { sum, a in sum + row[place + a] * kernel[a] }
    }
  }
  let pixels = [0, 0, 1, 1, 0, 0]
  let rows = [
    ("the pixels", pixels), ("inverted", pixels.map { 1 - $0 }),
    ("black", pixels.map { _ in 0 }), ("white", pixels.map { _ in 1 }),
  ]
  let cases = rows.map { name, row in
    let first = slide([1, -1], over: row)
    let bent = first.map { max(0, $0) }
    return PaperCase(
      name: name, row: row, first: first, second: slide([1, 1], over: first),
      one: slide([1, 0, -1], over: row), bent: bent, bentSecond: slide([1, 1], over: bent))
  }
  lesson.print(PaperCase.table(cases))
  lesson.show(
    .column(
      cases[0].figure(columns: ["pixels", "after [1 −1]", "after ReLU", "answer"]),
      cases[1].figure(columns: ["inverted", "", "", ""]), spacing: 26,
      sharing: .signed), "paper",
    "Below, the pixels are inverted: white becomes black. Which answers change their signs?",
    alt: "Six pixels, two kernels, without and with ReLU", preview: false)
  return cases
}
let bends = PaperCase.oneCouldBend(
  cases[0], inverted: cases[1], black: cases[2], white: cases[3])
lesson.settle(
  enough,
  .option(isOneEnough[PaperCase.oneIsEnough(cases) ? (bends ? 0 : 1) : (bends ? 2 : 3)]),
  because: """
    Without ReLU, [1 0 −1] does both steps at once. With ReLU no single kernel can. It would have to \
    give 0 for black and for white. Pixels and inverted pixels add up to white, so its two \
    answers would add up to 0. But the table shows \(PaperCase.text(cases[0].bentSecond)) and \(PaperCase.text(cases[1].bentSecond)).
    """,
  mistakes: [
    "always": "Compare the table's last two columns.",
    "never": "[1 0 −1] gives the same as [1 −1] and then [1 1].",
  ])

lesson.heading("On the seven")
lesson.text(
  """
  The left edge of lesson 1 comes first, now with a bias of \(bias.short) and the border `full`: \
  30×30 places. The **blur** comes second: its nine weights of 1/9 take a mean. Both together \
  see 5×5 pixels, so one kernel in their place needs 5×5 weights. Multiply each weight of the \
  first by each of the second. Add their row numbers and their column numbers: this is the \
  product's place in the one kernel. Products at the same place are added up. So [1 −1] and [1 1] make 1, 1 − 1 and −1.
  """)
lesson.formula(
  """
  one(s, t) = Σ first(a, b) · second(c, d)
              over all a + c = s and b + d = t
  bias      = first bias · Σ second(c, d) + second bias
  """)

let leftEdge: [[Float]] = [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]
let blur: [[Float]] = [[1, 1, 1], [1, 1, 1], [1, 1, 1]].map { $0.map { $0 / 9 } }

let collapse = lesson.cell("Two kernels, and one in their place", isStage: true) {
  var one = [[Float]](repeating: [Float](repeating: 0, count: 5), count: 5)
  for a in 0..<3 {
    for b in 0..<3 {
      for c in 0..<3 {
        for d in 0..<3 { one[a + c][b + d] += leftEdge[a][b] * blur[c][d] }
      }
    }
  }
  let straight = try convolve(seven, leftEdge, bias: bias, .full)
  var bent = straight
  for i in bent.scalars.indices where bent.scalars[i] < 0 { bent.scalars[i] *= slope }

  let blurBias: Float = 0
  let oneBias = bias * blur.joined().reduce(0, +) + blurBias
  let collapse = Collapse(
    slope: slope, bias: bias, kernels: [leftEdge, blur, one],
    first: [straight, bent],
    second: try [straight, bent].map { try convolve($0, blur, bias: blurBias, .valid) },
    one: try convolve(seven, one, bias: oneBias, .same))
  for row in one { lesson.print(row.map { $0.fixed(4, signed: true).alignedRight(9) }.joined()) }
  lesson.print("left edge: \(collapse.positive) of \(straight.scalars.count) answers above zero")
  let (without, with) = (collapse.differences[0], collapse.differences[1])
  lesson.print("largest difference without ReLU: \(without.asDifference)")
  lesson.print(
    "largest difference " + "with \(collapse.label):".alignedLeft(13) + " \(with.asDifference)")
  lesson.show(
    collapse.figure, "collapse", collapse.caption,
    alt: "Two kernels and one in their place, without and with ReLU")
  return collapse
}
lesson.text(collapse.verdict)
mergeToTouch(lesson, seven, collapse)

lesson.heading("How much is cut?")
let (maps, seesInk) = (lesson.prepare { try trained["conv1"] }, placesWithInk(seven))
let share = lesson.predict(
  """
  the trained network's first convolution makes \(maps.shape[2]) maps. Take the places where a \
  window sees ink (pixels that are not black). What percentage of the numbers there does ReLU make 0? \
  (Within 10 is right.)
  """, .number)

let cuts = cutAndLeft(lesson, trained, maps, seesInk, hand: (collapse.first[0], bias))
let averages = whyMoreThanHalf(lesson, trained.network, maps, cuts, on: seven, seesInk)
let negative = averages.filter { $0.computed < 0 }
let byWeights = negative.count { $0.weights < 0 }
let all = Cut.total(cuts)
let edge = Cut("left edge", collapse.first[0], bias: bias, seesInk)
lesson.settle(
  share, .number((all.onInk.value * 1000).rounded() / 10, within: 10),
  because: """
    With the border `full`, every pixel lies once under each weight. So where ink is seen, the \
    average answer is the weights' sum times the average brightness, plus the bias. For \
    \(negative.count) of \(cuts.count) kernels it is negative: for \(byWeights) because of their \
    weights, for \(negative.count - byWeights) only because of their bias.
    """,
  mistakes: [50: "\(edge.asMistake)"])
lesson.text(
  """
  Of all numbers, \(all.everywhere.text) are cut, but this share means little. Most windows see only \
  black. There the answer is the bias, and only \(cuts.count { $0.bias > 0 }) biases are positive.
  """)
backgroundToTouch(lesson, trained, leftEdge, bias: bias)

lesson.heading("A kernel that leaves nothing")
let digits = lesson.prepare { try MNIST.dataSet(.test) }
let silent = cuts.indices.max { cuts[$0].everywhere.count < cuts[$1].everywhere.count } ?? 0
let speaks = lesson.predict(
  """
  on this seven, \(cuts[silent].name) gives \(cuts[silent].left) numbers above zero. On how many of \
  \(digits.count.grouped) test digits, not used in training, does it give any?
  """, .oneOf(Silence.options))
let (learned, lowered) = whoSpeaks(lesson, trained, on: digits)
let silence = Silence(learned[silent].count, of: digits.count)
lesson.settle(
  speaks, .option(silence.rawValue),
  because: """
    It does so on \(learned[silent].count.grouped) digits. A kernel is **dead** only \
    if it does so on no image.
    """,
  mistakes: silence == .dead ? [:] : [.option(Silence.dead.rawValue): "One image proves nothing."])
lesson.text(
  """
  With a bias of −2, \(lowered.count { $0.most <= 0 }) of the \(lowered.count) \
  kernels are dead. Even their best image, white under the positive weights and black \
  elsewhere, gives no answer above zero.

  Training changes a weight only if a small change of it changes the network's answer (lesson 8). \
  Where ReLU always gives 0, no small change does. So training cannot wake up a dead kernel. A **leaky \
  ReLU** multiplies negative numbers by a small slope, such as 0.01. Then a small change has an \
  effect, and the kernel can recover.
  """)
deadToTouch(lesson, trained, kernel: silent)

lesson.workItOut(questions(lesson))

lesson.knobs()

lesson.more("what goes wrong in practice")
lesson.text(
  """
  - **Left out.** Two convolutions with nothing between them run, and nothing complains. They are one \
  convolution in two steps.
  - **Dead.** Count how often each kernel answers above zero, as in the last table.
  - **At the end.** The scores of the last layer may be negative, and the largest one counts. A ReLU \
  there would make all negative scores equal.
  """)

lesson.more("could another 5×5 kernel do it?")
lesson.text(
  """
  The kernel in place of both was made for the case without ReLU. There it is exact, even at the rim. \
  The border comes first (`full`), and nothing is added in between (`valid`), so a 5×5 window with a \
  border of two sees the same pixels.

  Is another kernel closer to the two with \(collapse.between)? The best one has the smallest sum of \
  squared differences. The program finds it exactly: no small change of a weight or of the bias makes \
  that sum smaller.
  """)
bestOfAll(lesson, seven, collapse)

lesson.more("leaky ReLU, from bent to straight")
lesson.text(
  """
  ReLU makes a slight no and a strong no equal. A leaky ReLU keeps them apart. The straighter it is, \
  the less two layers can do: the difference from one kernel shrinks in proportion to 1 − slope.
  """)
slopes(lesson, collapse, blur: blur)

lesson.more("the trained network without its first ReLU")
lesson.text(
  """
  Many channels do not help. Two convolutions with nothing between them are one, however many kernels \
  they have. Here 16 kernels of 5×5 take their place. Each does what the first convolution and one \
  kernel of the second do together.
  """)
sixteenInTheirPlace(lesson, seven, trained)

lesson.more("what is cut, counted by size")
histograms(lesson, seven, trained)

lesson.more("one number of the second convolution")
lesson.text(
  """
  A kernel of the second convolution reads all eight maps (lesson 1: several channels, one sum). Here \
  is one of its numbers, channel by channel; it lies on the route. Below is the route up to \
  here. ReLU hands a positive number on unchanged, so the share there is 100 %.
  """)
oneNumber(lesson, trained)
lesson.text("The same number, product by product:")
everyProduct(lesson, trained)

lesson.handsOn(try HandOver(little: little, trained, stage: "relu2"))

let bent = lesson.prepare { try trained["relu2"] }
lesson.end(
  """
  **Next:** after two convolutions and two ReLUs the seven is \(bent.shape.count.grouped) numbers, in \
  place of \(seven.shape.count) pixels. Only \(bent.scalars.count { $0 > 0 }) are above zero. Which can be \
  left out?
  """)
