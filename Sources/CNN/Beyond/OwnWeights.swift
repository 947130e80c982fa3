// Layers with weights that you choose.

extension Convolution {
  /// One kernel with your own weights, for images of one channel.
  ///
  /// - Parameters:
  ///   - weights: the kernel's rows, all of the same length.
  ///   - bias: the number that is added to every sum.
  /// - Throws: an error with the lengths of the rows, if they differ or there are no rows.
  public init(
    weights: [[Float]], bias: Float = 0, stride: Size = 1, padding: Padding = .valid
  ) throws(ShapeError) {
    let (rows, columns) = (weights.count, weights.first?.count ?? 0)
    guard columns > 0, weights.allSatisfy({ $0.count == columns }) else {
      throw ShapeError(
        "conv", "a kernel with rows of \(weights.map(\.count)) weights is not a grid")
    }
    self.init(1, Size(rows, columns), stride: stride, padding: padding)
    parameters = Self.parameters(
      Tensor(rows: weights).reshaped([rows, columns, 1, 1]), Tensor([1], [bias]))
  }
}

extension Dense {
  /// A layer with your own weights.
  ///
  /// - Parameters:
  ///   - weights: `[C, K]`, a row for each input.
  ///   - bias: `[K]`.
  public init(weights: Tensor, bias: [Float]) {
    self.init(bias.count)
    parameters = Self.parameters(weights, Tensor([units], bias))
  }
}

extension Layer {
  /// Throws if the layer has parameters, but not a weight and a bias of these shapes.
  func checkParameters(_ weight: Shape, _ bias: Shape, _ input: Shape) throws(ShapeError) {
    let values = parameters.map(\.value)
    guard values.isEmpty || values.elementsEqual([weight, bias], by: { $0.fits($1) }) else {
      let own = values.map(\.inWords).joined(separator: " and ")
      throw ShapeError(
        kind, "weights of \(own) do not fit an input of \(input), which needs \(weight) and \(bias)"
      )
    }
  }
}
