/// How large a network will be, known before any memory is taken for it.
public struct NetworkSize: Equatable, Sendable {
  /// How many weights its convolutions and dense layers have.
  public let weights: Int
  /// How many numbers all stages have for one image, the image included.
  public let activations: Int
  /// How many numbers the largest image has that a convolution builds for itself.
  public let workspace: Int

  /// - Parameters:
  ///   - input: the shape of one image, such as `[28, 28, 1]`.
  ///   - layers: in their order.
  /// - Throws: an error with both shapes, if a layer cannot work on the output of the one before,
  ///   or if there are more weights than a Double counts.
  public init(of layers: [any Layer], input: Shape) throws(ShapeError) {
    var (shape, weights, activations, workspace) = (input, 0, input.count, 0)
    for layer in layers {
      let output = try layer.outputShape(for: shape)
      guard output.isUsable else {
        throw ShapeError(layer.kind, "an output of \(output) is too large")
      }
      var added = 0.0
      if let convolution = layer as? Convolution {
        let inputs = Double(convolution.size.count) * Double(shape.sizes.last ?? 1)
        added = (inputs + 1) * Double(convolution.kernels)
        workspace = max(workspace, convolution.workspace(for: shape))
      } else if let dense = layer as? Dense {
        added = Double(shape.count + 1) * Double(dense.units)
      }
      // The product may be too large for an Int. Up to 2⁵³ a Double is exact.
      guard Double(weights) + added <= 0x1p53 else {
        throw ShapeError(layer.kind, "more than 2⁵³ weights are too many")
      }
      weights += Int(added)
      shape = output
      activations += shape.count
    }
    self.weights = weights
    self.activations = activations
    self.workspace = workspace
  }

  /// About how many bytes a training needs at its peak, when it writes a checkpoint: for each weight
  /// nine numbers (itself, its gradient, its velocity, copies of these, and the file's bytes); for
  /// each number of each image its value and its gradient. A convolution's weights take more, since
  /// each share of a batch has gradients of its own; they are few.
  public func bytes(batch: Int) -> Int { 36 * weights + 8 * activations * batch }
}

extension Convolution {
  /// How many numbers the larger of two images has: the input with its border, and the gradient of
  /// the output, spread out by the stride. More than 2⁵³ count as 2⁵³.
  fileprivate func workspace(for input: Shape) -> Int {
    let (rows, columns) = axes(for: input)
    let bordered = Double(rows.bordered) * Double(columns.bordered)
    let spread = Double(rows.bordered + size.rows - 1) * Double(columns.bordered + size.columns - 1)
    return Int(min(max(bordered * Double(input[2]), spread * Double(kernels)), 0x1p53))
  }
}
