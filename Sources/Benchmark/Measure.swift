import CNN
import Foundation
import Measuring

/// The speed of one network: images a second, and the time for one image.
struct NetworkSpeed: Sendable {
  let network: Network
  let workers: Int

  /// Images of noise, `[count, H, W, C]`, and labels 0 to 9 in turn. The speed does not depend on
  /// them.
  private func batch(_ count: Int) -> (images: Tensor, labels: [Int]) {
    let shape = network.shapes[0].batch(of: count)
    let random = Random(seed: 1)
    let images = Tensor(shape, (0..<shape.count).map { random.uniform($0) })
    return (images, (0..<count).map { $0 % 10 })
  }

  /// Images a second in training with gradient descent and momentum.
  func training(batch count: Int, seconds: Double) throws -> Double {
    var network = network
    var optimizer = SGD(rate: 0.001, momentum: 0.9)
    var tape = Tape()
    let (images, labels) = batch(count)
    var step = 0
    return try Double(count)
      * rate(seconds) {
        let pass = Pass(.training, seed: 1, step: step, workers: workers)
        try network.forward(images, tape: &tape, pass)
        try network.backward(from: labels, tape: &tape)
        optimizer.step(&network, tape.parameterGradients)
        step += 1
      }
  }

  /// Images a second at inference.
  func inference(batch count: Int, seconds: Double) throws -> Double {
    var tapes = Tapes()
    let images = batch(count).images
    return try Double(count)
      * rate(seconds) { _ = try network.answer(images, tapes: &tapes, workers: workers) }
  }

  /// Microseconds from one image to its answer, on one core. Waking a second core takes longer than
  /// it saves.
  func latency(seconds: Double) throws -> Double {
    var tape = Tape()
    let image = batch(1).images
    return try 1e6 / rate(seconds) { try network.forward(image, tape: &tape, Pass(workers: 1)) }
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

/// The most memory that this process has held so far, in megabytes.
func peakMemory() -> Double {
  var usage = rusage()
  // RUSAGE_SELF, which is an enumeration on Linux and a number on macOS.
  getrusage(0, &usage)
  #if os(Linux)
    return Double(usage.ru_maxrss) / 1024
  #else
    return Double(usage.ru_maxrss) / 1_048_576
  #endif
}
