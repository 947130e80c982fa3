import CNN
import Digits
import Foundation

/// How a network is trained: gradient descent with momentum, in batches of shuffled images, with
/// a rate that rises at first and then falls along half a cosine (Loshchilov and Hutter, 2017).
///
/// Everything that looks random is a hash of `seed`, so the same training gives the same bits.
public struct Training: Sendable, Equatable {
  public var epochs: Int
  /// Images in a batch.
  public var batch: Int
  /// η at its highest.
  public var rate: Float
  public var momentum: Float
  public var weightDecay: Float
  /// For which share of all steps the rate rises.
  public var warmUp: Double
  public var seed: UInt64
  public var workers: Int

  public init(
    epochs: Int = 12, batch: Int = 64, rate: Float = 0.03, momentum: Float = 0.9,
    weightDecay: Float = 0, warmUp: Double = 0.1, seed: UInt64 = 1, workers: Int = availableCores
  ) {
    self.epochs = epochs
    self.batch = batch
    self.rate = rate
    self.momentum = momentum
    self.weightDecay = weightDecay
    self.warmUp = warmUp
    self.seed = seed
    self.workers = workers
  }

  /// Where a training is.
  public struct Progress: Sendable {
    public let epoch: Int
    /// Steps done in this epoch, and how many an epoch has.
    public let step: Int
    public let steps: Int
    /// Mean loss of the epoch so far.
    public let loss: Double
  }

  /// Trains a network on some images of a data set.
  ///
  /// - Parameters:
  ///   - numbers: which images of the data set.
  ///   - report: called after each step with the network as it is.
  /// - Throws: if the network does not take such images, or does not end with a softmax.
  public func run(
    _ network: inout Network, on data: DataSet, numbers: [Int],
    report: (Progress, Network) throws -> Void
  ) throws {
    var optimizer = SGD(rate: rate, momentum: momentum, weightDecay: weightDecay)
    var tape = Tape()
    let steps = (numbers.count + batch - 1) / batch
    for epoch in 0..<epochs {
      let order = Random(seed: seed, for: .order).stream(epoch).permutation(of: numbers.count)
      var sum = 0.0
      for step in 0..<steps {
        let number = epoch * steps + step
        let own = order[step * batch..<min((step + 1) * batch, numbers.count)]
        let (images, labels) = data.batch(own.map { numbers[$0] })
        let pass = Pass(.training, seed: seed, step: number, workers: workers)
        try network.forward(images, tape: &tape, pass)
        let loss = Double(try network.backward(from: labels, tape: &tape, pass))
        guard loss.isFinite else {
          throw ModelError(
            description: "the loss is no longer a number after \(number) steps; "
              + "a smaller rate than \(self.rate) helps")
        }
        sum += loss
        optimizer.rate = rate(at: number, of: epochs * steps)
        optimizer.step(&network, tape.parameterGradients)
        try report(
          Progress(epoch: epoch, step: step + 1, steps: steps, loss: sum / Double(step + 1)),
          network)
      }
    }
  }

  /// η at a step: up in a line, then down along half a cosine.
  func rate(at step: Int, of steps: Int) -> Float {
    let rising = warmUp * Double(steps)
    let now = Double(step) + 0.5
    if now < rising { return Float(Double(rate) * now / rising) }
    let share = (now - rising) / (Double(steps) - rising)
    return Float(Double(rate) * (1 + cos(.pi * share)) / 2)
  }
}

extension Network {
  /// How many of some images of a data set the network names rightly.
  ///
  /// - Throws: if the network does not take such images.
  public func right(on data: DataSet, numbers: [Int], workers: Int = availableCores) throws -> Int {
    var tapes = Tapes()
    var right = 0
    for start in stride(from: 0, to: numbers.count, by: 500) {
      let own = numbers[start..<min(start + 500, numbers.count)]
      let (images, labels) = data.batch(own)
      let answers = try classify(images, tapes: &tapes, workers: workers)
      right += zip(answers, labels).count { $0 == $1 }
    }
    return right
  }
}
