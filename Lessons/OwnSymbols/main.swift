import CNN
import Digits
import Explain
import Figures
import LessonKit
import Models
import Pictures
import Printing

// Knobs: try one with `swift run OwnSymbols --try epochs=3`, or change a line and run it again.

/// The signs: a folder of PNGs for each. Put your own here.
let folder: String = knob(
  "folder", "Lessons/OwnSymbols/Drawings",
  try: [
    "Lessons/OwnSymbols/Drawings/test":
      "eight drawings of each sign, and a test of only six"
  ])
/// Drawings that are none of the signs.
let others: String = knob(
  "others", "Lessons/OwnSymbols/Fourth/boat",
  try: [
    "Lessons/OwnSymbols/Drawings/test/key":
      "keys, which it has learned: it is sure of all ten"
  ])
/// How often the network sees each drawing.
let epochs: Int = knob(
  "epochs", 25,
  try: [
    3: "never sure of a boat, but 8 drawings of each sign are not enough",
    60: "the loss falls further, and it is surer of some boats",
  ])
/// The seed of all random numbers.
let seed: UInt64 = knob(
  "seed", 1,
  try: [2: "other answers to the boats", 3: "a house is read as a key"])

let lesson = Lesson(.ownSymbols, LessonOptions.parseOrExit())
let signs = lesson.prepare {
  try checkKnobs(epochs: epochs)
  return try Signs(folder)
}
let (data, test, names) = (signs.pictures.train, signs.pictures.test, signs.names)
let strangers = lesson.prepare { try Strangers(others) }
// Batches are so small that a second core would mostly wait for the first.
let training = Training(epochs: epochs, batch: 8, rate: 0.01, seed: seed, workers: 1)

lesson.text(
  """
  A network can learn signs that nobody has named before. You draw them, and no code changes. \
  \(signs.areTheLessons ? """
    Here a program drew a fish, a house and a key with the mouse. Your hand comes next.
    """ : "Here it learns those of the folder that you named.")
  """)

lesson.heading("1. Draw and keep")
lesson.text("Start the pad. Enter the sign's name, draw, and press Enter:")
lesson.formula("swift run --traits Web DrawingPad --gather my-signs")
lesson.cell("The pad while it keeps drawings") {
  lesson.show(
    try Picture(contentsOf: inPackage("Lessons/OwnSymbols/Screenshots/gathering.png")), "gathering",
    "Below the drawing: the sign's name, and how many are kept.",
    alt: "the pad keeps a drawing", preview: false)
}

lesson.heading("2. The folder")
lesson.text(
  """
  Each sign has a folder of PNGs. The network learns from some, and is tested with \
  others\(signs.areTheLessons ? ", drawn in more haste" : "").
  """)
lesson.cell("What is in the folder") {
  lesson.print(signs.report)
  lesson.show(
    signs.kept(8), "kept", "The first drawings of each sign, as they were kept.",
    alt: "drawings as they were kept", preview: false)
}
lesson.text("The network gets each drawing prepared like MNIST's digits:")
lesson.cell("Prepared: one drawing step by step, then all") {
  if let steps = try signs.steps() {
    lesson.show(
      steps, "steps", "The ink is found, fitted into 20×20, and centred by its mass in 28×28.",
      alt: "a drawing is prepared", preview: false)
  }
  lesson.show(
    signs.prepared(16), "prepared", "All that the network learns from. What do two fish share?",
    alt: "the prepared drawings", preview: false)
}

lesson.heading("3. Train")
let classes = names.count
lesson.text(
  """
  The network is that of the lessons, with \(classes) outputs and random weights. It learns in \
  batches of \(training.batch).
  """)
let learned = lesson.cell("Train it", isStage: true) {
  var network = try Network(.walkthrough, for: data, batch: training.batch, seed: seed)
  var looks: [Look] = []
  try training.run(&network, on: data, numbers: data.numbers) { progress, now in
    guard progress.isLastOfEpoch else { return }
    looks.append(
      Look(
        epoch: progress.epoch + 1, loss: progress.loss,
        learned: try now.share(on: data), tested: try now.share(on: test)))
  }
  lesson.print(looks.table)
  lesson.show(
    looks.figure, "training", "What does the loss still do when all drawings are read?",
    alt: "loss and accuracy by epoch", preview: false)
  return network
}

lesson.heading("4. Read")
let read = lesson.cell("Drawings that it has not seen") {
  let read = try Readings(learned, test)
  lesson.print(read.table)
  lesson.show(
    read.leastSure(8), "least",
    "The drawings whose right sign got the smallest shares. Which could you not read yourself?",
    alt: "the hardest drawings", preview: false)
  return read
}
let hardest = read.order[0]
let image = test.image(hardest)
let trace = lesson.prepare { try learned.trace(image, label: test.labels[hardest]) }

lesson.heading("5. Explained")
lesson.text(
  """
  Take the hardest of them. It is a \(read.written(hardest)), and the network says \
  \(read.said(hardest)), with \(confidence(read.shares[hardest].max() ?? 0)). Follow the largest \
  term of each sum, down to the pixels.
  """)
lesson.cell("Down to the weights and the pixels") {
  lesson.print(names.indices.map { "[\($0)] \(names[$0])" }.joined(separator: ", "))
  let last = learned.names.last ?? "softmax1"
  lesson.print(trace.unfold(try trace.site(last, [read.answer(hardest)]), depth: 6, keep: 1))
  lesson.show(
    try way(trace, names), "way",
    "From the drawing to the shares. The darker, the farther from zero; each row has its own scale. In "
      + "the browser, point at a number to see its sum.",
    alt: "the network reads the hardest drawing", preview: false)
}
let reasons = lesson.cell("What speaks for the answer") {
  let reasons = try Reasons(learned, image, class: read.answer(hardest))
  lesson.print(reasons.summary)
  lesson.show(
    reasons.figure(image), "reasons",
    "Orange speaks for \(read.said(hardest)), blue against it. Do the three maps name the same part?",
    alt: "reasons for the answer", preview: false)
  return reasons
}

lesson.heading("6. How few?")
lesson.text(
  """
  The same network learns from fewer drawings, in the same number of steps. Each number of drawings \
  has \(Few.seeds) trainings, with other weights and newly chosen drawings.
  """)
let enough = lesson.predict(
  "How many drawings of each sign does it need to read 9 of 10 new ones?",
  .oneOf(Few.counts(data).map(String.init) + ["more"]))
let few = lesson.cell("2, 4, 8 and more drawings of each sign", isStage: true) {
  let few = try Few(data, test, training)
  lesson.print(few.table)
  lesson.show(
    few.figure, "few", "The line is the mean of \(Few.seeds) trainings, the shade their range.",
    alt: "accuracy by the number of drawings", preview: false)
  return few
}
lesson.settle(enough, .option(few.enough), because: Prose(few.reason))

lesson.heading("7. None of them")
let sure = lesson.predict(
  "Now it gets \(strangers.images.count) drawings of a \(strangers.sign(among: names)). How sure is it?",
  .oneOf(Strangers.options))
let answers = lesson.cell("Drawings of another folder") {
  let answers = try strangers.answers(learned)
  for line in strangers.lines(answers, names) { lesson.print(line) }
  lesson.show(
    strangers.figure(answers, names), "others", "What each was read as.",
    alt: "drawings of another folder", preview: false)
  return answers
}
lesson.settle(
  sure, .option(Strangers.outcome(answers)),
  because: Prose(Strangers.reason(answers, names)),
  mistakes: [
    .option(Strangers.options[0]): "There is no output for “none of these”. The shares add up to 1."
  ])

lesson.heading("8. Without this page")
lesson.text("With your folder:")
lesson.formula(commands)

lesson.workItOut(questions())
lesson.knobs()
ownFolder(lesson)
inPractice(lesson)
lesson.end("Which three signs do *you* draw?")
