import CNN

// One of four copies of layers, in plain loops, that only this lesson has. The line that is easily
// wrong is a value, so that a mistake can be put in and all else stays as it is. As it stands here
// it is right.

/// A dense layer.
nonisolated struct PlainDense: Layer {
  let kind = "dense"
  private var dense: Dense
  /// What becomes of a bias's gradient when one more image of the batch gives it some.
  var give: @Sendable (_ sum: inout Float, _ gradient: Float) -> Void = { sum, gradient in
    sum += gradient
  }

  init(_ units: Int) { dense = Dense(units) }

  var parameters: [Parameter] {
    get { dense.parameters }
    set { dense.parameters = newValue }
  }

  func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    try dense.outputShape(for: input)
  }

  mutating func initialize(for input: Shape, random: Random) {
    dense.initialize(for: input, random: random)
  }

  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    dense.forward(x, into: &y, scratch: &scratch, pass)
  }

  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    dense.backward(dy, x: x, y: y, into: &dx, gradients: &gradients, scratch: &scratch, pass)
    // dbias[k] = Σ_n dy[n, k]
    var bias = Tensor([y.shape[1]])
    for n in 0..<y.shape[0] {
      for k in 0..<y.shape[1] { give(&bias.scalars[k], dy.scalars[n * y.shape[1] + k]) }
    }
    gradients[1] = bias  // in the order of the layer's own parameters: weight, bias
  }
}
