import Compute

/// Dropout: in training, each number is set to zero with probability `rate`. The others are scaled
/// up, so that the mean stays the same. At inference it does nothing.
///
/// Any shape in, the same shape out (Srivastava and others, 2014; scaling in training is called
/// inverted dropout). A hash of seed, step, image, layer and position decides which numbers are
/// dropped. So nothing is remembered, and `backward` finds the same ones again.
public struct Dropout: Layer {
  public let kind = "dropout"
  public var takesImagesAlone: Bool { true }
  /// The probability that a number is dropped, from 0 to below 1.
  public let rate: Float
  public var settings: [Setting] { [Setting("rate", rate)] }

  public init(_ rate: Float) { self.rate = rate }

  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard rate >= 0, rate < 1 else {
      throw ShapeError(kind, "a rate of \(rate) is not in the range from 0 to below 1")
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
      let mask = Mask(rate: rate, pass, image: n)
      x.withImage(n) { mask.apply(to: $0, into: y) }
    }
  }

  /// The factor of each number of one image: 0, or 1 / (1 − rate).
  ///
  /// The compiler turns this 32-bit arithmetic without branches into vector instructions. The
  /// mixing is the finaliser of MurmurHash3 (Appleby, 2011).
  package struct Mask {
    private let key: UInt32
    private let threshold: Float
    private let scale: Float

    package init(rate: Float, _ pass: Pass, image: Int) {
      let random = Random(seed: pass.seed, for: .dropout).stream(pass.step).stream(
        pass.firstImage + image)
      key = UInt32(truncatingIfNeeded: random.bits(pass.layer))
      let isActive = pass.mode == .training
      threshold = isActive ? rate : 0
      scale = isActive ? 1 / (1 - rate) : 1
    }

    func apply(
      to x: UnsafeBufferPointer<Float>, into y: UnsafeMutableBufferPointer<Float>
    ) {
      let mask = self
      for i in y.indices { y[i] = x[i] * mask.factor(i) }
    }

    @inline(__always)
    package func factor(_ position: Int) -> Float {
      var z = key &+ UInt32(truncatingIfNeeded: position) &* 0x9E37_79B9
      z = (z ^ (z >> 16)) &* 0x85EB_CA6B
      z = (z ^ (z >> 13)) &* 0xC2B2_AE35
      z ^= z >> 16
      // Evenly spread in 0 ..< 1, a multiple of 2⁻²⁴.
      let uniform = Float(Int32(truncatingIfNeeded: z >> 8)) * 0x1p-24
      return uniform < threshold ? 0 : scale
    }
  }
}
