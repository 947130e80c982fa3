import CNN
import Digits
import Explain
import Models

/// The traces that browser and package are compared on: every kind of layer, forward and backward.
func tracesToCompare() throws -> [Trace] {
  let seven = try MNIST.seven()
  let trained = try Models.walkthrough()
  var traces = [
    try trained.trace(seven, label: 7),
    try trained.trace(seven, label: 3, Pass(.training, seed: 5, step: 2, firstImage: 3)),
    try trained.trace(seven),
    try LittleSeven.network().trace(LittleSeven.image, label: 0),
  ]
  for (number, padding) in Padding.allCases.enumerated() {
    for stride in 1...3 {
      let seed = UInt64(10 * number + stride)
      let network = try mixed(stride, padding, seed: seed)
      // The largest seeds need all 64 bits.
      let pass = Pass(.training, seed: .max - seed, step: number, firstImage: stride)
      traces.append(try network.trace(random([9, 8, 2], seed), label: 2, pass))
      traces.append(
        try network.trace(
          random([9, 8, 2], seed, hasTies: true), outputGradient: random([6], seed + 9)))
    }
  }
  let pools = try Network(
    input: [7, 9, 3], seed: 3,
    [
      MaxPooling(3, stride: Size(2, 1)), AveragePooling(Size(2, 3), stride: Size(1, 2)),
      ReLU(slope: -0.5),
    ])
  traces.append(
    try pools.trace(
      random([7, 9, 3], 4, hasTies: true), outputGradient: random(pools.shapes[3], 8)))
  return traces
}

/// A small network with several channels, unequal strides, a leaky ReLU, dropout, and windows that
/// overlap.
private func mixed(_ stride: Int, _ padding: Padding, seed: UInt64) throws -> Network {
  let pooling: any Layer =
    stride == 1 ? AveragePooling(Size(2, 1), stride: 1) : MaxPooling(2, stride: 1)
  return try Network(
    input: [9, 8, 2], seed: seed,
    [
      Convolution(3, Size(3, 2), stride: Size(stride, 4 - stride), padding: padding),
      ReLU(slope: 0.1), Dropout(0.3), Convolution(4, Size(2, 1), padding: .full), ReLU(), pooling,
      Dropout(0.5), Flatten(), Dense(6), Softmax(),
    ])
}

/// - Parameter hasTies: whether there are only four different numbers.
private func random(_ shape: Shape, _ seed: UInt64, hasTies: Bool = false) -> Tensor {
  let random = Random(seed: seed)
  return Tensor(
    shape,
    (0..<shape.count).map { hasTies ? (random.uniform($0) * 3).rounded() / 2 : random.normal($0) })
}

extension Network {
  /// Some place of the network, of one of four kinds.
  func site(_ number: Int, _ random: Random) -> Site {
    let random = random.stream(number)
    func chosen(_ count: Int, _ purpose: Int) -> Int { Int(random.uniform(purpose) * Float(count)) }
    let owners = layers.indices.filter { !layers[$0].parameters.isEmpty }
    let isWeight = number / 2 % 2 == 1 && !owners.isEmpty
    if isWeight {
      let layer = owners[chosen(owners.count, 0)]
      let parameter = chosen(layers[layer].parameters.count, 1)
      let shape = layers[layer].parameters[parameter].value.shape
      let site = Site.parameter(
        layer: layer, parameter: parameter, shape.index(at: chosen(shape.count, 2)))
      return number % 2 == 0 ? site : site.gradient
    }
    let stage = chosen(shapes.count, 0)
    let site = Site.activation(
      stage: stage, shapes[stage].index(at: chosen(shapes[stage].count, 2)))
    return number % 2 == 0 ? site : site.gradient
  }
}
