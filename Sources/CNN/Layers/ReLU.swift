import Compute

/// The rectified linear unit: a negative number becomes zero, all others pass.
///
/// Any shape in, the same shape out (Nair and Hinton, 2010). A leaky ReLU has a slope: it
/// multiplies negative numbers by it instead of making them zero (Maas, Hannun and Ng, 2013).
public struct ReLU: Layer {
  public let kind = "relu"
  public var takesImagesAlone: Bool { true }
  /// The factor of negative numbers.
  public let slope: Float
  public var settings: [Setting] { [Setting("slope", slope)] }

  public init(slope: Float = 0) { self.slope = slope }

  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard slope.isFinite else { throw ShapeError(kind, "a slope of \(slope) is not finite") }
    return input
  }

  // y = x where x > 0, else slope · x
  public func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    parallel(over: &y.scalars, parts: x.shape[0], workers: pass.workers) { n, y in
      x.withImage(n) { rectify($0, into: y) }
    }
  }

  private func rectify(
    _ x: UnsafeBufferPointer<Float>, into y: UnsafeMutableBufferPointer<Float>
  ) {
    let slope = slope
    // A slope of 0 turns −∞ into zero too. NaN passes, so that it is noticed.
    for i in y.indices { y[i] = x[i] < 0 ? (slope == 0 ? 0 : slope * x[i]) : x[i] }
  }

  // dx = dy where x > 0, else slope · dy; at x = 0, where the function has a kink, the slope of
  // its negative side is taken.
  public func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    guard var result = dx.take() else { return }
    parallel(over: &result.scalars, parts: x.shape[0], workers: pass.workers) { n, dx in
      x.withImage(n) { x in dy.withImage(n) { passBack($0, x, into: dx) } }
    }
    dx = consume result
  }

  private func passBack(
    _ dy: UnsafeBufferPointer<Float>, _ x: UnsafeBufferPointer<Float>,
    into dx: UnsafeMutableBufferPointer<Float>
  ) {
    let slope = slope
    for i in dx.indices { dx[i] = x[i] > 0 ? dy[i] : slope * dy[i] }
  }
}
