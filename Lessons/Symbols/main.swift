import CNN
import Digits
import Figures
import LessonKit
import Models
import Pen
import Pictures
import Printing

// Knobs: try one with `swift run Symbols --try label=A`, or change a line and run it again.

/// What is written step by step: one of the 40 symbols, or "0".
let label: String = knob(
  "label", "4",
  try: [
    "A": "three strokes, two or one",
    ":)": "the eyes are strokes, too: three in all, or four with a face around them",
    "0": "closed, open or with a slash; the network has not learned it",
  ])
/// A symbol of your own, as a path.
let own: String = knob(
  "own", "M 0 .45 L .5 0 L 1 .45 L 1 1 L 0 1 Z",
  try: [
    "M .1 1 L .5 0 L .9 1 M .25 .6 L .75 .6":
      "an A of three strokes: is it an A in all eight hands?",
    "M .5 0 L .5 1 M 0 .5 L 1 .5": "a plus, which the network has never seen",
  ])
/// Whose hands test the network.
let hand: Handwriting = knob(
  "hand", .unseen,
  try: [
    .training: "the hands that it has learned from: how many mistakes are left?",
    .plain: "hands that never tremble, slant or slip: which symbol is still misread?",
  ])
/// Which drawings by these hands test the network.
let seed: UInt64 = knob(
  "seed", 1,
  try: [2: "by how much does the share of correct answers change?", 3: "and now?"])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.symbols, options)
let mine = lesson.prepare {
  try checkKnobs(label: label, own: own, hand: hand)
  return try ownSymbol(own)
}
let symbols = PenSymbol.course

lesson.text(
  """
  Hundreds of people wrote the digits of the lessons. The network of this page reads \(symbols.count) \
  symbols: letters, digits, a smile, a star and others. Nobody has collected these from many people. \
  Here a program draws them, each time differently. A network that learns from its drawings must also \
  read real handwriting. That is measured below.
  """)

lesson.cell("Forty symbols, nobody's hand") {
  let pen = Pen(.training, seed: seed)
  let drawn = symbols.map { symbol in
    Figure.row((0..<4).map { pen.draw(symbol, $0).image(48) }, spacing: 4).titled(symbol.label)
  }
  lesson.print("\(drawn.count) symbols, in the order of the network's answers:")
  lesson.print(symbols.map(\.label).joined(separator: " "))
  lesson.show(
    .montage(drawn, columns: 4, spacing: 16), "symbols",
    "Each symbol, drawn four times. Which could you not read yourself?",
    alt: "forty symbols, four drawings each", preview: false)
}

lesson.heading("A symbol is a line of text")
lesson.text(
  """
  The pen follows paths. (0, 0) is the top left corner of a square, (1, 1) the bottom right one.

  | path | the pen |
  |---|---|
  | `M x y` | goes to (x, y) without drawing |
  | `L x y` | draws a straight line to (x, y) |
  | `~ x y x y …` | draws a smooth line through these places |
  | `O x y r s a t` | draws an arc around (x, y), with the radii r and s, from the angle a, t degrees long |

  `Sources/Pen/PenPath.swift` has the other commands. People write a symbol in several ways. A way \
  with twice the **weight** is drawn twice as often.
  """)
let symbol = lesson.cell("The ways to write one symbol") {
  let symbol = try penSymbol(named: label)
  for (number, way) in symbol.ways.enumerated().prefix(6) {
    let strokes = strokeCount(Pen(.plain).draw(symbol.way(number), number))
    lesson.print(
      "way \(number + 1), weight \(way.weight.fixed(1)), \(strokes): \(way.path.text.oneLine)")
  }
  if symbol.ways.isEmpty { lesson.print("no ways: each time it is another path") }
  if symbol.ways.count > 6 { lesson.print("and \(symbol.ways.count - 6) more ways") }
  let plain = (0..<max(1, symbol.ways.count)).map { number in
    Pen(.plain).draw(symbol.ways.isEmpty ? symbol : symbol.way(number), number).image(64)
      .titled(symbol.ways.isEmpty ? "" : "\(number + 1)")
  }
  lesson.show(
    .montage(plain, columns: min(8, plain.count)), "ways",
    "The plain ways to write \(symbol.label). Which is yours?",
    alt: "the ways to write \(symbol.label)")
  return symbol
}

lesson.heading("From a model to a hand")
lesson.text(
  "Each place of the path is moved a little. Then waves bend the drawing, and it is slanted:")
lesson.formula(
  """
  bent:     x + Σ a · sin(2π(u·x + v·y) + φ), and y in the same way
  slanted:  x − s · (y − middle)
  """)
lesson.text(
  """
  Σ adds up some waves. Each moves a point by at most a. A wave repeats u times \
  across the drawing and v times down it, and begins at φ. The slant is s. These numbers depend only on the seed, the \
  symbol and the drawing's number. So each drawing can be made again.
  """)
lesson.cell("Bent and slanted by hand", isStage: true) {
  let plain = Pen(.plain).draw(symbol.ways.isEmpty ? symbol : symbol.way(0), 0)
  let middle = 140.0  // of the canvas, in pixels
  var (bent, slanted) = (plain, plain)
  for stroke in plain.strokes.indices {
    for point in plain.strokes[stroke].indices {
      let (x, y) = (plain.strokes[stroke][point].x, plain.strokes[stroke][point].y)
      // One wave, from the top to the bottom: the sine of a quarter turn is 1.
      let shift = 16 * sineOfTurns((y - middle) / 200)
      bent.strokes[stroke][point].x = x + shift
      slanted.strokes[stroke][point].x = x + shift - 0.4 * (y - middle)
    }
  }
  let points = plain.strokes.map(\.count).reduce(0, +)
  lesson.print("\(strokeCount(plain)), \(points) points; each moves only sideways")
  lesson.show(
    .row(
      plain.image(200).titled("plain"), .arrow(), bent.image(200).titled("bent"), .arrow(),
      slanted.image(200).titled("bent and slanted")), "byhand",
    "One wave of 16 pixels, then a slant of 0.4.",
    alt: "plain, bent, slanted")
}

lesson.cell("All that happens to a drawing") {
  let steps = handSteps()
  let rows = (0..<3).map { number in
    steps.map { step in Pen(step.hand, seed: seed).draw(symbol, number) }
  }
  lesson.print(
    "the last drawing of the first row: a pen of \(rows[0][5].width.fixed(1)) pixels, "
      + "\(rows[0][5].strokes.map(\.count).reduce(0, +)) points")
  let shown: [[Figure]] = try rows.map { row in
    row.map { $0.image(112) } + [.image(Tensor(try row[5].centred()), of: .image).side(112)]
  }
  lesson.show(
    .table(shown, columns: steps.map(\.title) + ["28×28"]), "steps",
    "Three drawings, one in each row. Each column adds something. In haste, the ends of strokes miss "
      + "their places or get hooks. The last column is centred as MNIST's digits are.",
    alt: "from the model to a hand, step by step", preview: false)
}

lesson.heading("How the network reads them")
lesson.text(
  """
  The network is larger than that of the lessons, and has \(symbols.count) answers. It has learned from 100,000 \
  drawings of `Handwriting.training`. \(testedWith(hand))
  """)
let pairs = [("O", "Q"), ("S", "5"), ("I", "1"), ("Z", "2")]
let names = pairs.map { "\($0.0) and \($0.1)" }
let confused = lesson.predict(
  "Which two symbols are taken for each other most often?", .oneOf(names))
let answers = lesson.cell("4,000 drawings") {
  let data = DataSet.symbols(each: 100, by: Pen(hand, seed: 1000 &+ seed))
  let answers = try Answers(Models.symbols(), data)
  lesson.print(answers.summary)
  lesson.print("most often, of 100 drawings each:")
  for line in answers.confusionLines(12) { lesson.print(line) }
  lesson.show(
    confusions(answers, atMost: 12), "confusions",
    "Which symbols are misread most? Below, the first drawings of each confusion: what was written → "
      + "what was read.", alt: "what is misread, and as what", preview: false)
  return answers
}

let mixUps = lesson.cell("Pairs of similar symbols") {
  for (a, b) in pairs { lesson.print(answers.pair(a, b)) }
  let zeros = DataSet.symbols([PenSymbol.digits[0]], each: 100, by: Pen(hand, seed: 1000 &+ seed))
  let read = try Answers(Models.symbols(), zeros)
  lesson.print("0 is not among the 40. 100 zeros were read as \(read.readings(of: 0))")
  return pairs.map { answers.mixUps($0.0, $0.1) }
}
let most = mixUps.indices.max { mixUps[$0] < mixUps[$1] } ?? 0
lesson.settle(
  confused, .option(names[most]),
  because: """
    Of 200 drawings of the two, \(mixUps[most]) are taken for the other.\
    \(pairs[most].0 == "I" ? " A bare stroke can be either. Only the text around it could tell." : "")
    """,
  mistakes: pairs[most].0 == "O"
    ? [:] : ["O and Q": "The tail of a Q is one more stroke, and kernels find strokes."])
lesson.text("A 0 is not among the \(symbols.count), so the network cannot say it.")

lesson.cell("The worst mistakes") {
  let worst = answers.worst(16)
  if worst.isEmpty { lesson.print("there are none") }
  lesson.show(
    worst.isEmpty ? .text("none") : .montage(worst.map(answers.shown), columns: 8), "worst",
    "The mistakes of which the network was most sure. Which would you have read correctly?",
    alt: "the sixteen worst mistakes", preview: false)
}

lesson.heading("Real hands")
lesson.text(
  """
  Nobody has written letters for this package. But nine of the symbols are digits, and MNIST's test \
  digits were written by people. The network has learned from none of them.
  """)
let people = lesson.predict(
  """
  The network has never seen a digit that a person wrote. Of 100 of MNIST's digits 1 to 9, how many \
  does it read, with all \(symbols.count) answers allowed?
  """, .number)
let real = lesson.cell("MNIST's test digits, 1 to 9") {
  let real = try RealDigits()
  lesson.print(real.summary)
  for line in real.lines { lesson.print(line) }
  lesson.show(
    .montage(real.answers.worst(16).map(real.answers.shown), columns: 8), "real",
    "The misread digits of which the network was most sure. Which could be what it says?",
    alt: "sixteen misread digits by real hands", preview: false)
  return real
}
lesson.settle(
  people, .number((10 * real.rightOf100).rounded() / 10, within: 4),
  because: """
    Most mistakes are letters and signs that look like the digit. If it may only say 1 to 9, it reads \
    \(real.rightOf100AmongNine.fixed(2)) of 100.
    """,
  mistakes: [
    .number(99, within: 0.9):
      "A network that has learned from people's own digits reads that many."
  ])
lesson.text(
  """
  So a program's drawings do teach a network to read people's digits, but less well than people's \
  drawings do. A 5 without its corner is an S to anybody. A few other digits are clear, but written in a way \
  that the pen does not know.
  """)

lesson.heading("Your own symbol")
let readings = ["none of the \(symbols.count)", "the same symbol eight times", "different symbols"]
let unknown = lesson.predict(
  """
  The pen draws the symbol of the knob `own` in eight hands. By default it is a house, which the \
  network has not learned. What does the network say?
  """, .oneOf(readings))
let said = lesson.cell("Your symbol in eight hands") {
  let pen = Pen(.training, seed: seed)
  let shown = try ownAnswers(mine, pen)
  lesson.print("read as: \(shown.map(\.name).joined(separator: ", "))")
  lesson.show(
    .montage(shown.map(\.figure), columns: 8), "own",
    "Eight drawings by the pen, what each was read as, and how probable that was.",
    alt: "a symbol of your own in eight hands", preview: false)
  return shown
}
lesson.settle(
  unknown, .option(readings[Set(said.map(\.name)).count == 1 ? 1 : 2]),
  because: """
    The network has no answer “none of these”, so it must say one of the \(symbols.count). It is more than \
    90 % sure of \(said.count { $0.share > 0.9 }) of the \(said.count). Sure is not the same as right.
    """,
  mistakes: [
    .option(readings[0]): "It has no answer for that. Its probabilities always add up to 1."
  ])

lesson.workItOut(questions())
lesson.knobs()

lesson.more("what goes wrong in practice")
lesson.text(
  """
  - **Tested on its own kind.** Drawings by the same pen show how well the pen was learned. They do \
  not show whether people write like this. Only real handwriting does.
  - **One way too few.** A 4 that is open at the top is not a closed 4 that was bent. No distortion leads \
  from one to the other, so each way must be in the pen.
  - **Too much distortion.** A 7 that is bent far enough is a 1. Do not train with drawings that you \
  cannot read yourself.
  """)

lesson.more("teach it your symbol")
lesson.text(
  """
  Add the symbol with its ways to `Sources/Pen/Shapes.swift`. Train with \
  `swift run TrainModel symbols mine.safetensors`, which takes some minutes. Then replace \
  `Sources/Models/Weights/symbols.safetensors` by that file. Everything else, also this page, finds 41 \
  symbols.
  """)

lesson.end(
  """
  Which symbol do you write in a way that the pen does not know? One line of text can teach it.
  """)
