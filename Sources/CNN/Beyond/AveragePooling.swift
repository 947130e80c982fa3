import Compute

/// Average pooling keeps the mean of each window, channel by channel.
///
/// `[N, H, W, C]` → `[N, OH, OW, C]`; sizes as in `MaxPooling` (LeCun and others, 1998). The
/// paper's weight is left out today.
public struct AveragePooling: Layer {
  public let kind = "average"
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

  // y[i, j, c] = Σ_a Σ_b x[i·SH + a, j·SW + b, c] / (KH·KW)
  public func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    let places = PoolingPlaces(size, stride, x.shape, y.shape)
    let share = 1 / Float(size.count)
    parallel(over: &y.scalars, parts: x.shape[0], workers: pass.workers) { n, y in
      x.withImage(n) { x in
        places.forEachPixel { place, pixel, isFirst in
          for c in 0..<places.channels {
            let sum = isFirst ? 0 : y[place + c]
            y[place + c] = sum.addingProduct(share, x[pixel + c])
          }
        }
      }
    }
  }

  // dx[h, w, c] = Σ of dy[i, j, c] / (KH·KW) over the windows (i, j) that see the pixel (h, w)
  public func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    guard var result = dx.take() else { return }
    let places = PoolingPlaces(size, stride, x.shape, y.shape)
    let share = 1 / Float(size.count)
    parallel(over: &result.scalars, parts: x.shape[0], workers: pass.workers) { n, dx in
      dx.update(repeating: 0)
      dy.withImage(n) { dy in
        places.forEachPixel { place, pixel, _ in
          for c in 0..<places.channels { dx[pixel + c] += share * dy[place + c] }
        }
      }
    }
    dx = consume result
  }
}

extension PoolingPlaces {
  /// Visits the pixels of all windows, window by window and row by row.
  ///
  /// `body` is called once for all channels of a pixel. It gets three things: where the window's
  /// outputs begin, where the pixel's numbers begin, and whether the pixel is its window's first.
  func forEachPixel(_ body: (_ place: Int, _ pixel: Int, _ isFirst: Bool) -> Void) {
    forEachWindow { place, first in
      for a in 0..<size.rows {
        for b in 0..<size.columns {
          body(place, first + (a * columns + b) * channels, a == 0 && b == 0)
        }
      }
    }
  }
}
