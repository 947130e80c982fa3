import CNN
import Digits
import Explain
import Figures
import LessonKit
import Models
import Printing

// Knobs: try one with `swift run ReLU --try slope=0.1`, or change a line and run it again.

/// What negative answers on the seven are multiplied by.
let slope: Float = knob(
  "slope", 0,
  try: [
    1: "no bend at all: the lower row of the large picture becomes the upper one",
    0.1: "most of the difference stays",
  ])
/// Added to every answer of the left edge.
let bias: Float = knob(
  "bias", 0,
  try: [
    -2: "a yes is left only where the edge is sharpest",
    -3: "the map is dead, and no other image could wake it up",
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.relu, options)
lesson.prepare { try checkKnobs(slope: slope, bias: bias) }
let seven = lesson.prepare { try MNIST.seven() }
let trained = lesson.prepare { try Models.walkthrough().trace(seven) }
lesson.follows(trained.network, ["in", "conv1", "relu1", "conv2", "relu2"])

lesson.text(
  """
  A kernel that asks for left edges says +2 for “yes”, and −2 for “no, the opposite”. What follows \
  each convolution keeps the yes and drops the rest: what is negative becomes zero. This is the \
  **rectified linear unit**, ReLU. It is the shortest step of the whole network, it has no \
  weights, and without it the layers around it would hardly be worth having. This page shows why.
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
    "Each number by itself goes through the bent line: what is negative comes out as 0, what is "
      + "positive as it is. Two of nine are left.",
    alt: "The little seven's map before and after ReLU")
  return bent
}

lesson.heading("On paper: are two layers more than one?")
lesson.text(
  """
  One row of six pixels, and two kernels one behind the other. [1 −1] asks “bright on the left, \
  dark on the right?”, and [1 1] adds up what the first one says at two neighbouring places.
  """)
lesson.predict(
  """
  is there one kernel that does at once what these two do one after the other? And if a ReLU \
  stands between them?
  """)

lesson.cell("Six pixels, two kernels") {
  func slide(_ kernel: [Int], over row: [Int]) -> [Int] {
    (0...row.count - kernel.count).map { place in
      kernel.indices.reduce(0) { sum, a in sum + row[place + a] * kernel[a] }
    }
  }
  let pixels = [0, 0, 1, 1, 0, 0]
  let cases = [("the pixels", 1), ("signs turned", -1), ("black", 0)].map { name, sign in
    let row = pixels.map { $0 * sign }
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
      cases[1].figure(columns: ["signs turned", "", "", ""]), spacing: 26,
      sharing: .signed), "paper",
    "Six pixels go through one kernel, through two, and through two with ReLU between them. Below, "
      + "the signs of the pixels are turned: the answers of one kernel and of two turn with them, "
      + "but not the one with ReLU.", alt: "Six pixels, two kernels, without and with ReLU",
    preview: false)
}
lesson.text(
  """
  Without ReLU, [1 0 −1] does both at once, for any row of pixels: [1 −1] and then [1 1] is *one* \
  kernel in two steps. With ReLU between them no kernel does, whatever its weights. To see why, \
  turn the signs of all six pixels. No image has such pixels, but a layer behind the first one meets \
  negative numbers. All products of a kernel then turn their signs, and so does their sum. So a kernel \
  that answers 0 0 1 1 above has to answer 0 0 −1 −1 below; but the two with ReLU answer 1 1 0 0. A \
  bias is no way out: for black all products are zero, and the answer is 0, so the bias would have to \
  be 0 as well.
  """)

lesson.heading("On the seven")
lesson.text(
  """
  The same with two kernels of lesson 1: the left edge, and then the blur, which tells for every \
  place how much left edge is around, on average. A kernel of 3×3 behind a kernel of 3×3 sees 5×5 \
  pixels, so the one in their place must have that size. Each of its weights collects the products \
  of all pairs that meet there:
  """)
lesson.formula(
  """
  one(s, t) = Σ first(a, b) · second(c, d)
              over all a + c = s and b + d = t
  bias      = bias of the first · Σ second(c, d)
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

  let oneBias = bias * blur.joined().reduce(0, +)
  let collapse = Collapse(
    slope: slope, bias: bias, kernels: [leftEdge, blur, one],
    first: [straight, bent],
    second: try [straight, bent].map { try convolve($0, blur, bias: 0, .valid) },
    one: try convolve(seven, one, bias: oneBias, .same))
  for row in one { lesson.print(row.map { $0.fixed(4, signed: true).alignedRight(9) }.joined()) }
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
lesson.text(
  """
  Without ReLU the one is exact up to the rim, because the border comes first (`full`) and nothing \
  is added in between (`valid`): a 5×5 window with a border of two sees the same pixels.
  """)

lesson.heading("How much is cut?")
lesson.text("Back to the trained network: its first convolution has 8 kernels, so it makes 8 maps.")
lesson.predict(
  "what share of a map does ReLU cut? Of all its places, and of those where a window sees ink?")

let cuts = lesson.cell("Cut, and left") {
  let maps = try trained["conv1"]  // [30, 30, 8], before ReLU
  let seesInk = placesWithInk(seven)
  let biases = trained.network["conv1", "bias"]
  let cuts = (0..<maps.shape[2]).map {
    Cut("kernel \($0)", maps.channel($0), bias: biases[$0], seesInk)
  }
  lesson.print(Cut.table(cuts, hand: Cut("left edge", collapse.first[0], bias: bias, seesInk)))
  let before: [Figure] = try cuts.indices.map { k in
    try .activation(trained, "conv1", channel: k, cuts[k].name)
  }
  let after: [Figure] = try cuts.indices.map { k in
    try .activation(trained, "relu1", channel: k)
      .note("cut: \(cuts[k].everywhere.value.percent(0)) of all,")
      .note("\(cuts[k].onInk.value.percent(0)) of what sees ink")
  }
  let rows = [before[..<4], after[..<4], before[4...], after[4...]].map(Array.init)
  // It ends with the largest number that is left, or that would be lost in pale colours.
  let end = try trained["relu1"].scalars.max() ?? 1
  lesson.show(
    .table(
      rows, rows: ["before", "after ReLU", "before", "after ReLU"], sharing: .signed(upTo: end)
    ).cell(6), "cut",
    "The maps of 8 kernels, and below each what ReLU leaves of it, all on one scale; the darkest "
      + "blue stands for all that is lower still, down to \((maps.scalars.min() ?? 0).fixed(2)). "
      + "Under them the share of places that was cut: of all, and of those that see ink.",
    alt: "Eight maps before and after ReLU")
  return cuts
}
lesson.text(Cut.verdict(cuts))

lesson.heading("Several channels, one sum")
lesson.text(
  """
  Each of the second convolution's 16 kernels looks at all 8 maps at once, and makes one map of \
  them. So a kernel is a stack: nine weights for each of the maps, its **channels**. All 72 \
  products go into one sum, with one bias.
  """)
lesson.formula(
  """
  map(i, j) = Σ input(i + a, j + b, c) · kernel(a, b, c) + bias
              over all rows a, columns b and channels c of the kernel
  """)
lesson.text(
  """
  Here it is for one number, the next one on the route that lesson 1 has begun. Each line is the \
  nine products of one channel, added up. Below it is the route up to here: a ReLU that lets a \
  number pass hands it on as it is, so its share is 100 %.
  """)

lesson.cell("One number of conv2, channel by channel") {
  let site = try trained.numberOfTheRoute("conv2").site
  let (i, j, k) = (site.index[0], site.index[1], site.index[2])
  let maps = try trained["relu1"]  // [30, 30, 8]
  let weight = trained.network["conv2", "weight"]  // [3, 3, 8, 16]
  let (rows, columns) = (weight.shape[0], weight.shape[1])
  var terms: [Term] = []
  for c in 0..<maps.shape[2] {
    var sum: Float = 0
    for a in 0..<rows {
      for b in 0..<columns { sum += maps[i + a, j + b, c] * weight[a, b, c, k] }
    }
    terms.append(Term("relu1 map \(c), \(rows * columns) products", [Factor(sum)]))
  }
  terms.append(Term("bias", [trained.factor(try trained.site("conv2", "bias", [k]))]))
  lesson.print(trained.explanation(site, .sum, terms).description + "\n")
  try lesson.printRoute(trained, from: "conv1", to: "relu2")
  lesson.show(
    try channels(of: site, in: trained, terms), "channels",
    "Eight maps with the window on each, what lies under it, and the kernel's nine weights for "
      + "each. All products and the bias add up to one cell of one map.",
    alt: "Eight channels and their sum", preview: false)

  let loudest = (0..<maps.shape[2]).max { abs(terms[$0].value) < abs(terms[$1].value) } ?? 0
  let (map, window, weights) = try channel(loudest, of: site, in: trained)
  var products = Tensor([rows, columns])
  for a in 0..<rows {
    for b in 0..<columns {
      products[a, b] = maps[i + a, j + b, loudest] * weight[a, b, loudest, k]
    }
  }
  let sum = Figure.text("sum \(terms[loudest].value.fixed(4, signed: true))")
  lesson.show(
    .row(
      map.titled("map \(loudest)").cell(5), window.titled("window"), .sign("×"),
      weights.titled("weights"), .sign("="), .column(.map(products, "products"), sum),
      sharing: .signed), "channel",
    "The channel with the largest sum in numbers: what lies under the window, times the weights, "
      + "makes nine products. Added up they are its sum above.",
    alt: "One of the channels in numbers", preview: false)
}

lesson.knobs()

lesson.heading("What goes wrong in practice")
lesson.text(
  """
  - **Left out.** Two convolutions with nothing between them run, and nothing complains that they \
  are one in two steps.
  - **Dead.** A kernel whose bias is too low says no to every image, so after ReLU it says \
  nothing. Training does not wake it up: it changes a weight by what the weight has done to the \
  answer (lesson 8), and the weights of a kernel that never speaks have done nothing, so they are \
  left as they are. Look how often each kernel speaks.
  - **At the end.** The scores of the last layer may be negative, and which is the larger one \
  counts. A ReLU there would make all that are negative equal.
  """)

more(seven, trained, collapse, blur: blur)
lesson.handsOn(try HandOver(little: little, trained, stage: "relu2"))

let bent = lesson.prepare { try trained["relu2"] }
lesson.end(
  """
  **Next:** behind two convolutions and two ReLUs the seven is \(bent.shape[2]) maps of \
  \(bent.shape[0])×\(bent.shape[1]), \(bent.shape.count.grouped) numbers in place of \
  \(seven.shape.count) pixels, and \(bent.scalars.count { $0 > 0 }) of them are above zero. Many numbers, few that matter: which \
  may go? Pooling keeps the strongest of four neighbours, and forgets where it was.
  """)
