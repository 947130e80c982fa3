import CNN
import Models
import Printing

// What the cells of the second page need.

/// `hides: stride 2   error 0.38 %  (26 weights)`
func line(_ what: String, _ found: Found) -> String {
  let error = found.error.percent(2).alignedRight(9)
  return "\(what.alignedLeft(26)) largest error\(error) of \(found.checked) weights"
    + (found.isCaught ? ", in \(found.worst)" : "")
}

/// The mean of the losses of the last 20 steps, over three seeds.
func ending(_ parts: Parts, _ data: Batch, rate: Float) throws -> Double {
  let runs = try (1...3).map {
    try train(parts, on: data, steps: steps, rate: rate, seed: UInt64($0))
  }
  return runs.reduce(0) { $0 + $1.losses.suffix(20).reduce(0, +) / 60 }
}

/// How many windows of 2×2 of some maps have more than one maximum: of zeros, and of others.
func ties(_ maps: Tensor) -> (zero: Int, above: Int) {
  var (zero, above) = (0, 0)
  for i in stride(from: 0, to: maps.shape[0] - 1, by: 2) {
    for j in stride(from: 0, to: maps.shape[1] - 1, by: 2) {
      for c in 0..<maps.shape[2] {
        let window = [
          maps[i, j, c], maps[i, j + 1, c], maps[i + 1, j, c], maps[i + 1, j + 1, c],
        ]
        let largest = window.max() ?? 0
        guard window.count(where: { $0 == largest }) > 1 else { continue }
        if largest == 0 { zero += 1 } else { above += 1 }
      }
    }
  }
  return (zero, above)
}

/// How many windows of 2×2 have handed their gradient to more than one cell.
func sharedWindows(_ gradient: Tensor) -> Int {
  var count = 0
  for i in stride(from: 0, to: gradient.shape[0] - 1, by: 2) {
    for j in stride(from: 0, to: gradient.shape[1] - 1, by: 2) {
      for c in 0..<gradient.shape[2] {
        let window = [
          gradient[i, j, c], gradient[i, j + 1, c], gradient[i + 1, j, c],
          gradient[i + 1, j + 1, c],
        ]
        if window.count(where: { $0 != 0 }) > 1 { count += 1 }
      }
    }
  }
  return count
}

extension LittleSeven {
  /// The little seven's network with another pooling layer.
  static func network(_ pooling: any Layer) throws -> Network {
    try Network(
      input: image.shape, seed: 1,
      [
        Convolution(weights: kernel, bias: kernelBias), ReLU(), pooling, Flatten(),
        Dense(weights: weights, bias: biases), Softmax(),
      ])
  }
}

extension Network {
  /// The same network with each kernel of a layer made the mean of itself and itself turned.
  func withSymmetricKernels(_ layer: String) -> Network {
    let old = self[layer, "weight"]  // [KH, KW, C, K]
    let (count, part) = (old.shape[0] * old.shape[1], old.shape[2] * old.shape[3])
    var network = self
    for place in 0..<count {
      for i in 0..<part {
        let (own, turned) = (place * part + i, (count - 1 - place) * part + i)
        network[layer, "weight"].scalars[own] = (old.scalars[own] + old.scalars[turned]) / 2
      }
    }
    return network
  }
}
