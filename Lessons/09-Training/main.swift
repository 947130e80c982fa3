import CNN
import Digits
import Figures
import Foundation
import LessonKit
import Models
import Printing

// Knobs: try one with `swift run Training --try rate=0.003`, or change a line and run it again.

/// Which network: that of the lessons, the course's, or a list of your own without its last layer.
let choice: Choice = knob(
  "choice", .walkthrough,
  try: [
    .course: "larger, slower, a little better",
    .layers([Flatten(), Dense(32), ReLU()]):
      "it learns pictures in place of kernels, and makes twice as many mistakes",
  ])
/// What makes steps of gradients.
let method: Training.Method = knob(
  "method", .sgd,
  try: [.adam: Look("other steps, and in the end as many mistakes", with: ["rate": "0.001"])])
/// η, how far a step goes at most.
let rate: Float = knob(
  "rate", 0.03,
  try: [
    0.003: "the curve rises later, and ends lower",
    0.3: "it rises in the first 20 steps, and falls back to a guess",
  ])
/// Images in a batch, and how often each image is seen, for this page.
let page: (batch: Int, epochs: Int) = knob(
  "page", (batch: 20, epochs: 10),
  try: [(100, 10): "a fifth of the steps, and less is learned"])
/// The same with `--full`.
let full: (batch: Int, epochs: Int) = knob("full", (batch: 64, epochs: 12))
/// The rates of dropout, but in a list of your own, which has its own.
let dropout: (maps: Float, hidden: Float) = knob(
  "dropout", (0.25, 0.5),
  try: [(0, 0): "the loss comes close to 0, and the mistakes stay about as many"])
/// Images moved and turned a little while they are learned from.
let augmentation: Augmentation = knob(
  "augmentation", .none,
  try: [.small: "slower to learn by heart; of all test images, fewer mistakes"])
/// How many digits to learn from.
let digits: Int = knob(
  "digits", 2000,
  try: [200: "four times as many mistakes", 8000: "fewer mistakes, and a longer wait"])
/// A folder with a contact sheet or a folder of PNGs for each class, for data of your own.
let folder: String? = knob(
  "folder", nil,
  try: ["Sources/Digits/Resources/MNIST": "the same digits, read from there, and so the same page"])

let options = TrainingLessonOptions.parseOrExit()
let training = Training(
  epochs: page.epochs, batch: page.batch, rate: rate, method: method,
  augmentation: augmentation, seed: 1)
if options.full { trainOnEverything() }
let lesson = Lesson(.training, options.lesson)
lesson.prepare {
  try checkKnobs(training)
  try checkLength()
}
let images = lesson.prepare { try Images(folder: folder, count: digits) }
let parameterCount = lesson.prepare { try newborn(seed: 1).parameterCount }
let (train, classes) = (images.train, images.all.train.classes)
let shipped = lesson.prepare { try Shipped() }

lesson.takesOver(try handOverFromBackprop())
lesson.text(intro)

lesson.heading("On paper first")
lesson.text(
  """
  One weight w, and the loss (w − 3)², which is lowest at 3. Its gradient is 2 · (w − 3). A step goes \
  against it, as far as the **learning rate** η says:
  """)
lesson.formula("w ← w − η · 2 · (w − 3)")
lesson.cell("The same hill, three rates", isStage: true) {
  for eta in [0.1, 1, 1.1] {
    var w = 0.0
    var way = [w]
    for _ in 1...5 {
      w -= eta * 2 * (w - 3)
      way.append(w)
    }
    lesson.print("η = \(eta.fixed(1))   " + way.map { $0.fixed(4).alignedRight(8) }.joined())
  }
}
lesson.text(paperText)

lesson.heading("Two checks before anything is trained")
lesson.text(startText)
lesson.cell("The loss at the start") {
  lesson.print("a guess that gives each of \(classes.count) classes the same: \(guess.fixed(4))")
  for seed in 1...3 {
    var network = try newborn(seed: UInt64(seed))
    lesson.print("seed \(seed): \(try start(network, on: images.heldOut))")
    // The layer that makes the scores: each weight a tenth of what it was.
    let last = network.stages[try network.scoresStage]
    network[last, "weight"].scalars = network[last, "weight"].scalars.map { $0 * 0.1 }
    lesson.print("      × 0.1: \(try start(network, on: images.heldOut))")
  }
}
lesson.text(byHeartText)
lesson.cell("One image of each class, by heart") {
  let few = train.oneOfEach
  var network = try newborn(seed: 1, withDropout: false)
  var tape = Tape()
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
    for layer in network.layers.indices {
      for (p, gradient) in tape.parameterGradients[layer].enumerated() {
        network.update(layer, p, with: gradient) { weights, gradient in
          for i in weights.indices { weights[i] -= 0.05 * gradient[i] }
        }
      }
    }
  }
}

lesson.heading("The loop")
lesson.text(
  """
  Now in earnest. Each **epoch** goes through all images once, in a new order, a **batch** of \
  \(page.batch) at a time\(batchText). \(methodText) The rate rises at first and \
  then falls slowly to nothing.
  """)
let (moments, losses, shares, trained) = lesson.cell("Train", isStage: true) {
  var network = try newborn(seed: 1)
  var (optimizer, tape, step) = (training.optimizer, Tape(), 0)
  let steps = page.epochs * ((train.count + page.batch - 1) / page.batch)
  var (film, losses, shares) = ([try moment(step, network)], [Double](), [Shares]())
  for epoch in 0..<page.epochs {
    let order = Random(seed: 1, for: .order).stream(epoch).permutation(of: train.count)
    for first in stride(from: 0, to: train.count, by: page.batch) {
      var (images, labels) = train.batch(order[first..<min(first + page.batch, train.count)])
      augmentation.apply(to: &images, seed: 1, step: step)
      let pass = Pass(.training, seed: 1, step: step)
      try network.forward(images, tape: &tape, pass)  // what does it say?
      let loss = try network.backward(from: labels, tape: &tape)  // who is to blame?
      guard loss.isFinite else { throw diverged(after: step) }
      optimizer.rate = training.rate(at: step, of: steps)
      optimizer.step(&network, tape.parameterGradients)  // a small step downhill
      losses.append(Double(loss))
      step += 1
      if isWorthALook(step, of: steps) { film.append(try moment(step, network)) }
    }
    let mean = losses.suffix(steps / page.epochs).mean
    shares.append(try Shares(of: network, after: step))
    lesson.print(report(epoch, loss: mean, shares[epoch].test))
  }
  return (film, losses, shares, network)
}
let answers = lesson.cell("What became of it") {
  let test = images.all.test
  let answers = try trained.probabilities(on: test, numbers: test.numbers)
  let right = zip(answers, test.labels).count { $0.argmax == $1 }
  lesson.print("all test images: \(right.grouped) of \(test.count.grouped) right")
  lesson.print("the network that the other lessons borrow: \(shipped.right.grouped)")
  lesson.show(
    .plot(
      x: "steps", y: .linear("loss, mean of 20 steps", 0...max(0.1, smooth(losses).max() ?? 1)),
      [.line("", losses.indices.map { Double($0 + 1) }, smooth(losses))], height: 200
    ).reference(guess, "a guess, \(guess.fixed(2))"), "loss", lossCaption(of: trained),
    alt: "the loss, step by step", preview: false)
  let steps = shares.map { Double($0.step) }
  lesson.show(
    .plot(
      x: .linear("steps; a dot at the end of each epoch", 0...(steps.last ?? 1)),
      y: .share("images read rightly", nil),
      [
        .lineDots("learned from", steps, shares.map(\.learned)),
        .lineDots("test", steps, shares.map(\.test)),
      ], height: 200), "shares", sharesCaption(shares),
    alt: "what is read of the images learned from, and of test images", preview: false)
  let example = images.test.batch([exampleNumber]).images.reshaped(images.test.shape)
  let label = images.test.labels[exampleNumber]
  lesson.show(
    film(moments, of: trained, (example, label), classes), "film", filmCaption(moments),
    alt: "the training as a film", preview: false)
  return answers
}
lesson.text(filmText(moments))
lesson.text(shippedText)

lesson.heading("How far is a step?")
lesson.text(experimentsText)
lesson.cell("Seven learning rates") {
  let rates: [Float] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]
  let all = try lesson.kept("rates", dependsOn: rates, images.fingerprints, files: experimentFiles)
  {
    let trials = try rates.flatMap { rate in
      let plain = Training(
        epochs: 2, batch: 20, rate: rate, momentum: 0, warmUp: 0, falls: false)
      return try threeSeeds("\(rate)", plain) { try small(seed: $0) }
    }
    return try outcomes(of: trials, learningFrom: some(1000), testedOn: images.heldOut)
  }
  let results = byName(all)
  lesson.print(rateTable(results))
  let winner = results.firstIndex { $0.name == best(of: results)?.name } ?? results.count
  let tones: [Figure.Tone] = results.indices.map {
    $0 == winner ? .mark : $0 < winner ? .fall : .rise
  }
  lesson.show(
    curves(results.map { ("η \($0.name)", $0.outcomes) }, tones, upTo: 1.3 * guess), "rates",
    ratesCaption(results), alt: "the loss with each of the rates", preview: false)
}

lesson.heading("Do kernels learn edges?")
lesson.text(
  """
  It is said everywhere that a network learns edges first. Lesson 1 made such a kernel by hand. So \
  take the learning away: leave the first layer as random as it was born, **frozen**, and train only \
  what follows. Then freeze both convolutions.
  """)
lesson.predict(
  """
  with kernels that nobody chose and nobody trained, how many points of the share right are lost, \
  with the first layer frozen, and with both?
  """)
let frozen = lesson.cell("Nine trainings, three kinds") {
  let results = try lesson.kept("frozen", dependsOn: images.fingerprints, files: experimentFiles) {
    let trials = try [[], ["conv1"], ["conv1", "conv2"]].flatMap { frozen in
      try threeSeeds(
        frozen.isEmpty ? "all layers learn" : frozen.joined(separator: ", ") + " frozen",
        Training(epochs: 6, batch: 20, rate: 0.03, frozen: frozen)
      ) { try small(seed: $0) }
    }
    return try outcomes(of: trials, learningFrom: some(1000), testedOn: images.test)
  }
  let kinds = byName(results)
  lesson.print(table(kinds))
  let runs = (0..<3).map { seed in kinds.map { $0.outcomes[seed].tested } }
  lesson.show(
    .levelBars(
      kinds.map(\.name), [.runs("", runs)], axis: .share("test images read rightly"),
      format: .percentage(1)
    ).reference(1 / Double(classes.count), "a guess"), "frozen", frozenCaption,
    alt: "what is read with frozen layers")
  return kinds
}
lesson.text(frozenText(frozen))
lesson.cell("How much of an edge is a kernel?") {
  lesson.print(edgeTable(try edges(moments)))
}
lesson.text(lesson.prepare { edgeText(try edges(moments)) })

fewImages()

lesson.knobs()
lesson.heading("What goes wrong in practice")
lesson.text(practice)
more()
lesson.handsOn(
  HandOver(trained: shipped.trace, right: shipped.right, of: shipped.count))
lesson.end(
  """
  **Next:** it says 7, and most of the time it is right. But why 7? Which pixels spoke for it, which \
  against, and would you notice if it were right for the wrong reasons? Classification asks.
  """)
