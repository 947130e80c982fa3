import CNN
import Digits
import Foundation

/// How a network is trained: gradient descent in batches of shuffled images. The rate rises at
/// first and then falls along half a cosine (Loshchilov and Hutter, 2017).
///
/// All random numbers are hashes of `seed`, so the same training gives the same bits.
public struct Training: Sendable, Equatable {
  /// The optimizer.
  public enum Method: String, CaseIterable, Sendable {
    /// Gradient descent, with momentum.
    case sgd
    /// Each weight has its own step size. It needs a much smaller rate, such as 0.001.
    case adam
  }

  public var epochs: Int
  /// Images in a batch.
  public var batch: Int
  /// η at its highest.
  public var rate: Float
  public var method: Method
  /// How much of the last velocity is kept. Adam has none.
  public var momentum: Float
  public var weightDecay: Float
  /// The share of all steps in which the rate rises.
  public var warmUp: Double
  /// Whether the rate falls after that. If not, it stays at its highest.
  public var falls: Bool
  /// How training images are changed.
  public var augmentation: Augmentation
  /// The names of layers whose weights stay as they are, such as `conv1`.
  public var frozen: [String]
  public var seed: UInt64
  public var workers: Int

  public init(
    epochs: Int = 12, batch: Int = 64, rate: Float = 0.03, method: Method = .sgd,
    momentum: Float = 0.9, weightDecay: Float = 0, warmUp: Double = 0.1, falls: Bool = true,
    augmentation: Augmentation = .none, frozen: [String] = [], seed: UInt64 = 1,
    workers: Int = availableCores
  ) {
    self.epochs = epochs
    self.batch = batch
    self.rate = rate
    self.method = method
    self.momentum = momentum
    self.weightDecay = weightDecay
    self.warmUp = warmUp
    self.falls = falls
    self.augmentation = augmentation
    self.frozen = frozen
    self.seed = seed
    self.workers = workers
  }

  /// The progress of a training.
  public struct Progress: Sendable {
    public let epoch: Int
    /// Steps done in this epoch, and steps in an epoch.
    public let step: Int
    public let steps: Int
    /// Mean loss of the epoch so far.
    public let loss: Double
    /// The accuracy on the epoch's images so far, each measured just before the network learned
    /// from it, with dropout.
    public let share: Double

    public var isLastOfEpoch: Bool { step == steps }
  }

  /// Trains a network on some images of a data set.
  ///
  /// - Parameters:
  ///   - numbers: which images of the data set.
  ///   - report: called after each step, with the current network.
  /// - Throws: if the images do not fit the network, or it does not end with a softmax.
  public func run(
    _ network: inout Network, on data: DataSet, numbers: [Int],
    report: (Progress, Network) throws -> Void
  ) throws {
    var trainer = try Trainer(self, network, on: data, numbers: numbers)
    defer { network = trainer.network }
    while !trainer.isDone { try report(try trainer.advance(), trainer.network) }
  }

  /// η at a step: up in a line, then down along half a cosine.
  public func rate(at step: Int, of steps: Int) -> Float {
    let rising = warmUp * Double(steps)
    let now = Double(step) + 0.5
    if now < rising { return Float(Double(rate) * now / rising) }
    guard falls else { return rate }
    let share = (now - rising) / (Double(steps) - rising)
    return Float(Double(rate) * (1 + cos(.pi * share)) / 2)
  }

  /// The optimizer, with these settings.
  public var optimizer: any Optimizer {
    switch method {
    case .sgd: SGD(rate: rate, momentum: momentum, weightDecay: weightDecay)
    case .adam: Adam(rate: rate, weightDecay: weightDecay)
    }
  }

  /// Throws one sentence, if a setting cannot work.
  public func check() throws(ModelError) {
    func refuse(_ sentence: String) -> ModelError { ModelError(description: sentence) }
    guard epochs > 0, epochs <= 10_000 else {
      throw refuse("epochs must be from 1 to 10,000, not \(epochs)")
    }
    guard batch > 0, batch <= 65_536 else {
      throw refuse("a batch must have from 1 to 65,536 images, not \(batch)")
    }
    guard rate > 0, rate.isFinite else {
      throw refuse("the rate must be a finite number above 0, not \(rate)")
    }
    guard (0..<1).contains(momentum) else {
      throw refuse("the momentum must be from 0 to below 1, not \(momentum)")
    }
    guard weightDecay >= 0, weightDecay.isFinite else {
      throw refuse("the weight decay must be finite and 0 or more, not \(weightDecay)")
    }
    guard (0...1).contains(warmUp) else {
      throw refuse("the warm-up must be a share of all steps, from 0 to 1, not \(warmUp)")
    }
    try augmentation.check()
    try Self.check(workers: workers)
  }

  /// Throws one sentence, if there are too many cores, or none.
  public static func check(workers: Int) throws(ModelError) {
    guard (1...1024).contains(workers) else {
      throw ModelError(description: "--workers must be from 1 to 1,024, not \(workers)")
    }
  }
}

extension Network {
  /// How many of some images of a data set the network classifies correctly.
  ///
  /// - Throws: if the images do not fit the network.
  public func right(on data: DataSet, numbers: [Int], workers: Int = availableCores) throws -> Int {
    var right = 0
    try eachBatch(of: data, numbers, workers) { answers, labels in
      right += zip(answers.rows, labels).count { $0.argmax == $1 }
    }
    return right
  }

  /// The network's probabilities for some images: one for each class.
  ///
  /// - Throws: if the images do not fit the network.
  public func probabilities(
    on data: DataSet, numbers: [Int], workers: Int = availableCores
  ) throws -> [[Float]] {
    var all: [[Float]] = []
    try eachBatch(of: data, numbers, workers) { answers, _ in all += answers.rows.map(Array.init) }
    return all
  }

  private func eachBatch(
    of data: DataSet, _ numbers: [Int], _ workers: Int, _ body: (Tensor, [Int]) -> Void
  ) throws {
    var tapes = Tapes()
    for start in stride(from: 0, to: numbers.count, by: 500) {
      let (images, labels) = data.batch(numbers[start..<min(start + 500, numbers.count)])
      body(try answer(images, tapes: &tapes, workers: workers), labels)
    }
  }
}

extension Tensor {
  /// The rows of `[N, K]`.
  var rows: some Sequence<ArraySlice<Float>> {
    let columns = shape[1]
    return (0..<shape[0]).lazy.map { scalars[$0 * columns..<($0 + 1) * columns] }
  }
}
