import CNN
import Digits
import Models

/// A training that begins with random weights and ends above 99 % on MNIST's test digits.
///
/// The network and the schedule were chosen on 10,000 held-out training digits. The test digits are
/// used only once, at the end. Tests/benchmark_peers.py does the same in PyTorch.
struct MNIST99 {
  let workers: Int

  /// The seconds from the first step to the last, without reading the digits and without the test,
  /// and the accuracy on the test digits.
  func run(seed: UInt64 = 1) throws -> (seconds: Double, accuracy: Double) {
    let (digits, test) = (try MNIST.dataSet(.train), try MNIST.dataSet(.test))
    var network = try Network(
      input: [28, 28, 1], seed: seed,
      [
        Convolution(8, 5), ReLU(), MaxPooling(2), Convolution(32, 5), ReLU(), MaxPooling(2),
        Flatten(), Dense(10), Softmax(),
      ])
    let training = Training(
      epochs: 3, batch: 32, rate: 0.05, momentum: 0.9, weightDecay: 5e-4, warmUp: 0.2, seed: seed,
      workers: workers)
    let start = ContinuousClock.now
    try training.run(&network, on: digits, numbers: Array(0..<digits.count)) { _, _ in }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let right = try network.right(on: test, numbers: Array(0..<test.count), workers: workers)
    return (seconds, Double(right) / Double(test.count))
  }
}
