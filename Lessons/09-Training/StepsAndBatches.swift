import CNN
import Digits
import Figures
import LessonKit
import Models
import Printing

/// Which kind of step does best by the loss, and which by the held-out digits.
private func steppersText(_ best: [Kind]) -> String {
  func name(_ kind: Kind) -> String { String(kind.name.prefix { $0 != "," }) }
  let byLoss = best.sorted { ($0.outcomes.lastLoss ?? 9) < ($1.outcomes.lastLoss ?? 9) }.map(name)
  let byHeldOut = best.sorted { $0.outcomes.tested.mean > $1.outcomes.tested.mean }.map(name)
  let orders =
    byLoss == byHeldOut
    ? "The order is the same by the loss and by the held-out digits: "
      + "\(byHeldOut.joined(separator: ", "))."
    : "By the loss at the end the order is \(byLoss.joined(separator: ", ")); by the held-out digits it "
      + "is \(byHeldOut.joined(separator: ", "))."
  return orders + " The two need not agree. The loss comes from digits being learned, with "
    + "dropout on. The share comes from other digits, with dropout off. And two epochs only show which "
    + "one starts fast."
}

/// What makes steps of gradients, and how many images a batch has.
///
/// - Parameter guess: the loss of a guess.
func stepsAndBatches(_ lesson: Lesson, _ images: Images, guess: Double) {
  lesson.more("three ways to make a step, and sizes of batches")
  lesson.text(
    """
    **SGD**, stochastic gradient descent, goes against the gradient of its batch. **Momentum** keeps a \
    part of the last step, as a rolling ball does. Steps in the same direction add up, and the rest \
    cancels. **Adam** divides each weight's step by how large its gradients have been. So it needs a rate \
    of its own. The small network learns again from \(images.some(1000).count.grouped) digits, with three \
    seeds, for two epochs. The picture shows each kind at the rate that did best on held-out digits.
    """)
  let steppers = lesson.cell("SGD, momentum, Adam") {
    let kinds: [(String, Training.Method, Float, [Float])] = [
      ("SGD", .sgd, 0, [0.03, 0.1, 0.3]), ("momentum", .sgd, 0.9, [0.003, 0.01, 0.03]),
      ("Adam", .adam, 0, [0.003, 0.01, 0.03]),
    ]
    let results = try compare(
      "steppers", in: lesson, learningFrom: images.some(1000), testedOn: images.heldOut,
      dependsOn: kinds
    ) {
      try kinds.flatMap { name, method, momentum, rates in
        try rates.flatMap { rate in
          let training = Training(
            epochs: 2, batch: 20, rate: rate, method: method, momentum: momentum, warmUp: 0,
            falls: false)
          return try threeSeeds(name + ", η \(rate)", training) {
            try Choice.small(for: images.train, seed: $0)
          }
        }
      }
    }
    lesson.print("                  loss at the end   held out")
    for kind in results {
      lesson.print(
        kind.name.alignedLeft(18)
          + (kind.outcomes.lastLoss?.fixed(4) ?? "no number").alignedRight(15)
          + heldOut(kind.outcomes))
    }
    let chosen = kinds.compactMap { kind in
      best(of: results.filter { $0.name.hasPrefix(kind.0 + ",") })
    }
    lesson.show(
      curves(chosen, upTo: 1.3 * guess, hasShade: true), "optimizers",
      "The loss of each kind at its best rate, in batches of 20: the mean of 20 steps and of three "
        + "seeds. The shade goes from the lowest seed to the highest.",
      alt: "the loss with each kind of step", preview: false)
    return chosen
  }
  lesson.text(steppersText(steppers))
  lesson.cell("Four sizes of batches") {
    let results = try compare(
      "batches", in: lesson, learningFrom: images.some(1000), testedOn: images.heldOut
    ) {
      try [5, 20, 80, 320].map { batch in
        Trial(
          name: "\(batch)", network: try Choice.small(for: images.train, seed: 1),
          training: Training(epochs: 3, batch: batch, rate: 0.03))
      }
    }.flatMap(\.outcomes)
    lesson.print("batch   steps   loss at the end   held out")
    for result in results {
      lesson.print(
        result.name.alignedRight(5) + "\(result.losses.count)".alignedRight(8)
          + result.lastLoss.fixed(4).alignedRight(18) + result.tested.percent().alignedRight(11))
    }
  }
  lesson.text(
    """
    These trainings had three epochs, the same rate and one seed. With another seed neighbours may \
    change places. The gradient of a large batch is more exact, but there are few steps. So the rate must \
    be larger. Small batches make many steps, each less exact. So the rate must be smaller. On machines that do many things at once, large batches also cost less per image.
    """)
}

/// What makes steps of gradients, for the loop.
func inWords(_ method: Training.Method) -> String {
  switch method {
  case .sgd:
    "Each step keeps 0.9 of the one before (**momentum**), so steps in the same direction add up."
  case .adam:
    "The optimizer is **Adam**: each weight has a step of its own, which is larger if its gradients "
      + "agree."
  }
}
