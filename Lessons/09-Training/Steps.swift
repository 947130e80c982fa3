import CNN
import Digits
import Foundation
import LessonKit
import Models
import Printing

// What the cells of main.swift need.

/// The network of the knobs, with fresh weights.
func newborn(seed: UInt64, withDropout: Bool = true) throws -> Network {
  let layers = choice.layers(withDropout ? dropout : (0, 0))
  do {
    return try Network(
      withDropout ? layers : layers.filter { $0.kind != "dropout" }, for: images.all.train,
      seed: seed)
  } catch { throw KnobError("choice: \(error)") }
}

/// The network of the experiments, in half the size: many of them must be trained.
func small(seed: UInt64, withDropout: Bool = true) throws -> Network {
  try Network(
    Choice.layers(Widths(kernels: (4, 8), units: 32), withDropout ? (0.25, 0.5) : (0, 0)),
    for: images.all.train, seed: seed)
}

/// So many of the images to learn from, evenly spread; all, if there are no more.
func some(_ count: Int) -> DataSet { train.choosing(spread(count, over: train.count)) }

/// The loss of a guess that gives each class the same.
var guess: Double { log(Double(classes.count)) }

/// The mean loss of a network over some images, and what it is made of:
///
///     loss = ln Σ exp(x) − x[right] = guess + (ln Σ exp(x) − mean(x) − guess) + (mean(x) − x[right])
///
/// The first bracket is 0 if all scores are the same, and grows with their spread; the second one is
/// chance, as long as nothing was learned.
func start(_ network: Network, on data: DataSet) throws -> String {
  var tape = Tape()
  let (images, labels) = data.batch(spread(500, over: data.count))
  try network.forward(images, tape: &tape)
  let scores = try tape[network.stages[network.scoresStage]]  // [N, K]
  let losses = try network.losses(of: labels, on: tape).map { Double($0) }
  let (count, classes) = (scores.shape[0], scores.shape[1])
  let luck = (0..<count).map { n in
    let own = scores.scalars[n * classes..<(n + 1) * classes].map { Double($0) }
    return own.mean - own[labels[n]]
  }.mean
  // As they are printed, so that they add up on the page.
  func rounded(_ x: Double) -> Double { (x * 10_000).rounded() / 10_000 }
  let (loss, chance) = (rounded(losses.mean), rounded(luck))
  let differing = loss - chance - rounded(guess)
  return "loss \(loss.fixed(4)) = \(guess.fixed(4)) \(differing.term) (scores differ) "
    + "\(chance.term) (luck)"
}

extension Double {
  /// `+ 0.1234` or `− 0.1234`.
  fileprivate var term: String {
    let text = abs(self).fixed(4)
    return "\(self < 0 && text != "0.0000" ? "−" : "+") \(text)"
  }
}

/// Where a training is: the share right of the test images, what it says of one of them, and the
/// first layer's weights.
func moment(_ step: Int, _ network: Network) throws -> Moment {
  let right = try network.right(on: images.test, numbers: images.test.numbers)
  let said = try network.probabilities(on: images.test, numbers: [exampleNumber])
  return Moment(
    step: step, share: Double(right) / Double(images.test.count), weights: network.firstWeights,
    said: said.first ?? [])
}

/// What a network reads, with dropout off, of the images that it learns from, and of test images.
struct Shares {
  let step: Int
  let learned, test: Double

  init(of network: Network, after step: Int) throws {
    func share(_ data: DataSet) throws -> Double {
      Double(try network.right(on: data, numbers: data.numbers)) / Double(data.count)
    }
    (self.step, learned, test) = (step, try share(some(1000)), try share(images.test))
  }
}

/// The test image whose answers the film shows: of the classes the one at seven tenths, so of digits
/// a seven.
var exampleNumber: Int {
  images.test.labels.firstIndex(of: images.test.classes.count * 7 / 10) ?? 0
}

/// Whether the film or the curve above it shows this step.
func isWorthALook(_ step: Int, of steps: Int) -> Bool {
  let marks = [1, 2, 3, 5, 7, 10, 14, 20, 30, 45, 70, 100, 140, 200, 300, 450, 700]
  return step == steps || Moment.steps(upTo: steps).contains(step) || marks.contains(step)
    || step.isMultiple(of: 1000)
}

func diverged(after step: Int) -> KnobError {
  KnobError(
    "rate: after \(step) steps the loss is no longer a number; a smaller rate than \(rate) helps")
}

func report(_ epoch: Int, loss: Double, _ share: Double) -> String {
  "epoch \("\(epoch + 1)".alignedRight(2))   loss \(loss.fixed(4))   test \(share.percent())"
}

/// The step with which the lesson before ends: the newborn network, its seven, η = 0.01.
func handOverFromBackprop() throws -> HandOver {
  let seven = try MNIST.seven()
  var network = try Network.walkthrough(seed: 1)
  let before = try network.trace(seven, label: 7)
  var optimizer = SGD(rate: 0.01)
  optimizer.step(&network, before.parameterGradients)
  let after = try network.trace(seven, label: 7)
  func share(_ trace: Trace) -> String { trace.output.scalars[7].fixed(4) }
  func loss(_ trace: Trace) -> String { Double(trace.loss ?? .nan).shortened }
  return HandOver([
    (
      "one step",
      "p(7) \(share(before)) → \(share(after)), loss \(loss(before)) → \(loss(after))"
    )
  ])
}

/// What the network that ships can do: all training digits of MNIST, twelve epochs.
struct Shipped {
  /// The way of the seven.
  let trace: Trace
  /// Of MNIST's test digits, how many it reads, of how many.
  let right, count: Int

  init() throws {
    let network = try Models.walkthrough()
    let test = try folder == nil ? images.all.test : MNIST.dataSet(.test)
    trace = try network.trace(try MNIST.seven(), label: 7)
    right = try network.right(on: test, numbers: test.numbers)
    count = test.count
  }
}

/// How much of an edge the first kernels are, before and after: of this page's training, if they are
/// 3×3, and of the network that ships.
func edges(_ moments: [Moment]) throws -> [(name: String, before: [Double], after: [Double])] {
  let shipped = (
    name: "60,000 digits, 12 epochs", before: try Network.walkthrough(seed: 1).edgeLikenesses,
    after: try Models.walkthrough().edgeLikenesses
  )
  guard let first = moments.first, let last = moments.last,
    (first.weights + last.weights).allSatisfy({ $0.shape == [3, 3, 1] })
  else { return [shipped] }
  let isAll = trained.countOfFirstWeights == first.weights.count
  return [
    (
      isAll ? "this page's training" : "this page's first \(first.weights.count)",
      first.weights.map(edgeLikeness), last.weights.map(edgeLikeness)
    ),
    shipped,
  ]
}
