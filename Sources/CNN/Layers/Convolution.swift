import Compute

/// A convolution: each kernel is a small grid of weights that slides over the image. At each place,
/// the pixels under the kernel are multiplied by its weights and added up. These sums are the
/// feature map. Beyond the edge of the image there are zeros.
///
/// `[N, H, W, C]` → `[N, OH, OW, K]`, with kernels `[KH, KW, C, K]` and a bias `[K]`. As in every
/// framework, the kernel is not flipped; mathematicians call this a cross-correlation (Goodfellow,
/// Bengio and Courville, *Deep Learning*, section 9.1).
public struct Convolution: Layer {
  public let kind = "conv"
  public var takesImagesAlone: Bool { true }
  /// K, how many kernels there are.
  public let kernels: Int
  public let size: Size
  public let stride: Size
  public let padding: Padding
  public var parameters: [Parameter] = []
  public var settings: [Setting] {
    [
      Setting("kernels", kernels), Setting("size", size), Setting("stride", stride),
      Setting("padding", padding.rawValue),
    ]
  }

  /// - Parameters:
  ///   - kernels: how many; each makes a feature map.
  ///   - size: rows and columns of a kernel.
  ///   - stride: how many pixels the window moves in one step.
  public init(_ kernels: Int, _ size: Size, stride: Size = 1, padding: Padding = .valid) {
    self.kernels = kernels
    self.size = size
    self.stride = stride
    self.padding = padding
  }

  /// `[KH, KW, C, K]`
  public var weight: Tensor { value(0) }
  /// `[K]`
  public var bias: Tensor { value(1) }

  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard input.rank == 3 else {
      throw ShapeError(kind, "needs an image of rows, columns and channels, not \(input)")
    }
    guard kernels > 0, size.rows > 0, size.columns > 0 else {
      throw ShapeError(kind, "\(kernels) kernels of \(size) have no weights")
    }
    guard max(kernels, size.rows, size.columns, stride.rows, stride.columns) <= Shape.longest else {
      throw ShapeError(kind, "\(kernels) kernels of \(size), stride \(stride), are too large")
    }
    guard stride.rows > 0, stride.columns > 0 else {
      throw ShapeError(kind, "the window does not move with a stride of \(stride)")
    }
    let (rows, columns) = axes(for: input)
    guard rows.output > 0, columns.output > 0 else {
      throw ShapeError(kind, "a kernel of \(size) is larger than its input of \(input)")
    }
    let weight: Shape = [size.rows, size.columns, input[2], kernels]
    try checkParameters(weight, [kernels], input)
    return [rows.output, columns.output, kernels]
  }

  /// He initialisation: normal with variance 2 / (inputs of a sum), so that signals keep their size
  /// through ReLUs (He, Zhang, Ren and Sun, 2015). Biases are 0.
  ///
  /// Existing weights are kept.
  public mutating func initialize(for input: Shape, random: Random) {
    guard parameters.isEmpty else { return }
    var weight = Tensor([size.rows, size.columns, input[2], kernels])
    let deviation = (2 / Float(size.count * input[2])).squareRoot()
    for i in weight.scalars.indices { weight.scalars[i] = deviation * random.normal(i) }
    parameters = Self.parameters(weight, Tensor([kernels]))
  }

  static func parameters(_ weight: Tensor, _ bias: Tensor) -> [Parameter] {
    [
      Parameter("weight", weight, axes: [.row, .column, .input, .output]),
      Parameter("bias", bias, axes: [.output]),
    ]
  }

  /// How the window slides over the rows and over the columns of an image `[H, W, C]`.
  public func axes(for input: Shape) -> (rows: SlidingAxis, columns: SlidingAxis) {
    (
      SlidingAxis(input: input[0], size: size.rows, stride: stride.rows, padding: padding),
      SlidingAxis(input: input[1], size: size.columns, stride: stride.columns, padding: padding)
    )
  }

  /// Each kernel is used at every place of its map.
  public func multiplyAdds(for input: Shape) -> Int {
    let (rows, columns) = axes(for: input)
    return rows.output * columns.output * size.count * input[2] * kernels
  }

  // y[i, j, k] = bias[k]
  //   + Σ_a Σ_b Σ_c x[i·SH − before + a, j·SW − before + b, c] · weight[a, b, c, k]
  public func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    passes(x.shape, pass).maps(of: x.scalars, weight.scalars, bias.scalars, into: &y.scalars)
  }

  public func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    let passes = passes(x.shape, pass)
    // dx[h, w, c] = Σ_i Σ_j Σ_k dy[i, j, k] · weight[before + h − i·SH, before + w − j·SW, c, k]
    var pixels = dx.take() ?? Tensor([0])
    passes.gradients(
      dy.scalars, of: x.scalars, weight.scalars, into: &pixels.scalars, kept: &scratch.arrays)
    if !pixels.scalars.isEmpty { dx = consume pixels }
    // dweight[a, b, c, k] = Σ_n Σ_i Σ_j x[n, i·SH − before + a, j·SW − before + b, c] · dy[n, i, j, k]
    passes.weightGradient(into: &gradients[0].scalars, kept: scratch.arrays)
    // dbias[k] = Σ_n Σ_i Σ_j dy[n, i, j, k]
    passes.biasGradient(into: &gradients[1].scalars, kept: scratch.arrays)
  }

  /// All passes as products, for batches of shape `x`; see Compute/ConvolutionPasses.swift.
  private func passes(_ x: Shape, _ pass: Pass) -> ConvolutionPasses {
    func axis(_ axis: SlidingAxis) -> ConvolutionPasses.Axis {
      ConvolutionPasses.Axis(
        input: axis.input, size: axis.size, stride: axis.stride, before: axis.before,
        bordered: axis.bordered, places: axis.output)
    }
    let (rows, columns) = axes(for: x.ofOne)
    return ConvolutionPasses(
      rows: axis(rows), columns: axis(columns), channels: x[3], kernels: kernels,
      workers: pass.workers, shares: pass.isShare ? 1 : shareCount)
  }
}
