import Compute

/// A dense layer: every unit is a weighted sum of all inputs, plus its bias.
///
/// `[N, C]` → `[N, K]`, with weights `[C, K]` and biases `[K]`.
public struct Dense: Layer {
  public let kind = "dense"
  /// K, how many outputs there are.
  public let units: Int
  public var parameters: [Parameter] = []
  public var settings: [Setting] { [Setting("units", units)] }

  public init(_ units: Int) { self.units = units }

  /// `[C, K]`
  public var weight: Tensor { value(0) }
  /// `[K]`
  public var bias: Tensor { value(1) }

  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard input.rank == 1 else {
      throw ShapeError(kind, "needs a list of numbers, not \(input); put a Flatten before it")
    }
    guard units > 0 else { throw ShapeError(kind, "\(units) units give no output") }
    guard units <= Shape.longest else { throw ShapeError(kind, "\(units) units are too many") }
    try checkParameters([input[0], units], [units], input)
    return [units]
  }

  /// He initialisation, as in `Convolution`. Existing weights are kept.
  public mutating func initialize(for input: Shape, random: Random) {
    guard parameters.isEmpty else { return }
    var weight = Tensor([input[0], units])
    let deviation = (2 / Float(input[0])).squareRoot()
    for i in weight.scalars.indices { weight.scalars[i] = deviation * random.normal(i) }
    parameters = Self.parameters(weight, Tensor([units]))
  }

  static func parameters(_ weight: Tensor, _ bias: Tensor) -> [Parameter] {
    [
      Parameter("weight", weight, axes: [.input, .output]),
      Parameter("bias", bias, axes: [.output]),
    ]
  }

  /// Each weight is used once.
  public func multiplyAdds(for input: Shape) -> Int { input[0] * units }

  // y[k] = bias[k] + Σ_c x[c] · weight[c, k]
  public func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    passes(x.shape, pass)
      .outputs(of: x.scalars, weight.scalars, bias.scalars, into: &y.scalars)
  }

  public func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    let passes = passes(x.shape, pass)
    // dweight[c, k] = Σ_n x[n, c] · dy[n, k]
    passes.weightGradient(dy.scalars, of: x.scalars, into: &gradients[0].scalars)
    // dbias[k] = Σ_n dy[n, k]
    passes.biasGradient(dy.scalars, into: &gradients[1].scalars)
    // dx[c] = Σ_k dy[k] · weight[c, k]
    guard var result = dx.take() else { return }
    passes.inputGradient(dy.scalars, weight.scalars, into: &result.scalars, kept: &scratch.arrays)
    dx = consume result
  }

  /// All passes as products; see Compute/DensePasses.swift.
  private func passes(_ x: Shape, _ pass: Pass) -> DensePasses {
    DensePasses(inputs: x[1], units: units, workers: pass.workers)
  }
}
