import CNN
import Figures

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
