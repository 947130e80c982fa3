import CNN
import Digits
import Figures
import Foundation
import LessonKit
import Models
import Printing

// Knobs: try one with `swift run Training --try rate=0.003`, or change a line and run it again.

/// Which network: the lessons' own, a larger one (`.course`), or your own layers before the scores.
let choice: Choice = knob(
  "choice", .walkthrough,
  try: [
    .course: "larger, slower, a little better",
    .layers([Flatten(), Dense(32), ReLU()]):
      "it learns pictures in place of kernels, and makes twice as many mistakes",
  ])
/// How gradients become steps.
let method: Training.Method = knob(
  "method", .sgd,
  try: [.adam: Look("other steps, and about as many mistakes in the end", with: ["rate": "0.001"])])
/// η, the learning rate after warm-up.
let rate: Float = knob(
  "rate", 0.03,
  try: [
    0.003: "the share of correct answers rises later, and ends lower",
    0.3: "it rises in the first 20 steps, then falls back to that of a guess",
  ])
/// For this page: images in a batch, and how often each image is seen.
let page: (batch: Int, epochs: Int) = knob(
  "page", (batch: 20, epochs: 10),
  try: [(100, 10): "a fifth of the steps, and less is learned"])
/// The same with `--full`.
let full: (batch: Int, epochs: Int) = knob("full", (batch: 64, epochs: 12))
/// The rates of dropout. Layers of your own bring their own.
let dropout: (maps: Float, hidden: Float) = knob(
  "dropout", (0.25, 0.5),
  try: [(0, 0): "the loss comes close to 0; with these 2,000 images, about as many mistakes"])
/// Whether images are moved and turned a little in training.
let augmentation: Augmentation = knob(
  "augmentation", .none,
  try: [.small: "learning by heart is slower; fewer mistakes on all test images"])
/// How many digits to learn from.
let digits: Int = knob(
  "digits", 2000,
  try: [200: "four times as many mistakes", 8000: "fewer mistakes, and a longer wait"])
/// For data of your own: a folder that holds a contact sheet, or a folder of PNGs, for each class.
let folder: String? = knob(
  "folder", nil,
  try: ["Sources/Digits/Resources/MNIST": "the same digits, read from there, so the same page"])

let options = TrainingLessonOptions.parseOrExit()
let training = Training(
  epochs: page.epochs, batch: page.batch, rate: rate, method: method,
  augmentation: augmentation, seed: 1)
func check() throws {
  try checkKnobs(training, dropout: dropout, lengths: ["page": page, "full": full])
}
if options.full {
  var long = training
  (long.batch, long.epochs) = (full.batch, full.epochs)
  trainOnEverything(long, choice.layers(dropout), folder: folder, options, check: check)
}
let lesson = Lesson(.training, options.lesson)
lesson.prepare {
  try check()
  try checkLength(digits: digits, epochs: page.epochs, folder: folder)
}
let images = lesson.prepare { try Images(folder: folder, count: digits) }
let (train, classes) = (images.train, images.classes)
func newborn(seed: UInt64, withDropout: Bool = true) throws -> Network {
  try choice.newborn(
    for: images.all.train, dropout: dropout, seed: seed, withDropout: withDropout)
}
let parameterCount = lesson.prepare { try newborn(seed: 1).parameterCount }
let shipped = lesson.prepare { try Shipped(test: folder == nil ? images.all.test : nil) }
/// The loss of a guess that gives each class the same.
let guess = log(Double(classes.count))

lesson.takesOver(try handOverFromBackprop())
lesson.text(
  """
  One step has helped with one digit. **Training** repeats it: take some images, compute the loss, send \
  its gradient back, move each weight a little. But each step comes from other \
  images. Do all these steps lead anywhere?

  This page learns from \(train.count.grouped) of the \(images.all.train.count.grouped) training \
  images; `--full` takes all. Test images are used only to report. Rates and other choices are \
  tried on \(images.heldOut.count.grouped) other training images, **held out** for that.
  """)

lesson.heading("On paper first")
lesson.text(
  """
  Take one weight w and the loss (w − 3)², lowest at 3. Its derivative is 2(w − 3). The learning rate \
  η scales each step:
  """)
lesson.formula("w ← w − η · 2(w − 3)")
let fates = ["it reaches 3 in fewer steps", "it comes closer, from both sides", "it moves away"]
let paper = lesson.predict("w starts at 0. What happens to it with η = 1.1?", .oneOf(fates))
let ways = lesson.cell("The same loss, three rates", isStage: true) {
  [0.1, 1, 1.1].map { eta in
    var w = 0.0
    var way = [w]
    for _ in 1...5 {
      w -= eta * 2 * (w - 3)
      way.append(w)
    }
    lesson.print("η = \(eta.fixed(1))   " + way.map { $0.fixed(4).alignedRight(8) }.joined())
    return way
  }
}
lesson.settle(
  paper, .option(fates[abs((ways[2].last ?? 3) - 3) > 3 ? 2 : 1]),
  because: """
    With η = 0.1 each step goes a fifth of the remaining way. With η = 1, w jumps from side to side for \
    ever. With η = 1.1 each jump is longer than the last.
    """,
  mistakes: [.option(fates[0]): "The derivative holds only close to w. A long step overshoots."])
hillToTouch(lesson, start: ways[0][0], rate: 0.1)
lesson.text(
  "Training does this with \(parameterCount.grouped) weights, and nobody knows where their 3 is.")

lesson.heading("Two checks before anything is trained")
lesson.text(
  """
  A fresh network knows nothing. So its loss should be near that of a guess, with the same p for \
  each class: ln \(classes.count) = \(guess.fixed(2)). How near is normal?
  """)
let starts = lesson.cell("The loss at the start, twenty seeds") {
  let fresh = try (1...20).map { try newborn(seed: $0) }
  let normal = try fresh.map { try Start($0, on: images.heldOut, count: 200).loss }
  let large = try fresh.map {
    try Start($0.withScores(times: 10), on: images.heldOut, count: 200).loss
  }
  lesson.print("a guess                      \(guess.fixed(2))")
  lesson.print("fresh weights                \(normal.fromTo(" to "))")
  lesson.print("last layer's weights × 10    \(large.fromTo(" to "))")
  return (normal: normal, large: large)
}
lesson.text(
  """
  No fresh network here is above \((starts.normal.max() ?? 0).fixed(2)). A much larger \
  loss shows that something is wrong.

  The second check: a network that cannot learn \(classes.count) images by heart has a mistake \
  somewhere. Dropout is off; the steps are those of the last lesson.
  """)
lesson.cell("One image of each class, by heart") {
  let few = train.oneOfEach
  var network = try newborn(seed: 1, withDropout: false)
  var (optimizer, tape) = (SGD(rate: 0.05), Tape())
  let (images, labels) = few.batch(few.numbers)
  for step in 0...100 {
    try network.forward(images, tape: &tape, Pass(.training))
    let loss = try network.backward(from: labels, tape: &tape)
    if [0, 5, 10, 20, 50, 100].contains(step) {
      let right = try network.right(on: few, numbers: few.numbers)
      lesson.print(
        "step \("\(step)".alignedRight(3))   loss \(loss.fixed(4))   \(right) of \(few.count) right"
      )
    }
    optimizer.step(&network, tape.parameterGradients)
  }
}

lesson.heading("The loop")
let saved =
  page.batch < train.count
  ? """
   A batch's gradient has roughly the direction of all images' gradient, and costs \
  \(train.count / page.batch) times less.
  """ : ""
lesson.text(
  """
  An **epoch** goes through all images once, in a new order, a **batch** of \(page.batch) at a time.\
  \(saved) \(inWords(method)) The rate first rises to \(rate) (**warm-up**), then falls slowly to 0.
  """)
let (moments, losses, shares, trained) = lesson.cell("Train", isStage: true) {
  var network = try newborn(seed: 1)
  var (optimizer, tape, step) = (training.optimizer, Tape(), 0)
  let steps = page.epochs * ((train.count + page.batch - 1) / page.batch)
  var film = [try Moment(step, network, images)]
  var (losses, shares) = ([Double](), [Shares]())
  for epoch in 0..<page.epochs {
    let order = Random(seed: 1, for: .order).stream(epoch).permutation(of: train.count)
    for first in stride(from: 0, to: train.count, by: page.batch) {
      var (batch, labels) = train.batch(order[first..<min(first + page.batch, train.count)])
      augmentation.apply(to: &batch, seed: 1, step: step)
      let pass = Pass(.training, seed: 1, step: step)
      try network.forward(batch, tape: &tape, pass)  // what does it say?
      let loss = try network.backward(from: labels, tape: &tape)  // how to change each weight?
      guard loss.isFinite else { throw diverged(after: step, rate: rate) }
      optimizer.rate = training.rate(at: step, of: steps)
      optimizer.step(&network, tape.parameterGradients)  // a small step downhill
      losses.append(Double(loss))
      step += 1
      if Moment.isWorthALook(step, of: steps) { film.append(try Moment(step, network, images)) }
    }
    let mean = losses.suffix(steps / page.epochs).mean
    shares.append(try Shares(of: network, after: step, images))
    lesson.print(report(epoch, loss: mean, shares[epoch].test))
  }
  return (film, losses, shares, network)
}
let answers = lesson.cell("What became of it") {
  let test = images.all.test
  let answers = try trained.probabilities(on: test, numbers: test.numbers)
  let right = zip(answers, test.labels).count { $0.argmax == $1 }
  lesson.print("all test images: \(right.grouped) of \(test.count.grouped) right")
  lesson.print("the network of the other lessons: \(shipped.right.grouped)")
  lesson.show(
    loss(losses, guess: guess), "loss",
    "Where does the loss stop falling fast?",
    alt: "the loss, step by step", preview: false)
  lesson.show(
    learnedAndTest(shares), "shares",
    "Where do the two curves part? Both are counted without dropout.",
    alt: "images read correctly, of those learned from and of test images", preview: false)
  let example = images.test.batch([images.example]).images.reshaped(images.test.shape)
  let label = images.test.labels[images.example]
  lesson.show(
    film(moments, of: trained, (example, label), classes), "film",
    filmCaption(moments, of: trained), alt: "the training as a film", preview: false)
  return answers
}
let right = zip(answers, images.all.test.labels).count { $0.argmax == $1 }
lesson.text(
  overfitting(shares, some: images.test.count, right: (right, images.all.test.count)) + "\n\n"
    + filmText(moments, of: trained))
lesson.text(
  """
  The network of the other lessons learned from all 60,000 digits of MNIST, for twelve epochs.
  """)

lesson.heading("How far is a step?")
lesson.text(
  """
  Most of the next trainings use half as many kernels and units, and \
  \(images.some(1000).count.grouped) images. Each is run with three seeds; the mean counts.
  """)
let rates = lesson.cell("Seven learning rates") {
  let results = try compare(
    "rates", in: lesson, learningFrom: images.some(1000), testedOn: images.heldOut
  ) {
    let rates: [Float] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]
    return try rates.flatMap { rate in
      let plain = Training(
        epochs: 2, batch: 20, rate: rate, momentum: 0, warmUp: 0, falls: false)
      return try threeSeeds("\(rate)", plain) { try Choice.small(for: train, seed: $0) }
    }
  }
  lesson.print(rateTable(results))
  lesson.show(
    curves(ofRates: results, upTo: 1.3 * guess), "rates",
    "Green: the best on held-out images. Blue: smaller rates. Orange: larger ones. Which line begins "
      + "with a jump?", alt: "the loss with each of the rates", preview: false)
  return results
}
lesson.text(
  ratesText(rates, guess: guess)
    + (method == .sgd
      ? " These are plain steps. Momentum makes steps up to ten times as long"
        + "\(rate < (best(of: rates).flatMap { Float($0.name) } ?? 0) ? ", so the" : ". The") "
        + "loop's rate is \(rate)." : ""))

lesson.heading("Do kernels learn edges?")
lesson.text(
  """
  It is often said that a network learns edges first. So take the learning away: **freeze** the first \
  layer with its random kernels, and train only what follows. Then freeze both convolutions.
  """)
let lost = lesson.predict(
  "How many points does the share of correct answers lose, with the first layer frozen and with both?",
  .numbers(2))
let frozen = lesson.cell("Nine trainings, three kinds") {
  let kinds = try compare(
    "frozen", in: lesson, learningFrom: images.some(1000), testedOn: images.test
  ) {
    try [[], ["conv1"], ["conv1", "conv2"]].flatMap { frozen in
      try threeSeeds(
        frozen.isEmpty ? "all layers learn" : frozen.joined(separator: ", ") + " frozen",
        Training(epochs: 6, batch: 20, rate: 0.03, frozen: frozen)
      ) { try Choice.small(for: train, seed: $0) }
    }
  }
  lesson.print(table(kinds))
  lesson.show(
    bars(kinds, guess: exp(-guess)), "frozen",
    "Whiskers: from the worst seed to the best. Which bars differ by more than that?",
    alt: "test images read correctly with frozen layers")
  return kinds
}
lesson.settle(
  lost,
  .numbers(
    frozen.dropFirst().map { (-10 * Difference(from: frozen[0], to: $0).points).rounded() / 10 },
    within: 3), because: Prose(frozenText(frozen)))
freezeToTouch(lesson, images, frozen)
lesson.text(
  """
  Do kernels become edge filters? Compare each kernel with an edge, turned to fit best. The **cosine** is \
  1 for a perfect edge, and 0 if nothing in the kernel is like one.
  """)
lesson.formula(
  """
  edge (Sobel's)   −1   0   1      cosine = Σ kernel · edge / (length of kernel · length of edge)
                   −2   0   2
                   −1   0   1      length = √ of the sum of the squares
  """)
let edgeRows = lesson.cell("How much of an edge is a kernel?") {
  let rows = try edges(moments, of: trained)
  lesson.print(edgeTable(rows))
  return rows
}
lesson.text(edgeText(edgeRows))

lesson.heading("Do dropout and augmentation help?")
let changed = augmentation == .none ? .small : augmentation
let few = images.some(500)
lesson.text(
  """
  Dropout (lesson 4) makes learning by heart harder. So does **augmentation**. It changes every image a \
  little in each epoch: here, images are \(changes(by: changed)). The network now has its full size, but \
  only \(few.count) images.
  """)
let fourWays: [(name: String, Augmentation, dropout: (Float, Float))] = [
  ("neither", .none, (0, 0)), ("dropout alone", .none, (0.25, 0.5)),
  ("augmentation alone", changed, (0, 0)), ("both", changed, (0.25, 0.5)),
]
let buys = lesson.predict(
  "Which network reads the most test images?", .oneOf(fourWays.map(\.name)))
let four = lesson.cell("Few images, four ways") {
  let kinds = try compare(
    "few", in: lesson, learningFrom: few, testedOn: images.test, dependsOn: fourWays
  ) {
    try fourWays.flatMap { name, augmentation, dropout in
      let training = Training(epochs: 10, batch: 20, rate: 0.03, augmentation: augmentation)
      return try threeSeeds(name, training, lookEvery: 2) {
        try Network(Choice.layers(.walkthrough, dropout), for: train, seed: $0)
      }
    }
  }
  lesson.print(table(kinds))
  lesson.show(
    epochs(kinds), "few",
    "Solid: the images learned from. Dashed: test images. Which colour's two lines end closest "
      + "together?",
    alt: "images read correctly with and without dropout and augmentation", preview: false)
  return kinds
}
lesson.settle(
  buys, .option(best(of: four)?.name ?? fourWays[0].name), because: Prose(fewText(four)),
  mistakes: mistakes(four))
epochsToTouch(lesson, four, images: (few.count, images.test.count))

lesson.workItOut(lesson.prepare { try questions() })
lesson.knobs()

lesson.more("what goes wrong in practice")
lesson.text(
  """
  - **The rate.** It breaks more trainings than anything else. If the loss is not a number, or stays at \
  that of a guess, take a smaller one. If the loss falls too slowly, take a larger one. Search again \
  with another optimizer or another size of batch.
  - **Forgetting to shuffle.** MNIST is stored here class by class. Without a new order a batch holds \
  nothing but fives. Each class then undoes what the one before has taught.
  - **Dropout left on** when correct answers are counted. Or it is on for training images, and off for \
  test images. Then the network seems better on new images.
  - **One run.** Another seed changes the result. A difference smaller than this change says nothing.
  """)
startParts(lesson, try (1...3).map { try newborn(seed: $0) }, images.heldOut)
kernelsMoved(lesson, moments, trained.nameOfFirstWeights)
stepsAndBatches(lesson, images, guess: guess)
confusions(lesson, answers, images.all.test)
augmented(lesson, train)
fullTraining(lesson, full)
lesson.handsOn(
  HandOver(trained: shipped.trace, right: shipped.right, of: shipped.count))
lesson.end(
  """
  **Next:** it says 7, and most of the time it is right. But why 7? Which pixels spoke for it, and \
  which against it? And would you notice if it were right for the wrong reasons?
  """)
