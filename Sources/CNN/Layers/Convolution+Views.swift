// What the products of a convolution read: the image with its border, the gradient spread out
// by the stride, and the kernel turned. All are written into memory that the tape keeps.

extension Convolution {
  /// Where in its scratch the layer keeps what.
  enum Slot {
    static let borderedInput = 0
    static let spreadGradient = 1
    static let turnedKernel = 2
    static let shares = 3
  }

  /// The images `[N, H, W, C]` within zeros, with the border that the padding asks for; the images
  /// themselves if it asks for none.
  func bordered(
    _ x: Tensor, _ rows: SlidingAxis, _ columns: SlidingAxis, _ kept: inout Tensor, _ pass: Pass
  ) -> [Float] {
    guard rows.bordered > rows.input || columns.bordered > columns.input else { return x.scalars }
    let (count, channels) = (x.shape[0], x.shape[3])
    kept.clear(to: [count, rows.bordered, columns.bordered, channels])
    let line = columns.input * channels
    parallel(over: &kept.scalars, parts: count, workers: pass.workers) { n, bordered in
      x.scalars.withUnsafeBufferPointer { x in
        for h in 0..<rows.input {
          let from = (n * rows.input + h) * line
          let to = ((rows.before + h) * columns.bordered + columns.before) * channels
          bordered.copy(x[from..<from + line], to: to)
        }
      }
    }
    return kept.scalars
  }

  /// Puts the gradients `[N, OH, OW, K]` a stride apart into zeros, with a border of k − 1, so
  /// that a window over them meets exactly those outputs in which a pixel took part.
  func spread(
    _ dy: Tensor, _ rows: SlidingAxis, _ columns: SlidingAxis, into spread: inout Tensor,
    _ pass: Pass
  ) {
    let count = dy.shape[0]
    let height = rows.bordered + rows.size - 1
    let width = columns.bordered + columns.size - 1
    spread.clear(to: [count, height, width, kernels])
    // Where the stride is 1 a row stays together; otherwise each place goes by itself.
    let together = columns.stride == 1 ? columns.output : 1
    parallel(over: &spread.scalars, parts: count, workers: pass.workers) { n, spread in
      dy.scalars.withUnsafeBufferPointer { dy in
        for i in 0..<rows.output {
          let row = rows.size - 1 + i * rows.stride
          for j in Swift.stride(from: 0, to: columns.output, by: together) {
            let from = ((n * rows.output + i) * columns.output + j) * kernels
            let to = (row * width + columns.size - 1 + j * columns.stride) * kernels
            spread.copy(dy[from..<from + together * kernels], to: to)
          }
        }
      }
    }
  }

  /// Turns the kernels `[KH, KW, C, K]` by 180° and swaps their channels: `[KH, KW, K, C]`.
  func turn(into turned: inout Tensor) {
    let channels = weight.shape[2]
    turned.resize(to: [size.rows, size.columns, kernels, channels])
    let (weight, places) = (weight.scalars, size.count)
    for place in 0..<places {
      for c in 0..<channels {
        for k in 0..<kernels {
          turned.scalars[((places - 1 - place) * kernels + k) * channels + c] =
            weight[(place * channels + c) * kernels + k]
        }
      }
    }
  }
}

extension UnsafeMutableBufferPointer<Float> {
  /// Copies some floats to where `place` is.
  fileprivate func copy(_ source: Slice<UnsafeBufferPointer<Float>>, to place: Int) {
    let target = UnsafeMutableBufferPointer(rebasing: self[place..<place + source.count])
    _ = target.update(fromContentsOf: source)
  }
}
