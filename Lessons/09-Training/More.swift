import CNN
import Digits
import Figures
import LessonKit
import Models
import Printing

// The part of the lesson for those who want more.

/// Which kind of step does best by the loss, and which by the held-out digits.
private func steppersText(_ best: [(name: String, outcomes: [Outcome])]) -> String {
  func name(_ group: (name: String, outcomes: [Outcome])) -> String {
    String(group.name.prefix { $0 != "," })
  }
  let byLoss = best.sorted { ($0.outcomes.lastLoss ?? 9) < ($1.outcomes.lastLoss ?? 9) }.map(name)
  let byHeldOut = best.sorted { $0.outcomes.tested.mean > $1.outcomes.tested.mean }.map(name)
  let orders =
    byLoss == byHeldOut
    ? "By the loss and by the held-out digits the order is the same: "
      + "\(byHeldOut.joined(separator: ", "))."
    : "By the loss at the end the order is \(byLoss.joined(separator: ", ")); by the held-out digits it "
      + "is \(byHeldOut.joined(separator: ", "))."
  return orders + " The two need not agree: the loss is that of digits being learned, with dropout "
    + "on, the share right that of others, without. And after two epochs this says who starts fast, not "
    + "who comes farthest."
}

func more() {
  lesson.more("three ways to make a step, and sizes of batches")
  lesson.text(
    """
    **SGD**, stochastic gradient descent, goes against the gradient of its batch. **Momentum** keeps a \
    part of the last step. **Adam** divides each weight's step by how large its gradients have been, so \
    it wants a rate of its own. The small network again, \(some(1000).count.grouped) digits, two epochs, \
    three seeds; each has the rate that did best on the held-out digits among those in the code.
    """)
  let steppers = lesson.cell("SGD, momentum, Adam") {
    let kinds: [(String, Training.Method, Float, [Float])] = [
      ("SGD", .sgd, 0, [0.03, 0.1, 0.3]), ("momentum", .sgd, 0.9, [0.003, 0.01, 0.03]),
      ("Adam", .adam, 0, [0.003, 0.01, 0.03]),
    ]
    let all = try lesson.kept(
      "steppers", dependsOn: kinds, images.fingerprints, files: experimentFiles
    ) {
      let trials = try kinds.flatMap { name, method, momentum, rates in
        try rates.flatMap { rate in
          let training = Training(
            epochs: 2, batch: 20, rate: rate, method: method, momentum: momentum, warmUp: 0,
            falls: false)
          return try threeSeeds(name + ", η \(rate)", training) { try small(seed: $0) }
        }
      }
      return try outcomes(of: trials, learningFrom: some(1000), testedOn: images.heldOut)
    }
    let results = byName(all)
    lesson.print("                  loss at the end   held out")
    for (name, outcomes) in results {
      lesson.print(
        name.alignedLeft(18) + (outcomes.lastLoss?.fixed(4) ?? "no number").alignedRight(15)
          + heldOut(outcomes))
    }
    let chosen = kinds.compactMap { kind in
      best(of: results.filter { $0.name.hasPrefix(kind.0 + ",") })
    }
    lesson.show(
      curves(chosen, upTo: 1.3 * guess, hasShade: true), "optimizers",
      "The loss of the best of each kind, batches of 20; mean of 20 steps and of three seeds, shaded "
        + "from the lowest to the highest.", alt: "the loss with each kind of step", preview: false)
    return chosen
  }
  lesson.text(steppersText(steppers))
  lesson.cell("Four sizes of batches") {
    let results = try lesson.kept("batches", dependsOn: images.fingerprints, files: experimentFiles)
    {
      let trials = try [5, 20, 80, 320].map { batch in
        Trial(
          name: "\(batch)", network: try small(seed: 1),
          training: Training(epochs: 3, batch: batch, rate: 0.03))
      }
      return try outcomes(of: trials, learningFrom: some(1000), testedOn: images.heldOut)
    }
    lesson.print("batch   steps   loss at the end   held out")
    for result in results {
      lesson.print(
        result.name.alignedRight(5) + "\(result.losses.count)".alignedRight(8)
          + result.lastLoss.fixed(4).alignedRight(18) + result.tested.percent().alignedRight(11))
    }
  }
  lesson.text(
    """
    All have seen the same images as often, at the same rate, and with one seed only: another one may \
    well let neighbours change places. A large batch points more exactly to \
    where it is downhill, but takes few steps; to make up for that it needs a larger rate. A small one \
    takes many steps, each a little astray, and is better served by a smaller rate. On machines that do \
    many things at once large batches are also cheaper an image.
    """)

  lesson.more("what is taken for what, and the worst mistakes")
  lesson.cell("The confusion matrix") {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
    for (answer, label) in zip(answers, images.all.test.labels) {
      counts[label][answer.argmax] += 1
    }
    let pairs = counts.indices.flatMap { row in
      counts[row].indices.filter { $0 != row }.map { (row, $0, counts[row][$0]) }
    }.sorted { $0.2 > $1.2 }
    for (row, column, times) in pairs.prefix(3) {
      lesson.print("\(classes[row]) taken for \(classes[column]): \(times) times")
    }
    var wrong = counts
    for own in wrong.indices { wrong[own][own] = 0 }
    let map = Tensor([classes.count, classes.count], wrong.joined().map { Float($0) })
    lesson.show(
      .map(map, scale: .unsigned).cell(max(12, min(46, 620 / classes.count))).values(0)
        .names(
          rows: classes, columns: classes, rowTitle: "what it is", columnTitle: "what was said"
        ).marking(wrong.indices.map { .blank($0, $0) }), "confusion",
      "How often what was taken for what, of all test images, by the network of this page. The "
        + "diagonal, all that was right, is grey, or nothing else could be seen.",
      alt: "the confusion matrix", preview: false)
  }
  lesson.cell("Sure, and wrong") {
    let test = images.all.test
    let wrong = test.numbers.filter { answers[$0].argmax != test.labels[$0] }
    let worst = wrong.sorted { (answers[$0].max() ?? 0, $1) > (answers[$1].max() ?? 0, $0) }
    let sure = wrong.count { (answers[$0].max() ?? 0) > 0.9 }
    lesson.print("\(wrong.count) mistakes; in \(sure) of them more than 90 % sure")
    let shown = worst.prefix(12).map { number in
      let (said, label) = (answers[number].argmax, test.labels[number])
      return Figure.image(test.batch([number]).images.reshaped(test.shape), of: .image).note(
        "is \(classes[label])", "said \(classes[said])",
        answers[number][said] > 0.9999 ? "> 99.99 %" : Double(answers[number][said]).percent(2))
    }
    if !shown.isEmpty {
      lesson.show(
        .montage(shown, columns: 6).side(112), "mistakes",
        "The mistakes of which the network was surest: what it is, what was said, and how sure.",
        alt: "the worst mistakes")
    }
  }

  lesson.more("small moves and turns")
  lesson.text(
    """
    A seven that is moved by a pixel or turned by some degrees is still a seven. **Augmentation** shows \
    each image a little changed, in each epoch in another way, so that there is more to be learned \
    from. The knob `augmentation` turns it on. What becomes of an image is a hash of the seed and \
    the step, as everything random here.
    """)
  lesson.cell("One image, eleven ways") {
    let one = train.choosing([train.count * 7 / 10]).batch([0]).images
    var shown = [Figure.image(one.reshaped(train.shape), "as it is", of: .image)]
    for step in 0..<11 {
      var copy = one
      Augmentation.small.apply(to: &copy, seed: 1, step: step)
      shown.append(.image(copy.reshaped(train.shape), "\(step + 1)", of: .image))
    }
    lesson.show(
      .montage(shown, columns: 6).side(112), "augmented",
      "A training image, and what `.small` makes of it: moved by up to a pixel, turned by up to ten "
        + "degrees. A turned pixel falls between four others and is shared among them, so the strokes "
        + "become softer too.", alt: "one image, eleven ways")
  }

  lesson.more("the full training")
  lesson.text(
    """
    `swift run Training --full` takes all training images, in batches of \(full.batch), \(full.epochs) \
    times, with the other knobs as they stand. It shows how far it is, says after each epoch how many \
    test images are read (it says so, nothing is chosen by it), and writes the weights to \
    `training.safetensors`, or where `--weights` says. Ctrl-C stops it after the step under way and \
    keeps what was learned; `--full --resume` goes on. All that is random is a hash of the seed and the \
    step, so a training that was stopped, or even killed, ends with the same weights, bit by bit, as one \
    that was not. With MNIST, 12 epochs and the network of the lessons it takes minutes; the weights \
    that ship were made so, and lesson 10 begins with them. [Their own page](../../Sources/Models/Weights\
    /README.md) lists the commands, what was chosen on which held-out digits, and what three seeds of \
    each network reach.
    """)
}
