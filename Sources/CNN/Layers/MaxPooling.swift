/// Max pooling: of each window only the largest number is kept, channel by channel.
///
/// `[N, H, W, C]` → `[N, OH, OW, C]`. Windows may overlap; sizes round down, so rows and columns
/// at the end may go unseen. Of equal maxima the first, row by row, is the winner, and it alone
/// gets the gradient.
public struct MaxPooling: Layer {
  public let kind = "pool"
  public let size: Size
  public let stride: Size

  /// - Parameter stride: how far the window moves at a step; its own size if nil.
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
        places.forEachPixel { place, pixel, isFirst in
          if isFirst {
            (y + place).update(from: x + pixel, count: places.channels)
          } else {
            keepLargest(x + pixel, in: y + place, channels: places.channels)
          }
        }
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
    let channels = places.channels
    parallel(over: &result.scalars, parts: x.shape[0], workers: pass.workers) { n, dx in
      dx.update(repeating: 0)
      x.withImage(n) { x in
        y.withImage(n) { y in
          dy.withImage(n) { dy in
            guard let x = x.baseAddress, let y = y.baseAddress, let dy = dy.baseAddress,
              let dx = dx.baseAddress
            else { return }
            // What is left to give: a window's dy, until its winner has been met.
            withUnsafeTemporaryAllocation(of: Float.self, capacity: channels) { rest in
              guard let left = rest.baseAddress else { return }
              places.forEachPixel { place, pixel, isFirst in
                if isFirst { left.update(from: dy + place, count: channels) }
                give(left, to: dx + pixel, where: x + pixel, equals: y + place, channels: channels)
              }
            }
          }
        }
      }
    }
    dx = consume result
  }

  /// For each window, where in its image the pixel lies that has won.
  public func choices(_ x: Tensor) -> [Int] {
    guard let output = try? outputShape(for: x.shape.ofOne) else { return [] }
    let places = PoolingPlaces(size, stride, x.shape, output.batch(of: x.shape[0]))
    var winners = [Int](repeating: 0, count: x.shape[0] * places.count)
    for n in 0..<x.shape[0] {
      x.withImage(n) { x in
        places.forEachPixel { place, pixel, isFirst in
          for c in 0..<places.channels {
            let own = n * places.count + place + c
            if isFirst || x[pixel + c] > x[winners[own]] { winners[own] = pixel + c }
          }
        }
      }
    }
    return winners
  }

  public func explain(_ site: Site, in trace: Trace) -> Explanation {
    let layer = site.layer
    guard case .gradient = site else {
      let pixels = window(of: site.index).map { Site.activation(stage: layer, $0) }
      let terms = pixels.map { Term(trace.name(of: $0), [trace.factor($0)]) }
      return trace.explanation(site, .maximum(winner: winner(terms)), terms)
    }
    // Every window that sees the pixel gives it its gradient or nothing.
    let output = trace.network.shapes[layer + 1]
    var terms: [Term] = []
    for i in 0..<output[0] {
      for j in 0..<output[1] {
        let pixels = window(of: [i, j, site.index[2]])
        guard let own = pixels.firstIndex(of: site.index) else { continue }
        let values = pixels.map { Term("", [trace.factor(.activation(stage: layer, $0))]) }
        let dy = Site.gradient(stage: layer + 1, [i, j, site.index[2]])
        let hasWon = winner(values) == own
        terms.append(
          Term(
            trace.name(of: dy), [trace.factor(dy), Factor(hasWon ? 1 : 0)],
            note: hasWon ? nil : "not the winner"))
      }
    }
    return trace.explanation(site, .sum, terms)
  }

  /// The pixels under the window of an output, row by row.
  private func window(of place: [Int]) -> [[Int]] {
    (0..<size.count).map {
      [
        place[0] * stride.rows + $0 / size.columns, place[1] * stride.columns + $0 % size.columns,
        place[2],
      ]
    }
  }

  private func winner(_ terms: [Term]) -> Int {
    terms.indices.reduce(0) { terms[$1].value > terms[$0].value ? $1 : $0 }
  }
}
