/// How large a network will be, known before any memory is taken for it.
public struct NetworkSize: Equatable, Sendable {
  /// How many weights its convolutions and dense layers have.
  public let weights: Int
  /// How many numbers all stages have for one image, the image included.
  public let activations: Int

  /// - Parameters:
  ///   - input: the shape of one image, such as `[28, 28, 1]`.
  ///   - layers: in their order.
  /// - Throws: an error with both shapes, if a layer cannot work on the output of the one before.
  public init(of layers: [any Layer], input: Shape) throws(ShapeError) {
    var (shape, weights, activations) = (input, 0, input.count)
    for layer in layers {
      // Throws before any product can be too large for an Int.
      let output = try layer.outputShape(for: shape)
      guard output.isUsable else {
        throw ShapeError(layer.kind, "an output of \(output) is too large")
      }
      if let convolution = layer as? Convolution {
        let channels = shape.sizes.last ?? 1
        weights += (convolution.size.count * channels + 1) * convolution.kernels
      } else if let dense = layer as? Dense {
        weights += (shape.count + 1) * dense.units
      }
      shape = output
      activations += shape.count
    }
    self.weights = weights
    self.activations = activations
  }

  /// About how many bytes a training needs at its peak, when it writes a checkpoint: for each weight
  /// nine numbers (itself, its gradient, its velocity, copies of these, and the file's bytes); for
  /// each number of each image its value and its gradient.
  public func bytes(batch: Int) -> Int { 36 * weights + 8 * activations * batch }
}
