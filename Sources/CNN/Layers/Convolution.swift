/// A convolution: each kernel is a small grid of weights that slides over the image, and its
/// feature map holds, for every place, how much what lies under it looks like the kernel.
///
/// `[N, H, W, C]` → `[N, OH, OW, K]`, with kernels `[KH, KW, C, K]` and a bias `[K]`. Like every
/// framework's convolution it does not flip its kernel, which mathematicians call a
/// cross-correlation (Goodfellow, Bengio and Courville, *Deep Learning*, section 9.1).
public struct Convolution: Layer {
  public let kind = "conv"
  /// K, how many kernels there are.
  public let kernels: Int
  public let size: Size
  public let stride: Size
  public let padding: Padding
  public var parameters: [Parameter] = []

  /// - Parameters:
  ///   - kernels: how many; each makes a feature map.
  ///   - size: rows and columns of a kernel.
  ///   - stride: how many pixels the window moves at a step.
  public init(_ kernels: Int, _ size: Size, stride: Size = 1, padding: Padding = .valid) {
    self.kernels = kernels
    self.size = size
    self.stride = stride
    self.padding = padding
  }

  /// One kernel with weights of one's own on images of one channel.
  ///
  /// - Parameters:
  ///   - weights: the kernel's rows, which must be equally long.
  ///   - bias: what is added to every sum.
  /// - Throws: the lengths of the rows, if they differ or there are none.
  public init(
    weights: [[Float]], bias: Float = 0, stride: Size = 1, padding: Padding = .valid
  ) throws(ShapeError) {
    let (rows, columns) = (weights.count, weights.first?.count ?? 0)
    guard columns > 0, weights.allSatisfy({ $0.count == columns }) else {
      throw ShapeError("conv", "a kernel with rows of \(weights.map(\.count)) weights is no grid")
    }
    self.init(1, Size(rows, columns), stride: stride, padding: padding)
    parameters = [
      Parameter("weight", Tensor(rows: weights).reshaped([rows, columns, 1, 1])),
      Parameter("bias", Tensor([1], [bias])),
    ]
  }

  /// `[KH, KW, C, K]`
  public var weight: Tensor { parameters[0].value }
  /// `[K]`
  public var bias: Tensor { parameters[1].value }

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
      throw ShapeError(kind, "with a stride of \(stride) the window does not move on")
    }
    let (rows, columns) = axes(for: input)
    guard rows.output > 0, columns.output > 0 else {
      throw ShapeError(kind, "a kernel of \(size) is larger than its input of \(input)")
    }
    let weight: Shape = [size.rows, size.columns, input[2], kernels]
    try checkParameters(weight, [kernels], input)
    return [rows.output, columns.output, kernels]
  }

  /// He initialisation: normal with variance 2 / (inputs of a sum), so that signals keep their
  /// size through ReLUs (He, Zhang, Ren and Sun, 2015); biases 0.
  ///
  /// Weights that were given are kept.
  public mutating func initialize(for input: Shape, random: Random) {
    guard parameters.isEmpty else { return }
    var weight = Tensor([size.rows, size.columns, input[2], kernels])
    let deviation = (2 / Float(size.count * input[2])).squareRoot()
    for i in weight.scalars.indices { weight.scalars[i] = deviation * random.normal(i) }
    parameters = [Parameter("weight", weight), Parameter("bias", Tensor([kernels]))]
  }

  /// How the window slides over the rows and over the columns of an image `[H, W, C]`.
  public func axes(for input: Shape) -> (rows: SlidingAxis, columns: SlidingAxis) {
    (
      SlidingAxis(input: input[0], size: size.rows, stride: stride.rows, padding: padding),
      SlidingAxis(input: input[1], size: size.columns, stride: stride.columns, padding: padding)
    )
  }

  // y[i, j, k] = bias[k]
  //   + Σ_a Σ_b Σ_c x[i·SH − before + a, j·SW − before + b, c] · weight[a, b, c, k]
  public func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    let (rows, columns) = axes(for: x.shape.ofOne)
    let channels = x.shape[3]
    let image = bordered(x, rows, columns, &scratch[Slot.borderedInput], pass)
    let (weight, bias) = (weight.scalars, bias.scalars)

    // One row of the map: its places are m, and under each lie k = KW·C contiguous numbers in
    // each of o = KH rows.
    let product = StridedProduct(
      m: columns.output, n: kernels, k: size.columns * channels, o: size.rows,
      aM: stride.columns * channels, aK: 1, aO: columns.bordered * channels,
      bK: kernels, bO: size.columns * channels * kernels, cM: kernels)
    parallel(over: &y.scalars, parts: x.shape[0], workers: pass.workers) { n, y in
      for i in 0..<rows.output {
        let top = (n * rows.bordered + i * stride.rows) * columns.bordered * channels
        product.write(
          image, from: top, weight, from: 0, beginningWith: bias,
          to: y, from: i * columns.output * kernels)
      }
    }
  }

  public func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    weightGradients(dy, x: x, into: &gradients, scratch: &scratch, pass)
    if dx != nil { inputGradient(dy, x: x.shape, into: &dx, scratch: &scratch, pass) }
  }

  // dweight[a, b, c, k] = Σ_n Σ_i Σ_j x[n, i·SH − before + a, j·SW − before + b, c] · dy[n, i, j, k]
  // dbias[k] = Σ_n Σ_i Σ_j dy[n, i, j, k]
  private func weightGradients(
    _ dy: Tensor, x: Tensor, into gradients: inout [Tensor], scratch: inout Scratch, _ pass: Pass
  ) {
    let (rows, columns) = axes(for: x.shape.ofOne)
    let (count, channels) = (x.shape[0], x.shape[3])
    let image = bordered(x, rows, columns, &scratch[Slot.borderedInput], pass)

    // One row a of all kernels: m is b and c together, k and o the columns and rows of the map.
    let product = StridedProduct(
      m: size.columns * channels, n: kernels, k: columns.output, o: rows.output,
      aM: 1, aK: stride.columns * channels, aO: stride.rows * columns.bordered * channels,
      bK: kernels, bO: columns.output * kernels, cM: kernels)
    let (weights, map) = (weight.shape.count, rows.output * columns.output * kernels)
    // A share's sums: those of the weights, and behind them those of the biases.
    scratch[Slot.shares].resize(to: [shareCount, weights + kernels])
    parallel(over: &scratch[Slot.shares].scalars, parts: shareCount, workers: pass.workers) {
      share, sums in
      sums.update(repeating: 0)
      for n in images(ofShare: share, in: count) {
        for a in 0..<size.rows {
          product.add(
            image, from: (n * rows.bordered + a) * columns.bordered * channels,
            dy.scalars, from: n * map, to: sums, from: a * size.columns * channels * kernels)
        }
        sumRows(dy, from: n * map, count: rows.output * columns.output, to: sums, from: weights)
      }
    }
    let shares = scratch[Slot.shares].scalars
    for (parameter, start) in [(0, 0), (1, weights)] {
      for i in gradients[parameter].scalars.indices {
        gradients[parameter].scalars[i] = (0..<shareCount).reduce(0) {
          $0 + shares[$1 * (weights + kernels) + start + i]
        }
      }
    }
  }

  // dx[h, w, c] = Σ_i Σ_j Σ_k dy[i, j, k] · weight[before + h − i·SH, before + w − j·SW, c, k]
  //
  // Each place of the map sends its gradient back through its window. Read from the pixel's side
  // it is a convolution again, of the gradients spread out by the stride, with the kernel turned
  // by 180°.
  private func inputGradient(
    _ dy: Tensor, x: Shape, into dx: inout Tensor?, scratch: inout Scratch, _ pass: Pass
  ) {
    let (rows, columns) = axes(for: x.ofOne)
    let channels = x[3]
    turn(into: &scratch[Slot.turnedKernel])
    spread(dy, rows, columns, into: &scratch[Slot.spreadGradient], pass)
    let turned = scratch[Slot.turnedKernel].scalars
    let spread = scratch[Slot.spreadGradient]

    let product = StridedProduct(
      m: columns.input, n: channels, k: size.columns * kernels, o: size.rows,
      aM: kernels, aK: 1, aO: spread.shape[2] * kernels,
      bK: channels, bO: size.columns * kernels * channels, cM: channels)
    guard var result = dx.take() else { return }
    let zeros = [Float](repeating: 0, count: channels)
    parallel(over: &result.scalars, parts: x[0], workers: pass.workers) { n, dx in
      for h in 0..<rows.input {
        let top = (n * spread.shape[1] + rows.before + h) * spread.shape[2] + columns.before
        product.write(
          spread.scalars, from: top * kernels, turned, from: 0, beginningWith: zeros,
          to: dx, from: h * columns.input * channels)
      }
    }
    dx = consume result
  }
}
