import CNN
import Figures

// What the first layer looks for, and whether that is an edge.

extension Network {
  /// The first weights that an image meets, and their layer's name: kernels, or what a dense
  /// layer's units give to each pixel; nil if a layer comes first that mixes pixels in another way.
  nonisolated private var first: (layer: String, weight: Tensor, isKernel: Bool)? {
    for (name, layer) in zip(names, layers) {
      guard let weight = layer.parameters.first(where: { $0.axes.contains(.input) }) else {
        continue
      }
      let isKernel = weight.axes == [.row, .column, .input, .output]
      let isOfPixels =
        weight.axes == [.input, .output] && weight.value.shape[0] == shapes.first?.count
      return isKernel || isOfPixels ? (name, weight.value, isKernel) : nil
    }
    return nil
  }

  /// Up to eight sets of weights of the first layer that mixes pixels: the kernels of a convolution
  /// (their first channel), or what the units of a dense layer give to each pixel. `[H, W, 1]` each.
  nonisolated var firstWeights: [Tensor] {
    guard let (_, weight, isKernel) = first, let image = shapes.first else { return [] }
    if isKernel {
      let (rows, columns) = (weight.shape[0], weight.shape[1])
      return (0..<min(8, weight.shape[3])).map { k in
        Tensor(
          [rows, columns, 1],
          (0..<rows * columns).map { weight[$0 / columns, $0 % columns, 0, k] })
      }
    }
    let channels = image[2]
    return (0..<min(8, weight.shape[1])).map { k in
      Tensor(
        [image[0], image[1], 1],
        (0..<image[0] * image[1]).map { weight[$0 * channels, k] })
    }
  }

  /// How many of them there are, those that are not shown among them.
  nonisolated var countOfFirstWeights: Int { first.flatMap { $0.weight.shape.sizes.last } ?? 0 }

  /// Where the first weights stand, if they are kernels.
  nonisolated func originOfFirstWeights(_ k: Int) -> Figure.Origin? {
    first.flatMap { $0.isKernel ? .parameter($0.layer, kernel: k, channel: 0) : nil }
  }

  /// How its first weights are called.
  nonisolated var nameOfFirstWeights: String { first?.isKernel == true ? "kernels" : "units" }
}

/// The cosine between a kernel of 3×3 and the edge filter (Sobel) that is most like it, turned in
/// any direction: 1 if it is such a filter, 0 if it has nothing of one.
///
///     sobel(θ) = cos θ · across + sin θ · down;  the best one gives √((k·a)² + (k·d)²) / (|k| · |a|)
nonisolated func edgeLikeness(_ kernel: Tensor) -> Double {
  let across: [Double] = [-1, 0, 1, -2, 0, 2, -1, 0, 1]
  let down: [Double] = [-1, -2, -1, 0, 0, 0, 1, 2, 1]
  let k = kernel.scalars.map { Double($0) }
  func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
  let (a, d, length) = (dot(k, across), dot(k, down), dot(k, k).squareRoot())
  return length == 0
    ? 0 : (a * a + d * d).squareRoot() / (length * dot(across, across).squareRoot())
}

/// How much of an edge 10,000 random kernels are.
nonisolated let chance: [Double] = {
  let random = Random(seed: 9)
  return (0..<10_000).map { k in
    edgeLikeness(Tensor([3, 3, 1], (0..<9).map { random.stream(k).normal($0) }))
  }
}()

extension Network {
  /// The edge likeness of each kernel of the first layer; empty if they are not 3×3.
  nonisolated var edgeLikenesses: [Double] {
    let kernels = firstWeights
    return kernels.allSatisfy { $0.shape == [3, 3, 1] } ? kernels.map(edgeLikeness) : []
  }
}

/// Where a training has come to at a step.
nonisolated struct Moment {
  let step: Int
  /// Of the test images.
  let share: Double
  let weights: [Tensor]
  /// The shares that it gives to the classes for one test image.
  let said: [Float]
}

extension Moment {
  /// The steps that the film shows, as far as a training goes.
  nonisolated static func steps(upTo last: Int) -> [Int] {
    var steps = [0, 10, 30, 100, 300, 1000, 3000].filter { 2 * $0 <= last } + [last]
    while steps.count > 6 { steps.remove(at: 1) }
    return steps
  }
}
