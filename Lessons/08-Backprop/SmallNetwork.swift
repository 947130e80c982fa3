import CNN
import Digits

// What the bugs are put into: a small network, small digits, and a short training.

/// A small version of the lessons' network. Four of its layers can be exchanged for copies with a bug.
nonisolated struct Parts {
  var convolution: any Layer = Convolution(6, 3)
  var pooling: any Layer = MaxPooling(2)
  var dropout: any Layer = PlainDropout(0.25)
  var dense: any Layer = Dense(10)
  /// Whether the gradients are set to 0 before each step.
  var zeroes = true

  func network(seed: UInt64) throws -> Network {
    try Network(
      input: [14, 14, 1], seed: seed,
      [
        Convolution(4, 3, padding: .full), ReLU(), convolution, ReLU(), pooling, dropout,
        Flatten(), Dense(24), ReLU(), dense, Softmax(),
      ])
  }
}

/// Images with their labels.
nonisolated struct Batch {
  var images: Tensor
  var labels: [Int]

  /// Dark ink on white paper.
  var inverted: Batch {
    var other = self
    other.images.scalars = images.scalars.map { 1 - $0 }
    return other
  }

  /// Some of the images.
  func part(_ numbers: [Int]) -> Batch {
    let shape = images.shape.ofOne
    let scalars = numbers.flatMap { n in images.scalars[n * shape.count..<(n + 1) * shape.count] }
    return Batch(
      images: Tensor(shape.batch(of: numbers.count), scalars), labels: numbers.map { labels[$0] })
  }
}

/// Training digits at half their size, 14×14, so that plain loops are fast enough; ten of one
/// kind after the other.
func smallDigits(_ count: Int) throws -> Batch {
  var batch = Batch(images: Tensor([count, 14, 14, 1]), labels: [])
  for n in 0..<count {
    let image = try MNIST.sheet(.train, digit: n % 10).image(n / 10)
    for h in 0..<14 {
      for w in 0..<14 {
        let sum =
          image[2 * h, 2 * w, 0] + image[2 * h, 2 * w + 1, 0] + image[2 * h + 1, 2 * w, 0]
          + image[2 * h + 1, 2 * w + 1, 0]
        batch.images[n, h, w, 0] = sum / 4
      }
    }
    batch.labels.append(n % 10)
  }
  return batch
}

/// A mistake: the network in which it would be right, and the same with the mistake in it.
nonisolated struct Bug {
  let name: String
  /// Nil for the network that most of them belong to.
  var right: Parts?
  var wrong: Parts
  /// Whether it is looked for with dark ink on white paper.
  var isInverted = false
}

/// A network in training, just before a step: with the gradients that the step is made of.
nonisolated struct Moment {
  var network: Network
  var gradients: [[Tensor]]
  var loss: Double
  var batch: Batch
  var pass: Pass

  /// On one core: for so small a network a second one is no help.
  init(_ network: Network, _ batch: Batch, _ mode: Pass.Mode = .training) throws {
    try self.init(network, batch, Pass(mode, workers: 1))
  }

  init(_ network: Network, _ batch: Batch, _ pass: Pass) throws {
    var tape = Tape()
    try network.forward(batch.images, tape: &tape, pass)
    loss = Double(try network.backward(from: batch.labels, tape: &tape))
    (self.network, self.batch, self.pass) = (network, batch, pass)
    gradients = tape.parameterGradients
  }
}

/// A training: the loss of each step, and the last step.
nonisolated struct SmallTraining {
  var losses: [Double]
  var last: Moment
}

/// Trains for some steps on batches of eight. Without `zeroes` each step still has the gradients of
/// all steps before it.
func train(
  _ parts: Parts, on data: Batch, steps: Int, rate: Float, seed: UInt64
) throws -> SmallTraining {
  var network = try parts.network(seed: seed)
  var optimizer = SGD(rate: rate)
  var training: SmallTraining?
  for step in 0..<steps {
    let order = Random(seed: seed, for: .order).stream(step).permutation(of: data.labels.count)
    let batch = data.part(Array(order.prefix(8)))
    var moment = try Moment(network, batch, Pass(.training, seed: seed, step: step, workers: 1))
    if let before = training?.last.gradients, !parts.zeroes { moment.gradients.add(before) }
    training = SmallTraining(losses: (training?.losses ?? []) + [moment.loss], last: moment)
    optimizer.step(&network, moment.gradients)
  }
  return try training ?? SmallTraining(losses: [], last: Moment(network, data))
}

/// The mean of the losses of the last 20 steps, over three seeds.
func ending(_ parts: Parts, _ data: Batch, rate: Float) throws -> Double {
  let runs = try (1...3).map {
    try train(parts, on: data, steps: steps, rate: rate, seed: UInt64($0))
  }
  return runs.reduce(0) { $0 + $1.losses.suffix(20).reduce(0, +) / 60 }
}

extension [[Tensor]] {
  nonisolated mutating func add(_ other: [[Tensor]]) {
    for layer in indices {
      for p in self[layer].indices {
        for i in self[layer][p].scalars.indices {
          self[layer][p].scalars[i] += other[layer][p].scalars[i]
        }
      }
    }
  }
}
