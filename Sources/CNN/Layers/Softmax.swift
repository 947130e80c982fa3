import Foundation

/// Softmax: scores become probabilities, which are positive and add up to 1.
///
/// `[N, K]` → `[N, K]`. The largest score is subtracted first. This changes no probability and
/// keeps the exponential from overflowing.
public struct Softmax: Layer {
  public let kind = "softmax"

  public init() {}

  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard input.rank == 1 else {
      throw ShapeError(kind, "needs a list of scores, not \(input)")
    }
    return input
  }

  // y[k] = exp(x[k] − max) / Σ_j exp(x[j] − max)
  public func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    let classes = x.shape[1]
    for n in 0..<x.shape[0] {
      let scores = x.scalars[n * classes..<(n + 1) * classes]
      let (exponentials, sum) = Self.exponentials(scores)
      for k in 0..<classes { y.scalars[n * classes + k] = Float(exponentials[k] / sum) }
    }
  }

  // dx[k] = Σ_j dy[j] · y[j] · ((1 if j = k, else 0) − y[k]); training takes the shorter way of
  // `Network.backward(from:)` instead.
  public func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    let classes = x.shape[1]
    for n in 0..<x.shape[0] {
      let places = n * classes..<(n + 1) * classes
      for k in places {
        dx?.scalars[k] = places.reduce(0) { sum, j in
          sum + dy.scalars[j] * y.scalars[j] * ((j == k ? 1 : 0) - y.scalars[k])
        }
      }
    }
  }

  /// exp(x − max) for each score, and their sum; in Double, like every exponential of the core.
  static func exponentials(_ scores: ArraySlice<Float>) -> (each: [Double], sum: Double) {
    let largest = Double(scores.max() ?? 0)
    let each = scores.map { exp(Double($0) - largest) }
    return (each, each.reduce(0, +))
  }
}
