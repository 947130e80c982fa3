/// The rectified linear unit: what is negative becomes zero, the rest passes.
///
/// Any shape in, the same shape out (Nair and Hinton, 2010).
public struct ReLU: Layer {
  public let kind = "relu"

  public init() {}

  public func outputShape(for input: Shape) -> Shape { input }

  // y = max(x, 0)
  public func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    parallel(over: &y.scalars, parts: x.shape[0], workers: pass.workers) { n, y in
      let start = n * y.count
      for i in y.indices { y[i] = max(x.scalars[start + i], 0) }
    }
  }

  // dx = dy where x > 0, else 0; at x = 0, where there is no slope, it is taken to be 0.
  public func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    guard var result = dx.take() else { return }
    parallel(over: &result.scalars, parts: x.shape[0], workers: pass.workers) { n, dx in
      let start = n * dx.count
      for i in dx.indices { dx[i] = x.scalars[start + i] > 0 ? dy.scalars[start + i] : 0 }
    }
    dx = consume result
  }

  public func explain(_ site: Site, in trace: Trace) -> Explanation {
    let x = Site.activation(stage: site.layer, site.index)
    let gate = Factor(trace.value(at: x) > 0 ? 1 : 0)
    let passing =
      if case .gradient = site { Site.gradient(stage: site.layer + 1, site.index) } else { x }
    return trace.explanation(
      site, .gate, [Term(trace.name(of: passing), [trace.factor(passing), gate])])
  }
}
