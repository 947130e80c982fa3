import CNN

// One of four copies of layers, in plain loops, that only this lesson has. The line that is easily
// wrong is a value, so that a mistake can be put in and all else stays as it is. As it stands here
// it is right.

/// A convolution (`valid`, stride 1) whose way back to its input is a convolution again.
nonisolated struct PlainConvolution: Layer {
  let kind = "conv"
  private var convolution: Convolution
  /// Which weight meets place (a, b) of the window over the gradients; n is the kernel's size.
  var turn: @Sendable (_ a: Int, _ b: Int, _ n: Int) -> (Int, Int) = { a, b, n in
    (n - 1 - a, n - 1 - b)
  }

  init(_ kernels: Int, _ size: Int) { convolution = Convolution(kernels, Size(size, size)) }

  var parameters: [Parameter] {
    get { convolution.parameters }
    set { convolution.parameters = newValue }
  }

  func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    try convolution.outputShape(for: input)
  }

  mutating func initialize(for input: Shape, random: Random) {
    convolution.initialize(for: input, random: random)
  }

  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    convolution.forward(x, into: &y, scratch: &scratch, pass)
  }

  // dx[h, w, c] = Σ_a Σ_b Σ_k dy[h − (n − 1) + a, w − (n − 1) + b, k] · weight[turn(a, b), c, k]
  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    var none: Tensor?
    convolution.backward(
      dy, x: x, y: y, into: &none, gradients: &gradients, scratch: &scratch, pass)
    let (n, weight) = (convolution.size.rows, convolution.weight)
    let (channels, kernels) = (x.shape[3], y.shape[3])
    var result = Tensor(x.shape)
    for place in 0..<x.shape[0] * x.shape[1] * x.shape[2] {
      let (image, h, w) = (
        place / (x.shape[1] * x.shape[2]), place / x.shape[2] % x.shape[1], place % x.shape[2]
      )
      for a in 0..<n {
        for b in 0..<n {
          let (i, j) = (h - (n - 1) + a, w - (n - 1) + b)
          guard (0..<y.shape[1]).contains(i), (0..<y.shape[2]).contains(j) else { continue }
          let from = ((image * y.shape[1] + i) * y.shape[2] + j) * kernels
          let (row, column) = turn(a, b, n)
          for c in 0..<channels {
            for k in 0..<kernels {
              result.scalars[place * channels + c] +=
                dy.scalars[from + k]
                * weight.scalars[((row * n + column) * channels + c) * kernels + k]
            }
          }
        }
      }
    }
    dx = result
  }
}
