import CNN
import Digits
import Models

/// How many test digits one kind of network reads, for each seed.
struct Result: Codable {
  let name: String
  let isShuffled: Bool
  /// The share right, by seed.
  let shares: [Double]
}

/// A new network that was shown some digits with their names, four times each. Lesson 9 explains
/// how its weights find their values.
func trained(_ layers: [any Layer], on data: DataSet, seed: UInt64) throws -> Network {
  var network = try Network(input: data.shape, seed: seed, layers)
  let training = Training(epochs: 4, batch: 32, rate: 0.05, seed: seed)
  try training.run(&network, on: data, numbers: Array(0..<data.count)) { _, _ in }
  return network
}
