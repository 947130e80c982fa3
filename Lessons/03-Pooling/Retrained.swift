import CNN
import Digits
import Dispatch
import Models
import Synchronization

// Small networks that learn with the window of the knobs, and without any.

/// What networks of one kind read of test digits that have moved.
nonisolated struct Retrained: Codable {
  let weights: Int
  /// The share read, for each seed and each number of pixels from 0 on.
  let shares: [[Double]]

  /// The mean over all seeds.
  func mean(_ pixels: Int) -> Double { shares.map { $0[pixels] }.mean }

  /// By how much its share is larger than another's, for each seed.
  func lead(over other: Retrained, _ pixels: Int) -> [Double] {
    zip(shares, other.shares).map { $0[pixels] - $1[pixels] }
  }

  /// How far digits are moved at most.
  static let farthest = 3
}

/// The digits that all of them learn from, and those that they are asked about: for each distance
/// a quarter in each direction. They are made once, when they are first needed.
nonisolated private let digits = Result {
  let test = try MNIST.dataSet(.test)
  let ways = [(0, 1), (0, -1), (1, 0), (-1, 0)]
  return (
    learned: try MNIST.dataSet(.train).choosing(Swift.stride(from: 0, to: 60_000, by: 60)),
    asked: (0...Retrained.farthest).map { pixels in
      ways.enumerated().map { turn, way in
        test.choosing(Swift.stride(from: 10 * turn, to: test.count, by: 40))
          .moved(down: way.0 * pixels, right: way.1 * pixels)
      }
    }
  )
}

/// Trains a small network with some pooling for each of four seeds, and has each
/// read the digits that have moved. Each training has a core of its own.
nonisolated func retrained(with pooling: any Layer) throws -> Retrained {
  let (learned, asked) = try digits.get()
  let layers: [any Layer] = [
    Convolution(4, 5, padding: .same), ReLU(), pooling, Flatten(), Dense(10), Softmax(),
  ]
  let plain = try Network(input: learned.shape, seed: 1, layers)
  let results = Mutex([Result<[Double], any Error>?](repeating: nil, count: 4))
  DispatchQueue.concurrentPerform(iterations: 4) { number in
    let seed = UInt64(number + 1)
    let result = Result {
      var network = try Network(input: learned.shape, seed: seed, layers)
      try Training(epochs: 4, batch: 32, seed: seed, workers: 1)
        .run(&network, on: learned, numbers: Array(0..<learned.count)) { _, _ in }
      return try asked.map { sets in
        let right = try sets.reduce(0) {
          $0 + (try network.right(on: $1, numbers: Array(0..<$1.count), workers: 1))
        }
        return Double(right) / Double(sets.reduce(0) { $0 + $1.count })
      }
    }
    results.withLock { $0[number] = result }
  }
  let shares = try results.withLock { try $0.compactMap { try $0?.get() } }
  return Retrained(weights: plain.parameterCount, shares: shares)
}
