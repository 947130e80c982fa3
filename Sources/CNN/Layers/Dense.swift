/// A dense layer: every unit is a weighted sum of all inputs, plus its bias.
///
/// `[N, C]` → `[N, K]`, with weights `[C, K]` and biases `[K]`.
public struct Dense: Layer {
  public let kind = "dense"
  /// K, how many outputs there are.
  public let units: Int
  public var parameters: [Parameter] = []

  public init(_ units: Int) { self.units = units }

  /// A layer with weights of one's own.
  ///
  /// - Parameters:
  ///   - weights: `[C, K]`, a row for each input.
  ///   - bias: `[K]`.
  public init(weights: Tensor, bias: [Float]) {
    units = bias.count
    parameters = [Parameter("weight", weights), Parameter("bias", Tensor([units], bias))]
  }

  /// `[C, K]`
  public var weight: Tensor { parameters[0].value }
  /// `[K]`
  public var bias: Tensor { parameters[1].value }

  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard input.rank == 1 else {
      throw ShapeError(kind, "needs a list of numbers, not \(input); a Flatten before it helps")
    }
    guard units > 0 else { throw ShapeError(kind, "\(units) units give no output") }
    guard units <= Shape.longest else { throw ShapeError(kind, "\(units) units are too many") }
    try checkParameters([input[0], units], [units], input)
    return [units]
  }

  /// He initialisation, as in `Convolution`. Weights that were given are kept.
  public mutating func initialize(for input: Shape, random: Random) {
    guard parameters.isEmpty else { return }
    var weight = Tensor([input[0], units])
    let deviation = (2 / Float(input[0])).squareRoot()
    for i in weight.scalars.indices { weight.scalars[i] = deviation * random.normal(i) }
    parameters = [Parameter("weight", weight), Parameter("bias", Tensor([units]))]
  }

  // y[k] = bias[k] + Σ_c x[c] · weight[c, k]
  public func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    let (inputs, x, weight, bias) = (x.shape[1], x.scalars, weight.scalars, bias.scalars)
    parallel(overRowsOf: &y, workers: pass.workers) { rows, y in
      StridedProduct(m: rows.count, n: units, k: inputs, aM: inputs, aK: 1, bK: units, cM: units)
        .write(
          x, from: rows.lowerBound * inputs, weight, from: 0, beginningWith: bias, to: y, from: 0)
    }
  }

  public func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    weightGradient(dy, x: x, into: &gradients[0], pass)
    // dbias[k] = Σ_n dy[n, k]
    gradients[1].scalars.withUnsafeMutableBufferPointer { total in
      total.update(repeating: 0)
      sumRows(dy, from: 0, count: dy.shape[0], to: total, from: 0)
    }
    if dx != nil { inputGradient(dy, into: &dx, scratch: &scratch, pass) }
  }

  // dweight[c, k] = Σ_n x[n, c] · dy[n, k]
  private func weightGradient(
    _ dy: Tensor, x: Tensor, into total: inout Tensor, _ pass: Pass
  ) {
    let (count, inputs, x, dy) = (x.shape[0], x.shape[1], x.scalars, dy.scalars)
    let zeros = [Float](repeating: 0, count: units)
    parallel(overRowsOf: &total, workers: pass.workers) { rows, total in
      StridedProduct(m: rows.count, n: units, k: count, aM: 1, aK: inputs, bK: units, cM: units)
        .write(x, from: rows.lowerBound, dy, from: 0, beginningWith: zeros, to: total, from: 0)
    }
  }

  // dx[c] = Σ_k dy[k] · weight[c, k]
  private func inputGradient(
    _ dy: Tensor, into dx: inout Tensor?, scratch: inout Scratch, _ pass: Pass
  ) {
    guard var result = dx.take() else { return }
    let inputs = result.shape[1]
    scratch[0].resize(to: [units, inputs])
    transpose(weight.scalars, rows: inputs, columns: units, into: &scratch[0].scalars)
    let (dy, turned) = (dy.scalars, scratch[0].scalars)
    let zeros = [Float](repeating: 0, count: inputs)
    parallel(overRowsOf: &result, workers: pass.workers) { rows, dx in
      StridedProduct(m: rows.count, n: inputs, k: units, aM: units, aK: 1, bK: inputs, cM: inputs)
        .write(
          dy, from: rows.lowerBound * units, turned, from: 0, beginningWith: zeros, to: dx, from: 0)
    }
    dx = consume result
  }

  public func explain(_ site: Site, in trace: Trace) -> Explanation {
    let layer = site.layer
    func weight(_ c: Int, _ k: Int) -> Site { .parameter(layer: layer, parameter: 0, [c, k]) }
    let (input, output) = (layer, layer + 1)
    switch site {
    case .activation(_, let index):
      let terms = (0..<trace.network.shapes[layer][0]).map {
        trace.product(of: .activation(stage: input, [$0]), weight($0, index[0]))
      }
      let bias = Term("bias", [trace.factor(.parameter(layer: layer, parameter: 1, index))])
      return trace.explanation(site, .sum, terms + [bias])
    case .gradient(_, let index):
      let terms = (0..<units).map {
        trace.product(of: .gradient(stage: output, [$0]), weight(index[0], $0))
      }
      return trace.explanation(site, .sum, terms)
    case .parameterGradient(_, 0, let index):
      let term = trace.product(
        of: .activation(stage: input, [index[0]]), .gradient(stage: output, [index[1]]))
      return trace.explanation(site, .sum, [term])
    case .parameterGradient(_, _, let index), .parameter(_, _, let index):
      return trace.explanation(
        site, .sum, [trace.product(of: .gradient(stage: output, index))])
    }
  }
}
