import CNN
import Models

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
