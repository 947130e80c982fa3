import CNN
import Explain

// One of four copies of layers, in plain loops, that only this lesson has. The line that is easily
// wrong is a value, so that a mistake can be put in and all else stays as it is. As it stands here
// it is right.

/// Max pooling.
nonisolated struct PlainPooling: Layer {
  let kind = "pool"
  var size: Int
  var stride: Int
  /// Which of the pixels that hold a window's maximum get its gradient.
  var winners: @Sendable (_ best: [Int]) -> [Int] = { best in [best[0]] }
  /// What becomes of a pixel's gradient when one more window gives it some.
  var give: @Sendable (_ sum: inout Float, _ gradient: Float) -> Void = { sum, gradient in
    sum += gradient
  }

  init(_ size: Int, stride: Int) { (self.size, self.stride) = (size, stride) }

  func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    try MaxPooling(Size(size, size), stride: Size(stride, stride)).outputShape(for: input)
  }

  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    forEachWindow(x.shape, y.shape) { place, pixels in
      y.scalars[place] = pixels.reduce(-Float.infinity) { max($0, x.scalars[$1]) }
    }
  }

  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    var result = Tensor(x.shape)
    forEachWindow(x.shape, y.shape) { place, pixels in
      let best = pixels.filter { x.scalars[$0] == y.scalars[place] }
      for pixel in winners(best) { give(&result.scalars[pixel], dy.scalars[place]) }
    }
    dx = result
  }

  /// Goes through all windows: where the output stands, and where the pixels under it stand.
  private func forEachWindow(_ x: Shape, _ y: Shape, _ body: (Int, [Int]) -> Void) {
    var pixels = [Int](repeating: 0, count: size * size)
    var place = 0
    for n in 0..<y[0] {
      for i in 0..<y[1] {
        for j in 0..<y[2] {
          for c in 0..<y[3] {
            for p in pixels.indices {
              let (h, w) = (i * stride + p / size, j * stride + p % size)
              pixels[p] = ((n * x[1] + h) * x[2] + w) * x[3] + c
            }
            body(place, pixels)
            place += 1
          }
        }
      }
    }
  }
}

nonisolated extension PlainPooling: Explained {
  /// The winners of the windows, so that a gradient check finds the kinks.
  func choices(_ x: Tensor) -> [Int] {
    MaxPooling(Size(size, size), stride: Size(stride, stride)).choices(x)
  }

  /// None of the copies' numbers is asked where it came from.
  func explain(_ site: Site, in trace: Trace) -> Explanation {
    trace.explanation(site, .untold, [])
  }
}
