/// Flatten: maps become one list, row by row, and within a pixel channel by channel.
///
/// `[N, H, W, C]` → `[N, H·W·C]`. No number changes.
public struct Flatten: Layer {
  public let kind = "flatten"
  public var takesImagesAlone: Bool { true }

  public init() {}

  public func outputShape(for input: Shape) -> Shape { [input.count] }

  // y[(h·W + w)·C + c] = x[h, w, c]
  public func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    y.scalars.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: x.scalars) }
  }

  // dx[h, w, c] = dy[(h·W + w)·C + c]
  public func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    dx?.scalars.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: dy.scalars) }
  }
}
