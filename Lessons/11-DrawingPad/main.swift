import CNN
import Digits
import Figures
import Foundation
import LessonKit
import Models
import Pen
import Pictures
import Printing

// Knobs: try one with `swift run DrawingPad --try pen=60`, or change a line and run it again.

/// The pen's width, in pixels of the pad, which has 280×280.
let pen: Double = knob(
  "pen", 20,
  try: [
    6: "how wide is the line, without centring and with it?",
    60: "a stroke eight pixels thick: is it still a 7, without centring and with it?",
  ])
/// Where the drawing begins on the pad, in pixels from the left and from the top.
let start: (x: Double, y: Double) = knob(
  "start", (x: 22, y: 14),
  try: [
    (84, 63): "in the middle of the pad: what is it now, without centring and with it?"
  ])
/// The size of the drawing; at 1 it is about half as high as the pad.
let size: Double = knob(
  "size", 0.7,
  try: [
    0.4: "centred, its line is five pixels thick instead of three: is it still a 7?",
    1.6: "nearly as large as the pad: does it still need centring?",
  ])
/// The network that reads the drawing.
let model: String = knob(
  "model", "walkthrough",
  try: ["course": "a network with four times as many weights: does it need centring less?"])

let options = PadLessonOptions.parseOrExit()
#if Web
  if !options.isLesson { await serveOrExit(options) }
#else
  if options.wantsToServe { sayHowToServe() }
#endif
let lesson = Lesson(.drawingPad, options.lesson)
let network = lesson.prepare {
  try checkKnobs(pen: pen, size: size, start: start)
  return try namedModel(model)
}
lesson.takesOver(try handOverFromClassification())

lesson.text(
  """
  Now you draw: anywhere, large or small. MNIST's digits all entered in \
  one way: cut out, fitted into 20×20 pixels, and placed in 28×28. The network has seen nothing else.
  """)

lesson.heading("A drawing")
let drawing = lesson.cell("Two strokes on a pad of 280×280") {
  let (right, down) = (110 * size, 150 * size)
  let bar = [(0.0, 0.02), (0.35, 0), (0.7, 0.01), (1, 0)]
  let leg = [(1.0, 0.0), (0.85, 0.3), (0.66, 0.62), (0.5, 1)]
  let strokes = [bar, leg].map { stroke in
    stroke.map { PenDrawing.Point(x: start.x + $0.0 * right, y: start.y + $0.1 * down) }
  }
  let picture = PenDrawing(strokes: strokes, width: pen).picture
  let inked = picture.pixels.count { $0 > 0 }
  lesson.print("\(picture.width)×\(picture.height) pixels, \(inked.grouped) of them inked")
  return picture
}
let uncentred = lesson.cell("Without centring: every 10×10 pixels become one") {
  var image = Tensor([28, 28, 1])
  for h in 0..<28 {
    for w in 0..<28 {
      var sum = 0
      for y in 10 * h..<10 * h + 10 { for x in 10 * w..<10 * w + 10 { sum += Int(drawing[x, y]) } }
      image[h, w, 0] = Float(sum) / 100 / 255
    }
  }
  lesson.print("the line is now \((pen / 10).fixed(1)) pixels wide")
  let guess = try Guess(network, image)
  lesson.print("without centring, the network says \(guess.inWords)")
  lesson.show(
    .row(
      .image(Tensor(drawing), "the pad, 280×280").side(224), .arrow("every 10×10"),
      .image(image, "without centring, 28×28").cell(8)), "drawing",
    "Would you read it?", alt: "the drawing", preview: false)
  return (image: image, answer: guess)
}
let need = lesson.predict(
  """
  The drawing is \(position(size: size, start: start)). What does it need to be read as a 7? (The \
  answer comes after the four steps.)
  """, .oneOf(Need.allCases.map(\.rawValue)))

lesson.heading("Four steps")
let box = lesson.cell("1. Find the ink") {
  var (rows, columns) = ([Int](), [Int]())
  for y in 0..<280 {
    for x in 0..<280 where drawing[x, y] > 0 {
      rows.append(y)
      columns.append(x)
    }
  }
  guard let top = rows.min(), let bottom = rows.max(), let left = columns.min(),
    let right = columns.max()
  else { throw KnobError("start, size: all of the drawing lies beside the pad") }
  lesson.print("rows \(top) to \(bottom), columns \(left) to \(right)")
  return (rows: top..<bottom + 1, columns: left..<right + 1)
}
let scaled = lesson.cell("2. Fit it into 20×20") {
  // The longer side becomes 20, the other keeps its proportion.
  let longer = Double(max(box.rows.count, box.columns.count))
  let height = max(1, Int((20 * Double(box.rows.count) / longer).rounded()))
  let width = max(1, Int((20 * Double(box.columns.count) / longer).rounded()))
  lesson.print("\(box.rows.count)×\(box.columns.count) pixels become \(height)×\(width)")
  lesson.print("the line is now \((20 * pen / longer).fixed(1)) pixels wide")
  lesson.print("a line of MNIST's digits is about \(try lineWidthOfMNIST().fixed(1)) pixels wide")

  // Each new pixel is the mean of those that it covers, each weighted by the covered share.
  func shares(_ pixel: Int, of count: Int, in range: Range<Int>) -> [(place: Int, share: Double)] {
    let side = Double(range.count) / Double(count)
    let (from, to) = (Double(pixel) * side, Double(pixel + 1) * side)
    return range.indices.compactMap { place in
      let n = Double(place - range.lowerBound)
      let share = min(to, n + 1) - max(from, n)
      return share > 1e-9 ? (place, share / side) : nil
    }
  }
  var scaled = GreyPicture(width: width, height: height, fill: 0)
  for h in 0..<height {
    for w in 0..<width {
      var mean = 0.0
      for y in shares(h, of: height, in: box.rows) {
        for x in shares(w, of: width, in: box.columns) {
          mean += Double(drawing[x.place, y.place]) * y.share * x.share
        }
      }
      scaled[w, h] = UInt8(mean.rounded())
    }
  }
  return scaled
}
lesson.text("The drawing is placed by its **centre of mass**, the mean place of its ink:")
lesson.formula(
  """
  row    = Σ h · pixel(h, w) / Σ pixel(h, w)
  column = Σ w · pixel(h, w) / Σ pixel(h, w)

  on paper, one row [0, 0, 1, 3]:  (2·1 + 3·3) / (1 + 3) = 11 / 4 = 2.75
  """)
let middle = (Double(scaled.height - 1) / 2, Double(scaled.width - 1) / 2)
let mass = lesson.predict(
  """
  The box around this 7 has its middle in row \(middle.0.fixed(1)), column \(middle.1.fixed(1)). Where, \
  roughly, is the centre of mass? (row, column)
  """, .numbers(2))
let centre = lesson.cell("3. Its centre of mass", isStage: true) {
  var (mass, rows, columns) = (0, 0, 0)
  for h in 0..<scaled.height {
    for w in 0..<scaled.width {
      mass += Int(scaled[w, h])
      rows += h * Int(scaled[w, h])
      columns += w * Int(scaled[w, h])
    }
  }
  guard mass > 0 else { throw KnobError("start, size: too little of the drawing lies on the pad") }
  let centre = (row: Double(rows) / Double(mass), column: Double(columns) / Double(mass))
  lesson.print("row \(rows.grouped) / \(mass.grouped) = \(centre.row.fixed(2))")
  lesson.print("column \(columns.grouped) / \(mass.grouped) = \(centre.column.fixed(2))")
  return centre
}
lesson.settle(
  mass,
  .numbers(
    [centre.row, centre.column].map { (10 * $0).rounded() / 10 }, within: 1.5),
  because:
    "The bar is at the top, and the leg begins at the right.",
  mistakes: [
    .numbers([middle.0, middle.1], within: 0.2):
      "Black pixels do not count."
  ])
lesson.text(
  """
  Of 28 rows or columns, 13 and 14 are nearest to the middle. MNIST takes 14.
  """)
let centred = lesson.cell("4. Move its centre of mass to (14, 14)", isStage: true) {
  // By whole pixels, and so that all of it stays inside.
  let (top, left) = (Int((14 - centre.row).rounded()), Int((14 - centre.column).rounded()))
  let image = scaled.placed(row: top, column: left)
  let theirs = try CentredDrawing(drawing)
  let difference = zip(image.scalars, theirs.image.scalars).map { abs($0 - $1) }.max() ?? 0
  let entry = (image: image, answer: try Guess(network, image))
  lesson.print("its first row is \(top), its first column \(left)")
  lesson.print("largest difference from the pad's own centring: \(difference.fixed(4))")
  // The pad also corrects light, thick lines and faint ink.
  for step in theirs.steps { lesson.print("the pad does more: \(step)") }
  lesson.print("centred, the network says \(entry.answer.inWords)")
  lesson.show(
    entering(drawing, box, scaled, centre, centred: entry, uncentred: uncentred), "entering",
    "Compare the two images at the right. The ring is the centre of mass.",
    alt: "how a drawing enters")
  return entry
}
lesson.text(comparison(uncentred.answer, centred.answer))
let (moved, resized) = lesson.cell("Only moved, only resized") {
  let (down, right) = way(toCentreOf: drawing)
  let moved = try Guess(network, uncentred.image.moved(down: down, right: right))
  let place = (row: box.rows.lowerBound / 10, column: box.columns.lowerBound / 10)
  let resized = try Guess(network, scaled.placed(row: place.row, column: place.column))
  lesson.print("only moved, it is a \(moved.inWords)")
  lesson.print("only resized, it is a \(resized.inWords)")
  return (moved.digit, resized.digit)
}
let needed = Need(
  uncentred: uncentred.answer.digit, moved: moved, resized: resized, centred: centred.answer.digit)
lesson.settle(
  need, .option(needed.rawValue),
  because: uncentred.answer.digit == 7
    ? "Without any change it is read as a 7 already."
    : "The dense layer has a weight for each place. It has learned these weights from centred digits.",
  mistakes: needed.mistakes(moved: moved, resized: resized))
placeToTouch(lesson, drawing, network)

lesson.heading("Does that hold for other digits?")
let outcomes = [
  "nearly as many as straight from MNIST", "clearly fewer: small drawings lose details",
  "clearly fewer: the network has never seen small digits",
]
let small = lesson.predict(
  """
  We draw \(sample) test digits on the pad, small (40 % of its side), each at a random place. How many \
  are read after centring?
  """, .oneOf(outcomes))
let entered = lesson.cell("\(sample) test digits, drawn on the pad") {
  let entered = try drawnDigits(network)
  lesson.print("read by a network of \(network.parameterCount.grouped) weights")
  for (name, right) in entered.rows {
    lesson.print(
      name.alignedLeft(34) + "\(right)".alignedRight(5)
        + (Double(right) / Double(sample)).percent().alignedRight(9))
  }
  lesson.print(
    "misread straight from MNIST: \(sample - entered.direct); \(entered.misreadBoth) of these are "
      + "misread small and centred, too")
  let pads: [Figure] = entered.some.map { .image(Tensor($0.pad)) }
  let read: [[Figure]] = try [entered.some.map(\.uncentred), entered.some.map(\.centred)].map {
    try $0.map { .image(Tensor($0)).note("says \(try Guess(network, Tensor($0)).digit)") }
  }
  lesson.show(
    .table(
      [pads] + read, rows: ["on the pad", "without centring", "centred"],
      columns: entered.some.map { "label \($0.label)" }
    ).side(140), "small",
    "Four of the small ones. Which would you read without centring?",
    alt: "drawn small", preview: false)
  return entered
}
lesson.settle(
  small, .option(outcomes[entered.isNothingLost ? 0 : 1]), because: "\(entered.inWords)",
  mistakes: entered.isNothingLost
    ? [
      .option(outcomes[1]): "A small drawing has 112 pixels a side; the network sees 28.",
      .option(outcomes[2]): "It sees none here: the four steps have resized them.",
    ] : [:])

penToTouch(lesson, network)

lesson.heading("The pad")
lesson.formula("swift run --traits Web DrawingPad")
lesson.text(
  """
  Open the printed address, and draw. Another, larger network answers: `pad-digits`. Choose any \
  pixel to see how it was computed. Turn **Centring** off. Draw a house: how sure is the network?
  """)
nonsenseToTouch(lesson, network)
lesson.cell("What it looks like") {
  for (name, caption) in [
    ("pad", "Which two of the four steps does the pad count as one?"),
    ("arithmetic", "A pixel, its receptive field, and its sum."),
  ] {
    let file = Bundle.module.bundleURL.appending(path: "Screenshots/\(name).png")
    lesson.show(
      try Picture(contentsOf: file.path(percentEncoded: false)), name, caption, preview: false)
  }
}

lesson.workItOut(lesson.prepare { try questions() })
lesson.knobs()

lesson.more("what goes wrong in practice")
lesson.text(
  """
  - **Trained on one kind of image, used on another.** This is the most common reason why a network with 99 % \
  on its test digits fails on yours. All images must enter by the same code.
  - **Two centrings that differ a little.** One is in the page, another in the training script. \
  Nobody notices, and some answers are wrong. Here the pad, pictures of your own and the tests share one function.
  - **It has to answer something.** Draw a house: it will be one of ten digits. A blank drawing is \
  stopped before it gets to the network; a house is not.
  - **Upside down, dark on light, very thin.** The training digits were none of these. The pad \
  inverts dark on light, and tells ink from shadow. But a 6 upside down is a 9.
  - **Centring can hurt, too.** A dot that belongs to nothing makes the box larger. Specks far smaller \
  than the drawing are left out; a slip of the pen is not.
  """)

padFiles(lesson)
ownSymbols(lesson)
requests(lesson)
deployment(lesson)
lesson.handsOn(HandOver(work: try Models.walkthrough()))
lesson.end(
  """
  **Next:** while the pen moves, an answer must come within milliseconds. Lesson 12 makes it fast.
  """)
