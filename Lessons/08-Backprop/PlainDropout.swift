import CNN

// One of four copies of layers, in plain loops, that only this lesson has. The line that is easily
// wrong is a value, so that a mistake can be put in and all else stays as it is. As it stands here
// it is right.

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
