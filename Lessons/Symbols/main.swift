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
    "A": "three strokes or two",
    ":)": "the eyes are strokes, too: it has three, or four with a face around it",
    "0": "four ways, one of them with a slash; the network has not learned it",
  ])
/// A symbol of your own, as a path.
let own: String = knob(
  "own", "M 0 .45 L .5 0 L 1 .45 L 1 1 L 0 1 Z",
  try: [
    "M .1 1 L .5 0 L .9 1 M .25 .6 L .75 .6":
      "an A that is none of the pen's, and in all hands it is read as an A",
    "M .5 0 L .5 1 M 0 .5 L 1 .5": "a plus: the network knows none, and says 4 or 5star",
  ])
/// By whom the network is tested.
let hand: Handwriting = knob(
  "hand", .unseen,
  try: [
    .training: "hands like those that it has learned from, and a quarter of the mistakes",
    .plain: "hands that never tremble, slant or slip: what is misread is nearly all an I",
  ])
/// Which drawings it is tested with.
let seed: UInt64 = knob(
  "seed", 1,
  try: [2: "the share right moves by a fifth of a point", 3: "and now by a twentieth"])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.symbols, options)
let mine = lesson.prepare {
  try checkKnobs()
  return try ownSymbol(own)
}
let symbols = PenSymbol.course

lesson.text(
  """
  The digits of the lessons were written by hundreds of people. Of the 40 symbols that the \
  course's web page reads, the letters, a smile, a star and others, there is no such collection: \
  the course's author drew 3,000 of them himself. Here a program writes them. It knows for each \
  symbol a few ways in which people write it, and never draws it twice alike. What a network \
  learns from that must carry over to real hands, or it is worth nothing: that is measured below, \
  on the only real hands that are at hand.
  """)

lesson.cell("Forty symbols, nobody's hand") {
  let pen = Pen(.training, seed: seed)
  let drawn = symbols.map { symbol in
    Figure.row((0..<4).map { pen.draw(symbol, $0).image(48) }, spacing: 4).titled(symbol.label)
  }
  lesson.print("\(drawn.count) symbols, in the course's order:")
  lesson.print(symbols.map(\.label).joined(separator: " "))
  lesson.show(
    .montage(drawn, columns: 4, spacing: 16), "symbols",
    "Each symbol as the pen has written it four times: another way, another slant, another pen.",
    alt: "forty symbols, four drawings each", preview: false)
}

lesson.heading("A symbol is a line of text")
lesson.text(
  """
  The pen reads paths. `M x y` sets it down, `L x y` draws a straight line, `~ x y x y …` a smooth \
  one through all the places, `O x y r s a t` an arc around (x, y), from the angle a on and t \
  degrees further. (0, 0) is the top left corner of a square, (1, 1) the bottom right one. All \
  letters of this little language stand in `Sources/Pen/PenPath.swift`.
  """)

let symbol = lesson.cell("The ways to write one symbol") {
  let symbol = try namedSymbol()
  for (number, way) in symbol.ways.enumerated() {
    let strokes = strokeCount(Pen(.plain).draw(symbol.way(number), number))
    lesson.print(
      "way \(number + 1), weight \(way.weight.fixed(1)), \(strokes): \(way.path.text.oneLine)")
  }
  if symbol.ways.isEmpty { lesson.print("no ways: each time it is another path") }
  let plain = (0..<max(1, symbol.ways.count)).map { number in
    Pen(.plain).draw(symbol.ways.isEmpty ? symbol : symbol.way(number), number).image(112)
      .titled(symbol.ways.isEmpty ? "" : "way \(number + 1)")
  }
  lesson.show(
    .montage(plain, columns: min(5, plain.count)), "ways",
    "The plain ways to write \(symbol.label).",
    alt: "the ways to write \(symbol.label)")
  return symbol
}

lesson.heading("From a model to a hand")
lesson.text(
  """
  Each place of the path is moved a little. Then all of it is bent, by waves about as long as the \
  symbol is high: every point x, y of a stroke goes to x + Σ a·sin(2π(ux + vy) + φ), and y likewise. \
  Then it is slanted: x − s·y, with y counted from the middle. The amounts are hashes of a seed, the \
  symbol and the drawing's number, so each drawing can be had again.
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
  lesson.print("\(strokeCount(plain)), \(points) points; each moves to the side alone")
  lesson.show(
    .row(
      plain.image(200).titled("plain"), .arrow(), bent.image(200).titled("bent"), .arrow(),
      slanted.image(200).titled("bent and slanted")), "byhand",
    "One wave of 16 pixels, then a slant of 0.4: the same strokes, moved point by point.",
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
    "Three drawings on their way, a row each: the plain model; its places moved; bent; turned, "
      + "slanted and resized; written in haste, with ends that miss, hooks and a tremble; with a "
      + "pen that presses unevenly; and centred on 28×28 as MNIST's digits are.",
    alt: "from the model to a hand, step by step", preview: false)
}

lesson.heading("What the network makes of them")
lesson.text(
  """
  The package's symbols network is the course's network with 40 answers. It has learned from \
  100,000 drawings of `Handwriting.training`. \(testText(hand))
  """)
lesson.predict(
  "of 40 symbols, which two will be taken for each other most often? And how many drawings of 100 "
    + "will be read rightly?")

let answers = lesson.cell("4,000 drawings") {
  let data = DataSet.symbols(each: 100, by: Pen(hand, seed: 1000 &+ seed))
  let answers = try Answers(Models.symbols(), data)
  lesson.print(answers.summary)
  lesson.print("most often, of 100 drawings each:")
  for line in answers.confusionLines(12) { lesson.print(line) }
  lesson.show(
    confusions(answers, atMost: 12), "confusions",
    "Above, how many of 100 drawings of each symbol were misread. Below, the most frequent "
      + "confusions: what was written → what it was read as, how often, and the first drawings that "
      + "were so read.", alt: "what is misread, and as what", preview: false)
  return answers
}

lesson.cell("Twins") {
  for (a, b) in [("I", "1"), ("S", "5"), ("Z", "2"), ("O", "Q")] {
    lesson.print(answers.twins(a, b))
  }
  let zeros = DataSet.symbols([PenSymbol.digits[0]], each: 100, by: Pen(hand, seed: 1000 &+ seed))
  let read = try Answers(Models.symbols(), zeros)
  lesson.print("0 is none of the 40. 100 of them were read as \(read.readings(of: 0))")
}
lesson.text(twinsText(answers))

lesson.cell("The worst mistakes") {
  let worst = answers.worst(16)
  if worst.isEmpty { lesson.print("there are none") }
  lesson.show(
    worst.isEmpty ? .text("none") : .montage(worst.map(answers.shown), columns: 8), "worst",
    "Wrong, and most sure of it: what was written, what it was read as, and how probable that "
      + "was to the network.", alt: "the sixteen worst mistakes", preview: false)
}

lesson.heading("Real hands")
lesson.text(
  """
  Nobody has written letters for this package. But nine of the 40 symbols are digits, and MNIST's \
  test digits were written by people whom neither the pen nor the network has met.
  """)
lesson.predict(
  "the network has never seen a digit that a person wrote. How many of MNIST's will it read?")

lesson.cell("MNIST's test digits, 1 to 9") {
  let real = try RealDigits()
  lesson.print(real.summary)
  for line in real.lines { lesson.print(line) }
  lesson.show(
    .montage(real.answers.worst(16).map(real.answers.shown), columns: 8), "real",
    "Digits by real hands that it misreads, those of which it is most sure: what it is, what it "
      + "was read as, and how probable that was to the network.",
    alt: "sixteen misread digits by real hands", preview: false)
}
lesson.text(
  """
  So a program's drawings do teach a network to read people, though not as well as people's own \
  would: the network that has learned from MNIST itself reads more than 99 of 100. Look where it \
  fails. A 5 without its corner is an S, and nobody could say which was meant. But a few are plainly \
  what they are, and only written in a way that nobody has told the pen.
  """)

lesson.heading("Your own symbol")
lesson.cell("A symbol that the network has not learned") {
  let pen = Pen(.training, seed: seed)
  let shown = try ownAnswers(mine, pen)
  lesson.print("read as: \(shown.map(\.name).joined(separator: ", "))")
  lesson.show(
    .montage(shown.map(\.figure), columns: 8), "own",
    "Your symbol in eight hands, what it was read as, and how probable that was. There is no "
      + "answer “none of these”: it has to say one of the 40.",
    alt: "a symbol of your own in eight hands", preview: false)
}
lesson.text(
  """
  To teach it your symbol, add it with its ways to `Sources/Pen/Shapes.swift`, train with \
  `swift run TrainModel symbols mine.safetensors`, which takes some minutes, and put that file in \
  place of `Sources/Models/Weights/symbols.safetensors`. All else, this page too, finds 41 symbols.
  """)

lesson.knobs()

lesson.heading("What goes wrong in practice")
lesson.text(
  """
  - **Tested on its own kind.** Drawings by the same pen measure how well the pen was learned, not \
  whether anybody writes so. Other distortions are a better test, real hands the only good one.
  - **One way too few.** A 4 that is open at the top is not a bent closed one: no distortion leads \
  from one to the other. A way that the pen does not know is not learned.
  - **Too much of it.** Bend a 7 far enough and it is a 1, or nothing. Look at the drawings: what \
  you could not read yourself should not be learned.
  """)

lesson.end(
  """
  Which symbol do you write in a way that the pen does not know? It is a line of text away.
  """)
