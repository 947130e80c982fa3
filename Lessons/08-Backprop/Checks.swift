import CNN
import Digits
import Explain

// What the bugs are put into, and the checks that shall find them.

/// The lessons' network in small. Four of its layers can be exchanged for copies with a bug.
nonisolated struct Parts {
  var convolution: any Layer = Convolution(6, 3)
  var pooling: any Layer = MaxPooling(2)
  var dropout: any Layer = PlainDropout(0.25)
  var dense: any Layer = Dense(10)
  /// Whether the gradients of the last step are wiped out before those of the next.
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

/// What a gradient check has found.
nonisolated struct Found {
  /// The largest difference between gradient and slope, as a share of the larger of the two.
  var error = 0.0
  /// Among which weights: `conv1.weight`.
  var worst = ""
  var checked = 0

  /// Whether the gradients are wrong: the difference is too large to be rounding.
  var isCaught: Bool { error > 0.1 }
}

/// Holds gradients against slopes: of each parameter eight weights without a kink within the nudge,
/// if there are as many among thirty. Of these, those count whose slope is not so small that it is
/// mostly rounding.
func check(_ moment: Moment) throws -> Found {
  var found = Found()
  let (network, batch) = (moment.network, moment.batch)
  // With more images rounding averages out, but there are more kinks: then a smaller nudge is better.
  let step = 0.002 / Float(batch.labels.count).squareRoot()
  for ((name, layer), gradients) in zip(zip(network.names, network.layers), moment.gradients) {
    for (own, gradient) in zip(layer.parameters, gradients) where own.isLearned {
      let shape = gradient.shape
      var pairs: [(gradient: Double, slope: Double)] = []
      for place in Random(seed: 1).permutation(of: shape.count).prefix(30) where pairs.count < 8 {
        let nudge = try network.checkGradient(
          of: network.site(name, own.name, shape.index(at: place)), batch.images,
          labels: batch.labels, step: step, moment.pass)
        if nudge.kinks.isEmpty { pairs.append((Double(gradient.scalars[place]), nudge.slope)) }
      }
      let largest = pairs.map { max(abs($0.gradient), abs($0.slope)) }.max() ?? 0
      for (gradient, slope) in pairs {
        let size = max(abs(gradient), abs(slope))
        guard size > 0.3 * largest else { continue }
        found.checked += 1
        if abs(gradient - slope) / size > found.error {
          found.error = abs(gradient - slope) / size
          found.worst = "\(name).\(own.name)"
        }
      }
    }
  }
  return found
}

/// A training: the loss of each step, and the last step.
nonisolated struct Course {
  var losses: [Double]
  var last: Moment
}

/// Trains for some steps on batches of eight. One thing can be wrong with the training itself:
/// that each step still has the gradients of all steps before it.
func train(
  _ parts: Parts, on data: Batch, steps: Int, rate: Float, seed: UInt64
) throws -> Course {
  var network = try parts.network(seed: seed)
  var optimizer = SGD(rate: rate)
  var course: Course?
  for step in 0..<steps {
    let order = Random(seed: seed, for: .order).stream(step).permutation(of: data.labels.count)
    let batch = data.part(Array(order.prefix(8)))
    var moment = try Moment(network, batch, Pass(.training, seed: seed, step: step, workers: 1))
    if let before = course?.last.gradients, !parts.zeroes { moment.gradients.add(before) }
    course = Course(losses: (course?.losses ?? []) + [moment.loss], last: moment)
    optimizer.step(&network, moment.gradients)
  }
  return try course ?? Course(losses: [], last: Moment(network, data))
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
