import CNN
import Digits

/// A training in progress. It advances step by step, and can be stopped after any step.
///
/// Random numbers are hashes of the seed and the step. So to continue later, only `network`, the
/// optimizer's memory and a few sums must be kept; see `Checkpoint`.
public struct Trainer: Sendable {
  public let training: Training
  public internal(set) var network: Network
  /// Steps done so far, steps in an epoch, and steps in total.
  public internal(set) var step = 0
  public let stepsPerEpoch: Int
  public var steps: Int { training.epochs * stepsPerEpoch }
  public var isDone: Bool { step >= steps }

  let data: DataSet
  let numbers: [Int]
  var optimizer: any Optimizer
  /// In the current epoch: the sum of the steps' losses, how many images were right, and how many
  /// were seen.
  var sums = (loss: 0.0, right: 0, seen: 0)
  /// The order of the images, and its epoch.
  private var order: (epoch: Int, numbers: [Int]) = (-1, [])
  private var tape = Tape()
  var dataFingerprint: UInt64?
  private let isFrozen: [Bool]

  /// - Parameters:
  ///   - network: with the weights to begin with.
  ///   - numbers: which images of the data set to learn from.
  /// - Throws: one sentence, if a setting cannot work, a frozen layer does not exist, or there are
  ///   no images.
  public init(
    _ training: Training, _ network: Network, on data: DataSet, numbers: [Int]
  ) throws {
    try training.check()
    if let unknown = training.frozen.first(where: { !network.names.contains($0) }) {
      throw ModelError(
        description: "the network has no layer \(unknown) to freeze; it has "
          + network.names.joined(separator: ", "))
    }
    guard !numbers.isEmpty else {
      throw ModelError(description: "there are no images to learn from")
    }
    self.training = training
    self.network = network
    self.data = data
    self.numbers = numbers
    optimizer = training.optimizer
    stepsPerEpoch = (numbers.count + training.batch - 1) / training.batch
    isFrozen = network.names.map(training.frozen.contains)
  }

  /// The images of the next step, `[N, H, W, 1]`, after augmentation, and their labels.
  mutating func nextBatch() -> (images: Tensor, labels: [Int]) {
    let epoch = step / stepsPerEpoch
    if order.epoch != epoch {
      let random = Random(seed: training.seed, for: .order)
      order = (epoch, random.stream(epoch).permutation(of: numbers.count))
      sums = step.isMultiple(of: stepsPerEpoch) ? (0, 0, 0) : sums
    }
    let first = step % stepsPerEpoch * training.batch
    let own = order.numbers[first..<min(first + training.batch, numbers.count)]
    var (images, labels) = data.batch(own.map { numbers[$0] })
    training.augmentation.apply(to: &images, seed: training.seed, step: step)
    return (images, labels)
  }

  /// Takes one step: forward, loss, backward, and a step of the optimizer.
  ///
  /// - Throws: ``Diverged`` if the loss is not finite any more, or if the images do not fit the network.
  public mutating func advance() throws -> Training.Progress {
    let (images, labels) = nextBatch()
    let pass = Pass(.training, seed: training.seed, step: step, workers: training.workers)
    try network.forward(images, tape: &tape, pass)
    let loss = Double(try network.backward(from: labels, tape: &tape))
    guard loss.isFinite else {
      throw training.diverged("the loss is", at: step)
    }
    sums.loss += loss
    sums.right += zip(tape.output.rows, labels).count { $0.argmax == $1 }
    sums.seen += labels.count
    optimizer.rate = training.rate(at: step, of: steps)
    optimizer.step(&network, gradients)
    step += 1
    let done = (step - 1) % stepsPerEpoch + 1
    return Training.Progress(
      epoch: (step - 1) / stepsPerEpoch, step: done, steps: stepsPerEpoch,
      loss: sums.loss / Double(done), share: Double(sums.right) / Double(max(1, sums.seen)))
  }

  /// The gradients of the last step; frozen layers have none.
  private var gradients: [[Tensor]] {
    guard isFrozen.contains(true) else { return tape.parameterGradients }
    return zip(tape.parameterGradients, isFrozen).map { $1 ? [] : $0 }
  }
}
