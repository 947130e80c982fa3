/// Dropout: while training, each number is set to zero with a probability of `rate`, and what
/// remains is scaled up so that the mean stays the same. At inference it does nothing.
///
/// Any shape in, the same shape out (Srivastava and others, 2014; scaled while training, which is
/// called inverted dropout). Which numbers fall is a hash of seed, step, image, layer and
/// position: nothing is remembered, and `backward` finds the same ones again.
public struct Dropout: Layer {
  public let kind = "dropout"
  /// The probability with which a number is dropped, from 0 to below 1.
  public let rate: Float

  public init(_ rate: Float) { self.rate = rate }

  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard rate >= 0, rate < 1 else {
      throw ShapeError(kind, "a rate of \(rate) is not at least 0 and below 1")
    }
    return input
  }

  // y = x · mask / (1 − rate), with a mask of 0 and 1
  public func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    apply(to: x, into: &y, pass)
  }

  // dx = dy · mask / (1 − rate), with the same mask
  public func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    guard var result = dx.take() else { return }
    apply(to: dy, into: &result, pass)
    dx = consume result
  }

  private func apply(to x: Tensor, into y: inout Tensor, _ pass: Pass) {
    parallel(over: &y.scalars, parts: x.shape[0], workers: pass.workers) { n, y in
      let start = n * y.count
      let mask = Mask(rate: rate, pass, image: n)
      for i in y.indices { y[i] = x.scalars[start + i] * mask.factor(i) }
    }
  }

  public func explain(_ site: Site, in trace: Trace) -> Explanation {
    let layer = site.layer
    var pass = trace.pass
    pass.layer = layer
    let offset = trace.network.shapes[layer].offset(of: site.index)
    let factor = Mask(rate: rate, pass, image: 0).factor(offset)
    let passing: Site =
      if case .gradient = site {
        .gradient(stage: layer + 1, site.index)
      } else {
        .activation(stage: layer, site.index)
      }
    return trace.explanation(
      site, .gate, [Term(trace.name(of: passing), [trace.factor(passing), Factor(factor)])])
  }

  /// What each number of one image is multiplied with.
  struct Mask {
    private let random: Random
    private let rate: Float
    private let scale: Float
    private let isActive: Bool

    init(rate: Float, _ pass: Pass, image: Int) {
      random = Random(seed: pass.seed).stream(pass.step).stream(pass.firstImage + image)
        .stream(pass.layer)
      self.rate = rate
      scale = 1 / (1 - rate)
      isActive = pass.mode == .training
    }

    func factor(_ position: Int) -> Float {
      guard isActive else { return 1 }
      return random.uniform(position) < rate ? 0 : scale
    }
  }
}
