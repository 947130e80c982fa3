import CNN
import Explain

// Copies of four layers, in plain loops, that only this lesson has. The line of each that is easily
// got wrong is a value, so that a mistake can be put in and everything else stays as it is. As
// they stand here they are right.

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

/// A convolution (`valid`, stride 1) whose way back to its input is a convolution again.
nonisolated struct PlainConvolution: Layer {
  let kind = "conv"
  private var convolution: Convolution
  /// Which weight meets place (a, b) of the window over the gradients; n is the kernel's size.
  var turn: @Sendable (_ a: Int, _ b: Int, _ n: Int) -> (Int, Int) = { a, b, n in
    (n - 1 - a, n - 1 - b)
  }

  init(_ kernels: Int, _ size: Int) { convolution = Convolution(kernels, Size(size, size)) }

  var parameters: [Parameter] {
    get { convolution.parameters }
    set { convolution.parameters = newValue }
  }

  func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    try convolution.outputShape(for: input)
  }

  mutating func initialize(for input: Shape, random: Random) {
    convolution.initialize(for: input, random: random)
  }

  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    convolution.forward(x, into: &y, scratch: &scratch, pass)
  }

  // dx[h, w, c] = Σ_a Σ_b Σ_k dy[h − (n − 1) + a, w − (n − 1) + b, k] · weight[turn(a, b), c, k]
  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    var none: Tensor?
    convolution.backward(
      dy, x: x, y: y, into: &none, gradients: &gradients, scratch: &scratch, pass)
    let (n, weight) = (convolution.size.rows, convolution.weight)
    let (channels, kernels) = (x.shape[3], y.shape[3])
    var result = Tensor(x.shape)
    for place in 0..<x.shape[0] * x.shape[1] * x.shape[2] {
      let (image, h, w) = (
        place / (x.shape[1] * x.shape[2]), place / x.shape[2] % x.shape[1], place % x.shape[2]
      )
      for a in 0..<n {
        for b in 0..<n {
          let (i, j) = (h - (n - 1) + a, w - (n - 1) + b)
          guard (0..<y.shape[1]).contains(i), (0..<y.shape[2]).contains(j) else { continue }
          let from = ((image * y.shape[1] + i) * y.shape[2] + j) * kernels
          let (row, column) = turn(a, b, n)
          for c in 0..<channels {
            for k in 0..<kernels {
              result.scalars[place * channels + c] +=
                dy.scalars[from + k]
                * weight.scalars[((row * n + column) * channels + c) * kernels + k]
            }
          }
        }
      }
    }
    dx = result
  }
}

/// A dense layer.
nonisolated struct PlainDense: Layer {
  let kind = "dense"
  private var dense: Dense
  /// What becomes of a bias's gradient when one more image of the batch gives it some.
  var give: @Sendable (_ sum: inout Float, _ gradient: Float) -> Void = { sum, gradient in
    sum += gradient
  }

  init(_ units: Int) { dense = Dense(units) }

  var parameters: [Parameter] {
    get { dense.parameters }
    set { dense.parameters = newValue }
  }

  func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    try dense.outputShape(for: input)
  }

  mutating func initialize(for input: Shape, random: Random) {
    dense.initialize(for: input, random: random)
  }

  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    dense.forward(x, into: &y, scratch: &scratch, pass)
  }

  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    dense.backward(dy, x: x, y: y, into: &dx, gradients: &gradients, scratch: &scratch, pass)
    // dbias[k] = Σ_n dy[n, k]
    var bias = Tensor([y.shape[1]])
    for n in 0..<y.shape[0] {
      for k in 0..<y.shape[1] { give(&bias.scalars[k], dy.scalars[n * y.shape[1] + k]) }
    }
    gradients[1] = bias  // in the order of the layer's own parameters: weight, bias
  }
}

/// Dropout: in training some numbers are dropped, and the others made larger.
nonisolated struct PlainDropout: Layer {
  let kind = "dropout"
  let rate: Float
  /// The gradient of a number that was kept, and made larger by `scale` on its way forward.
  var pass: @Sendable (_ gradient: Float, _ scale: Float) -> Float = { gradient, scale in
    gradient * scale
  }

  init(_ rate: Float) { self.rate = rate }

  func outputShape(for input: Shape) -> Shape { input }

  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    let scale = scale(pass)
    forEachKept(x.shape, pass) { i, isKept in y.scalars[i] = isKept ? x.scalars[i] * scale : 0 }
  }

  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    let scale = scale(pass)
    var result = Tensor(x.shape)
    forEachKept(x.shape, pass) { i, isKept in
      result.scalars[i] = isKept ? self.pass(dy.scalars[i], scale) : 0
    }
    dx = result
  }

  private func scale(_ pass: Pass) -> Float { pass.mode == .training ? 1 / (1 - rate) : 1 }

  /// Goes through all numbers of a batch: the same are kept on the way there and back.
  private func forEachKept(_ shape: Shape, _ pass: Pass, _ body: (Int, Bool) -> Void) {
    let count = shape.ofOne.count
    for n in 0..<shape[0] {
      let random = Random(seed: pass.seed, for: .dropout).stream(pass.step)
        .stream(pass.firstImage + n)
      for i in 0..<count {
        body(n * count + i, pass.mode == .inference || random.uniform(i) >= rate)
      }
    }
  }
}
