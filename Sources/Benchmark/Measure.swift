import CNN
import Digits
import Foundation
import Measuring

/// The speed of one network: images a second, and the time for one image.
struct NetworkSpeed: Sendable {
  let network: Network
  let workers: Int

  /// MNIST's digits; nil for noise.
  let digits: DataSet?

  /// Batches of images, `[count, H, W, C]`, and their labels: 16 of MNIST's digits, which are taken
  /// in turn, or one of noise. The speed depends on them: what is zero is not multiplied.
  private func batches(_ count: Int) -> [(images: Tensor, labels: [Int])] {
    if let digits {
      return (0..<16).map { batch in
        digits.batch((0..<count).map { (batch + 16 * $0) * digits.count / (16 * count) })
      }
    }
    let shape = network.shapes[0].batch(of: count)
    let random = Random(seed: 1)
    let images = Tensor(shape, (0..<shape.count).map { random.uniform($0) })
    return [(images, (0..<count).map { $0 % 10 })]
  }

  /// A training with gradient descent and momentum, step by step.
  private struct Steps {
    var network: Network
    let batches: [(images: Tensor, labels: [Int])]
    let workers: Int
    var optimizer = SGD(rate: 0.001, momentum: 0.9)
    var tape = Tape()
    var step = 0

    mutating func advance() throws {
      let (images, labels) = batches[step % batches.count]
      let pass = Pass(.training, seed: 1, step: step, workers: workers)
      try network.forward(images, tape: &tape, pass)
      try network.backward(from: labels, tape: &tape)
      optimizer.step(&network, tape.parameterGradients)
      step += 1
    }
  }

  /// Images a second in training.
  func training(batch count: Int, seconds: Double) throws -> Double {
    var steps = Steps(network: network, batches: batches(count), workers: workers)
    return try Double(count) * rate(seconds) { try steps.advance() }
  }

  /// Microseconds of the processor's time that an image takes in training, on one core: the best
  /// of five rounds of 512 images. It depends less than wall-clock time on what else the machine
  /// does.
  func userTime(batch count: Int) throws -> Double {
    var steps = Steps(network: network, batches: batches(count), workers: 1)
    let number = max(1, 512 / count)
    for _ in 0..<number { try steps.advance() }
    return try (0..<5).map { _ in
      let start = userSeconds()
      for _ in 0..<number { try steps.advance() }
      return 1e6 * (userSeconds() - start) / Double(number * count)
    }.min() ?? 0
  }

  /// Images a second at inference.
  func inference(batch count: Int, seconds: Double) throws -> Double {
    var tapes = Tapes()
    let batches = batches(count)
    var turn = 0
    return try Double(count)
      * rate(seconds) {
        let images = batches[turn % batches.count].images
        _ = try network.answer(images, tapes: &tapes, workers: workers)
        turn += 1
      }
  }

  /// Microseconds from one image to its answer, on one core. Waking a second core takes longer than
  /// it saves.
  func latency(seconds: Double) throws -> Double {
    var tape = Tape()
    let images = batches(1)
    var turn = 0
    return try 1e6
      / rate(seconds) {
        try network.forward(images[turn % images.count].images, tape: &tape, Pass(workers: 1))
        turn += 1
      }
  }

  /// Multiply-adds of one image's forward pass, and of a training step. The backward pass repeats
  /// each product for the weights' gradients and, except in the first layer, for the input's
  /// gradient.
  var multiplyAdds: (forward: Int, training: Int) {
    var (forward, back) = (0, 0)
    for number in network.layers.indices {
      let products = network.multiplyAdds(ofLayer: number)
      forward += products
      back += products * (number == 0 ? 1 : 2)
    }
    return (forward, forward + back)
  }
}

/// Billions of floating-point operations a second in a product of two square matrices. A dense
/// layer computes it, with as many images as inputs and units.
func productRate(size: Int, workers: Int, seconds: Double) throws -> Double {
  let network = try Network(input: [size], seed: 1, [Dense(size)])
  let images = Tensor([size, size], repeating: 0.5)
  var tape = Tape()
  let operations = 2 * Double(size * size * size) / 1e9
  return try operations
    * rate(seconds) { try network.forward(images, tape: &tape, Pass(workers: workers)) }
}

/// The processor's time that this process has used so far, in seconds.
func userSeconds() -> Double {
  var usage = rusage()
  getrusage(0, &usage)
  return Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
}
