import CNN
import Digits
import Explain
import Figures
import LessonKit
import Models
import Printing

// Knobs: try one with `swift run Convolution --try bias=1`, or change a line and run it again.

/// The question: a kernel that has a name, or a grid of your own, of any size.
let kernel: Kernel = knob(
  "kernel", .leftEdge,
  try: [
    .topEdge: "the flat bar answers loudest",
    .blur: Look("nothing is negative", with: ["bias": "0"]),
    Kernel("mine", asks: "what?", [[-1, 0], [0, 1]]): "a window of 2×2, and a map of 27×27",
  ])
/// Added to every answer.
let bias: Float = knob(
  "bias", -0.5,
  try: [0: "only the sums are left", 1: "what becomes of the black"])
/// Whether the window has to stay inside the image, or a border of black is laid around it.
let padding: Padding = knob(
  "padding", .valid,
  try: [.same: "the map grows from 26 to 28", .full: "the map grows from 26 to 30"])
/// How many pixels the window moves at a step.
let stride: Int = knob(
  "stride", 1,
  try: [
    2: "the map shrinks to 13, and the example moves to the nearest place",
    3: "the map shrinks to 9",
  ])
/// The pixel under the window's top left corner in the example.
let corner: (row: Int, column: Int) = knob(
  "corner", (row: 13, column: 15),
  try: [(11, 19): "a right edge", (8, 14): "left and right are alike"])

let options = ImageLessonOptions.parseOrExit()
let lesson = Lesson(.convolution, options.lesson)
lesson.prepare { try checkKnobs() }
let own = lesson.prepare { try options.image.map(OwnPicture.init) }

lesson.text(
  """
  A network that reads digits does not begin with digits. It begins with a question so small \
  that nine multiplications answer it, such as “is it dark on the left and bright on the right, \
  just here?” It asks this at every place of the image and writes the answers into a grid, the \
  **feature map**. The question itself is a small grid of numbers too, the **kernel**, and its \
  numbers are called **weights**. That is all that a convolution is: one window, one question, \
  everywhere.
  """)

let seven = lesson.cell("An image is a grid of numbers") {
  let seven = try MNIST.seven()
  let (rows, columns) = (11..<19, 12..<20)
  lesson.print("the seven: 28 rows, 28 columns, one grey from 0 (black) to 1 (white) for each")
  lesson.print(
    "rows \(rows.lowerBound) to 18, columns \(columns.lowerBound) to 19, counted from 0:")
  for row in rows {
    lesson.print(columns.map { seven[row, $0, 0].fixed(1).alignedRight(4) }.joined())
  }
  let image = Figure.image(seven, "the seven", of: .activation("in", channel: 0)).cell(11)
  let numbers = Figure.image(
    part(of: seven, rows: rows, columns: columns), "the framed part",
    of: .activation("in", channel: 0, row: rows.lowerBound, column: columns.lowerBound))
  let names = (rows: rows.map { "\($0)" }, columns: columns.map { "\($0)" })
  lesson.show(
    .row(
      image.marking(.window(rows: rows, columns: columns)).key(.bar),
      numbers.values(1).names(
        rows: names.rows, columns: names.columns, rowTitle: "row", columnTitle: "column"),
      spacing: 40), "seven",
    "The seven, and its framed part as the numbers that it is (a plain 0 is exactly black). You "
      + "will see it again.", alt: "The seven and a part of it in numbers")
  return seven
}

lesson.heading("On paper first")
lesson.text(
  """
  To answer at one place, lay the kernel over the image, multiply each weight by the pixel under \
  it, and add up the products. Then add one more number, the **bias**, the same at every place.
  """)
lesson.formula(
  """
  map(i, j) = Σ image(i + a, j + b) · kernel(a, b) + bias
              over all rows a and columns b of the kernel
  """)

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
    "The framed window, times the kernel, plus the bias, makes the framed number of the map: row 1, "
      + "column 2, counted from 0. Work out one of the others yourself.",
    alt: "The paper example: a window, a kernel, a map", preview: false)
  return map
}

lesson.heading("On the seven")
lesson.text("The kernel now is **\(kernel.name)**. It asks: “\(kernel.question)”")
lesson.formula(kernel.text)
lesson.text(
  """
  Here is its answer at one place, as the program itself explains it. `conv1(r,c)` is row r, \
  column c of the map (conv1 is the name of the first convolution), `in(r,c)` a pixel of the \
  image: its grey from 0 to 255 as it is in the file, then the same from 0 to 1 times the weight \
  that lies on it. Black pixels add nothing; of many terms the small ones are taken together as \
  others. The last line says how far the printed decimals, added up, are from the number that the \
  program holds.
  """)

let layer = lesson.cell("The question at one place") {
  let layer = try Convolution(
    weights: kernel.weights, bias: bias, stride: Size(stride, stride), padding: padding)
  let network = try Network(input: seven.shape, seed: 1, [layer])
  let place = try mapPlace(of: corner, layer, on: seven.shape)
  // The core can say of each of its numbers where it came from.
  let answer = try network.site("conv1", [place.row, place.column, 0])
  lesson.print(try network.trace(seven).explain(answer).description)
  return layer
}

lesson.predict(
  """
  the seven is a bright stroke on black. Where on it will this kernel answer with a large \
  number, where with a negative one if at all, and what does it say inside the flat top bar?
  """)

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
  lesson.print("map: \(rows.output)×\(columns.output), answers from \(range(map))")
  lesson.print(loudest(map, rows, columns))

  let fast = try Network(input: seven.shape, seed: 1, [layer]).trace(seven).output
  let difference = zip(map.scalars, fast.scalars).map { abs($0 - $1) }.max() ?? 0
  lesson.print(
    "largest difference from the package's own, fast convolution: \(difference.asDifference)")
  lesson.show(
    .row(
      .image(seven, "the seven", of: .activation("in", channel: 0)), .arrow(),
      .map(map, kernel.name, of: .activation("conv1", channel: 0)).key(.bar)
    ).cell(11), "map",
    "The feature map: \(colors(of: map, bias: bias))", alt: "The seven and its feature map")
  return map
}
lesson.text(whatIsSeen(by: kernel))

lesson.predict("most of the image is black. What comes out where the window sees only black?")

lesson.cell("Ink, and nothing") {
  let (rows, columns) = layer.axes(for: seven.shape)
  var black: [(row: Int, column: Int)] = []
  for i in 0..<rows.output {
    for j in 0..<columns.output {
      let window = rows.window(at: i).clamped(to: 0..<rows.input)
      let side = columns.window(at: j).clamped(to: 0..<columns.input)
      if window.allSatisfy({ row in side.allSatisfy { seven[row, $0, 0] == 0 } }) {
        black.append((i, j))
      }
    }
  }
  let answers = Set(black.map { map[$0.row, $0.column, 0].fixed(4, signed: true) })
  lesson.print("windows that see only black: \(black.count) of \(map.scalars.count)")
  lesson.print("their answers: \(answers.sorted().joined(separator: ", "))")

  let example = try mapPlace(of: corner, layer, on: seven.shape)
  let places =
    [inkExample(example, black, map, bias: bias)] + blackExample(black, rows, columns)
  lesson.show(
    .table(
      places.map { windowRow(seven, layer, map, at: $0) }, columns: windowColumns,
      sharing: .signed), "window",
    "What lies under the framed window, times the weights; the products, added up, and the bias "
      + "make the framed cell of the map. Below, all is black, and nothing but the bias is left. "
      + "Weights, products and maps share one scale.",
    alt: "A window on the seven, its sum, and the map", preview: false)
}
lesson.text(
  "Every product with black is zero, so their sum is zero, and what comes out is the **bias**.")
lesson.text(meaning(ofBias: bias))

lesson.heading("Edges of the image, and steps")
lesson.text(
  """
  A window that has to stay inside the image (`valid`) has only 26 places along 28 pixels if it \
  is 3 wide, and the pixels at the rim are seen less often than the others. So a border of black \
  may be laid around the image. For a window of 3: one pixel wide, and the map is as large as the \
  image (`same`); two, and every place counts where window and image still touch (`full`). For a \
  window of k these are (k − 1) / 2, an odd one below and on the right, and k − 1. And the window may \
  move more than one pixel at a step, its **stride**: the map gets smaller, and coarser.
  """)

let borrowed = lesson.prepare { try Models.walkthrough().trace(seven) }
borrowedKernels(borrowed)

lesson.knobs()
if let own { gallery(of: own, kernel, bias: bias) }

lesson.heading("What goes wrong in practice")
lesson.text(
  """
  - **Sizes.** Each `valid` convolution with a kernel of 3 takes two pixels: 28, 26, 24. A layer \
  that was written for 28 then refuses 24. A kernel that is larger than its image has no place \
  at all, and is refused too.
  - **Units.** Feed the same image as 0…255 where a network has learned on 0…1, and each \
  product is 255 times as large, but not the bias. The network does not complain, it is just wrong.
  - **Negatives.** Black ink on white paper is the opposite of what MNIST holds: left edges become \
  right edges. Look at the numbers of your image before you blame the kernel.
  - **Turned kernels**, see below: code from a signal processing book turns the kernel around.
  """)

more(on: seven, kernel, bias: bias, borrowed)
lesson.handsOn(try HandOver(little: little, borrowed, stage: "conv1"))

lesson.end(
  """
  **Next:** with an edge, half of what the window finds is blue: “no, the opposite”. What is a \
  network to do with a negative answer? What follows each convolution, ReLU, has a short way with it.
  """)
