import CNN
import Explain
import Figures
import LessonKit
import Models
import Notebook
import Printing

// Knobs: try one with `swift run Convolution --try bias=1`, or change a line and run it again.

/// The question: a kernel that has a name, or a grid of your own, of any size.
let kernel: Kernel = knob(
  "kernel", .leftEdge,
  try: [
    .topEdge: "the flat bar has the largest answer",
    .blur: Look("nothing is negative", with: ["bias": "0"]),
    Kernel("mine", asks: "what?", [[-1, 0], [0, 1]]): "a window of 2×2, and a map of 27×27",
  ])
/// Added to every answer.
let bias: Float = knob(
  "bias", -0.5,
  try: [0: "only the sums are left", 1: "what becomes of the black background?"])
/// Whether the window has to stay inside the image, or a border of black lies around it.
let padding: Padding = knob(
  "padding", .valid,
  try: [.same: "the map grows from 26 to 28", .full: "the map grows from 26 to 30"])
/// How many pixels the window moves at a step.
let stride: Int = knob(
  "stride", 1,
  try: [
    2: "the map shrinks to 13, and the example moves to the nearest window",
    3: "the map shrinks to 9",
  ])
/// The pixel under the window's top left corner in the example.
let corner: (row: Int, column: Int) = knob(
  "corner", (row: 13, column: 15),
  try: [(11, 19): "a right edge", (8, 14): "the flat bar: all products cancel"])

let options = ImageLessonOptions.parseOrExit()
let lesson = Lesson(.convolution, options.lesson)
lesson.prepare { try checkKnobs(kernel, bias: bias, stride: stride, corner) }
let own = lesson.prepare { try options.image.map(OwnPicture.init) }

lesson.text(
  """
  A network that reads digits begins with a small question: “is it dark on the left and bright on \
  the right, just here?” Nine multiplications answer it. The network asks it at every place of the \
  image and writes the answers into a grid, the **feature map**. The question is a grid, too: \
  the **kernel**. Its nine numbers are called **weights**.

  Take a pencil and 25 minutes.
  """)

let seven = sevenInNumbers(lesson)

lesson.heading("On paper first")
lesson.text(
  """
  Lay the kernel over a part of the image, the window. Multiply each weight by the pixel under \
  it, and add up the products. Then add the **bias**, the same number at every place. \
  The 4×4 image below is **the little seven**. A 2×2 kernel fits inside it at 3×3 places; `valid` means: only inside.
  """)
lesson.formula(
  """
  map(i, j) = Σ image(i + a, j + b) · kernel(a, b) + bias
              Σ: add this up for each row a and each column b of the kernel
  """)
let onPaper = lesson.predict(
  """
  look at these numbers.

  ```text
  image          kernel      bias
  1  1  1  1     −1  1       −1
  0  0  0  1      2  0
  0  0  1  0
  0  ½  0  0
  ```

  Which number stands in row 2, column 2 of the map? Count rows and columns from 0.
  """, .number)

let little = lesson.cell("An image of 4×4, a kernel of 2×2", isStage: true) {
  let image = Tensor(rows: [[1, 1, 1, 1], [0, 0, 0, 1], [0, 0, 1, 0], [0, 0.5, 0, 0]])
  let weights: [[Float]] = [[-1, 1], [2, 0]]
  var map = Tensor([3, 3, 1])
  for i in 0..<3 {
    for j in 0..<3 {
      var sum: Float = -1  // the bias
      for a in 0..<2 {
        for b in 0..<2 { sum += image[i + a, j + b, 0] * weights[a][b] }
      }
      map[i, j, 0] = sum
    }
  }
  lesson.print("map(1,2) = 0·−1 + 1·1 + 1·2 + 0·0 − 1 = \(map[1, 2, 0].fixed(0))")
  lesson.show(
    .row(
      .image(image, "image").marking(.window(1, 2, 2, 2)), .sign("×"),
      .map(Tensor(rows: weights), "kernel"), .sign("+"), .map(Tensor([1], [-1]), "bias"),
      .sign("="), .map(map, "map").marking(.cell(1, 2)), sharing: .signed
    ).cell(54), "paper",
    "The framed window makes the framed number, map(1,2). Check one more of the nine.",
    alt: "The paper example: a window, a kernel, a map", preview: false)
  return map
}
lesson.settle(
  onPaper, .number(Double(little[2, 2, 0])),
  because: "The only pixel that is not black lies under the −1: 1 · (−1). With the bias it is −2.",
  mistakes: [-1: "The bias is missing."])

lesson.prepare {
  lesson.interactive(
    "little-seven", "The little seven, live: the convolution",
    """
    Change a pixel, a weight or the bias. Choose the image *one white pixel*: what does the map \
    show? Choose *flat grey* and change the weights until only the bias is left.
    """,
    data: ["part": "convolution", "image": JSON(LittleSeven.image)],
    networks: ["little": try LittleSeven.network()])
}

lesson.heading("On the seven")
lesson.text(
  """
  The kernel is now **\(kernel.name)**, with a bias of \(bias.fixed(2, signed: true)). It asks: \
  “\(kernel.question)”
  """)
lesson.formula(kernel.text)
lesson.text(
  """
  Here is one answer. `conv1(r,c)` is row r, column c of the map. `in(r,c)` is a pixel. \
  Neighbouring black pixels share a line; the last checks the rounding.
  """)

let layer = lesson.cell("The question at one place") {
  let layer = try Convolution(
    weights: kernel.weights, bias: bias, stride: Size(stride, stride), padding: padding)
  let network = try Network(input: seven.shape, seed: 1, [layer])
  let place = try mapPlace(of: corner, layer, on: seven.shape, lesson)
  // The core can say of each of its numbers where it came from.
  let answer = try network.site("conv1", [place.row, place.column, 0])
  lesson.print(try network.trace(seven).explain(answer).description)
  lesson.explains(by: try network.trace(seven))
  return layer
}

let lowest = lesson.predict(
  "on which side of the stroke will the **lowest** number of the map stand?", .oneOf(Side.options))

let map = lesson.cell("The same question everywhere", isStage: true) {
  let (rows, columns) = layer.axes(for: seven.shape)
  func pixel(_ row: Int, _ column: Int) -> Float {  // outside of the image it is black
    let isInside = (0..<rows.input).contains(row) && (0..<columns.input).contains(column)
    return isInside ? seven[row, column, 0] : 0
  }
  var map = Tensor([rows.output, columns.output, 1])
  for i in 0..<rows.output {
    for j in 0..<columns.output {
      var sum = bias
      for a in 0..<layer.size.rows {
        for b in 0..<layer.size.columns {
          let (row, column) = (i * stride - rows.before + a, j * stride - columns.before + b)
          sum += pixel(row, column) * kernel.weights[a][b]
        }
      }
      map[i, j, 0] = sum
    }
  }
  let answers = AnswersOnImage(map, rows, columns)
  lesson.print("map: \(rows.output)×\(columns.output), answers from \(range(map))")
  lesson.print("the largest answer, \(answers.largest)\nthe lowest answer, \(answers.lowest)")

  let fast = try Network(input: seven.shape, seed: 1, [layer]).trace(seven).output
  let difference = zip(map.scalars, fast.scalars).map { abs($0 - $1) }.max() ?? 0
  lesson.print(
    "largest difference from the package's own, fast convolution: \(difference.asDifference)")
  lesson.show(
    .row(
      .image(seven, "the seven", of: .activation("in", channel: 0)), .arrow(),
      .map(map, kernel.name, of: .activation("conv1", channel: 0)).key(.bar)
    ).cell(11), "map", answers.colours, alt: "The seven and its feature map")
  return map
}
let side = Side(ofLowest: map, layer, on: seven)
lesson.settle(
  lowest, .option(side.rawValue), because: "\(side.reason(for: kernel))",
  mistakes: side == .black
    ? [:] : ["on plain black": "There no bright pixel meets a negative weight."])

let plain = lesson.predict(
  """
  which number comes out where the window sees only black (0), and which for only white (1)? The bias is \(bias.fixed(2, signed: true)).
  """, .numbers(2))

inkAndNothing(lesson, seven, layer, kernel, map, at: corner)
let allWhite = kernel.weights.joined().reduce(0, +)
lesson.settle(
  plain, .numbers([Double(bias), Double(bias + allWhite)], within: 0.01),
  because: """
    Black makes every product 0. White makes every product its weight, and the weights add up to \
    \(Answer.number(Double(allWhite)).written).\
    \(abs(allWhite) < 1e-6 ? " So this kernel measures *differences*, not brightness." : "")
    """,
  mistakes: kernel.weights == Kernel.leftEdge.weights && bias != 0
    ? [
      [0, 0]: "The bias is added everywhere.",
      .numbers([Double(bias), Double(bias) + 3]): "The weights of −1 see white, too.",
    ] : [:])
lesson.text(meaning(ofBias: bias) + whatIsSeen(by: kernel))
greyToTouch(lesson, seven, kernel, bias: bias)

lesson.heading("At the rim of the image")
lesson.text(
  """
  At the rim a window would reach outside. A black border, the `padding`, makes room.

  \(bordersTable(on: seven.shape, size: 3))
  """)
borders(lesson, seven, kernel, bias: bias)

let borrowed = lesson.prepare { try Models.walkthrough().trace(seven) }
lesson.heading("Eight kernels that nobody made")
lesson.text(
  """
  The lessons share one network. It has learned to read digits (lesson 9). The lessons follow \
  **the route**, one of very many chains of numbers through this network. The first convolution, conv1, has \
  eight kernels, each with its own bias, and makes eight maps. The border is `full`: as the window \
  moves, each weight meets each pixel once.
  """)
borrowedKernels(lesson, borrowed)
let weights = borrowed.network["conv1", "weight"]
lesson.text(
  """
  By their weights, kernel \(closest(in: weights, to: .leftEdge)) comes closest to a left edge, \
  kernel \(closest(in: weights, to: .topEdge)) to a top edge. Draw a digit in the [drawing pad](../11-DrawingPad/README.md): \
  `swift run --traits Web DrawingPad`.
  """)

lesson.heading("Several channels, one sum")
let shape = borrowed.network["conv2", "weight"].shape  // [3, 3, 8, 16]
lesson.text(
  """
  The second convolution has \(shape[3]) kernels. Each reads all \(shape[2]) maps, its **channels**, \
  with a slice of weights for each: \(shape[0])·\(shape[1])·\(shape[2]) = \
  \(shape[0] * shape[1] * shape[2]) weights. All products go into one sum, with one bias. So each \
  kernel makes one map. A small example:
  """)
twoChannels(lesson)
channelsToTouch(lesson)
lesson.text(
  """
  A number of the second convolution reads 3×3 places of each map before it. Each place has seen 3×3 \
  pixels. Together these are 5×5 pixels, the number's **receptive field**.
  """)
receptiveField(lesson, seven)
lesson.text("It would see 7×7 pixels.")

lesson.workItOut(questions(lesson))
onePixelToTouch(lesson)

lesson.knobs()
if let own { gallery(lesson, of: own, kernel, bias: bias) }

lesson.more("what goes wrong in practice")
lesson.text(
  """
  - **Sizes.** Each `valid` convolution with a kernel of 3 makes the map two pixels smaller: 28, \
  26, 24. A layer that was written for 28 then refuses 24. A kernel larger than its image fits \
  nowhere and is refused, too.
  - **Units.** A network has learned on pixels from 0 to 1. Feed it 0 to 255, and each product is \
  255 times as large, but not the bias. The network does not complain. It is just wrong.
  - **Negatives.** Black ink on white paper is the opposite of the digits here. Left edges become right \
  edges. Look at the numbers of your image before you suspect the kernel.
  - **Turned kernels.** Code from a book on signal processing turns the kernel by 180°; see below.
  """)

lesson.more("borders, strides, and the sizes of maps")
lesson.text(
  """
  A window may move more than one pixel at a step. The length of the step is the **stride**. A larger \
  stride makes the map smaller and coarser.

  A window of k pixels with a stride of s has ⌊(n + p − k) / s⌋ + 1 places along n pixels. Here p is \
  the border on both sides together, and ⌊ ⌋ rounds down: no window looks at what is left at the end. \
  With `valid`, p is 0; with `full`, it is 2·(k − 1). With `same`, p makes the map n / s long, rounded up. \
  If p is odd, the larger half lies below and on the right. With `full`, the window of the map's row i \
  ends at row i of the image. So the map is larger than the image, and shifted against it.

  Each further kernel of 3 makes the receptive field two pixels higher and wider. One kernel sees 3×3 \
  pixels, two see 5×5, three see 7×7.
  """)
sizes(lesson, along: seven.shape[0])

lesson.more("seven kernels made by hand")
gallery(lesson, on: seven)

lesson.more("the route, one thread through the lessons")
lesson.text(
  """
  Each lesson ends with the numbers that it hands on. Some belong to the little seven, the 4×4 image \
  from the paper example. It has a small network of its own. One belongs to **the route**, a chain of \
  numbers through the large network. The route starts at the last layer, at the number that speaks \
  for a 7, its *score*. The score is a sum, and the route goes to its largest term. This term comes \
  from another sum, and so on, down to a pixel. The route is one of very many and decides nothing. \
  It is only a thread: you meet the same names in each lesson.
  """)
theRoute(lesson, borrowed)

lesson.more("turned kernels")
lesson.text(
  """
  In mathematics a convolution first turns the kernel by 180° and then slides it. Without the turn it is \
  called a *cross-correlation*. PyTorch, TensorFlow and JAX leave the turn out and still say \
  convolution, and so do we. Theano, which many early courses used, turns the kernel. A network that learns \
  its kernels does not care: it would learn them turned. But a kernel from a book gives another map \
  in code that turns it silently.
  """)
turned(lesson, kernel, bias: bias, on: seven)

lesson.handsOn(try HandOver(little: little, borrowed, stage: "conv1"))

lesson.end(
  """
  **Next:** at a right edge, the kernel for left edges says “no, the opposite”. What does a network do with a \
  negative answer?
  """)
