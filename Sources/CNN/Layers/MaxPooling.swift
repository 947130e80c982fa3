import Compute

/// Max pooling keeps only the largest number of each window, channel by channel.
///
/// `[N, H, W, C]` → `[N, OH, OW, C]`. Windows may overlap. Sizes round down, so no window may reach
/// the last rows and columns. If several maxima are equal, the first one, row by row, is the
/// winner. Only the winner gets the gradient.
public struct MaxPooling: Layer {
  public let kind = "pool"
  public var takesImagesAlone: Bool { true }
  public let size: Size
  public let stride: Size
  public var settings: [Setting] { [Setting("size", size), Setting("stride", stride)] }

  /// - Parameter stride: how far the window moves in one step; nil for the window's size.
  public init(_ size: Size, stride: Size? = nil) {
    self.size = size
    self.stride = stride ?? size
  }

  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    try PoolingPlaces.shape(kind, size, stride, input)
  }

  // y[i, j, c] = max over a and b of x[i·SH + a, j·SW + b, c]
  public func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    let places = PoolingPlaces(size, stride, x.shape, y.shape)
    parallel(over: &y.scalars, parts: x.shape[0], workers: pass.workers) { n, y in
      x.withImage(n) { x in
        guard let x = x.baseAddress, let y = y.baseAddress else { return }
        places.forEachWindow { places.window.writeLargest(of: x + $1, to: y + $0) }
      }
    }
  }

  // dx[h, w, c] = Σ of dy[i, j, c] over the windows (i, j) that the pixel (h, w) has won: where it
  // is the first that equals the window's y.
  public func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    guard var result = dx.take() else { return }
    let places = PoolingPlaces(size, stride, x.shape, y.shape)
    parallel(over: &result.scalars, parts: x.shape[0], workers: pass.workers) { n, dx in
      dx.update(repeating: 0)
      x.withImage(n) { x in
        y.withImage(n) { y in
          dy.withImage(n) { dy in
            guard let x = x.baseAddress, let y = y.baseAddress, let dy = dy.baseAddress,
              let dx = dx.baseAddress
            else { return }
            places.forEachWindow { place, first in
              places.window.give(
                dy + place, to: dx + first, whereIn: x + first, equals: y + place)
            }
          }
        }
      }
    }
    dx = consume result
  }
}
