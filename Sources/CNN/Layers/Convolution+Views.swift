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

  /// Puts the images `[N, H, W, C]` into zeros, with the border that the padding asks for.
  func border(
    _ x: Tensor, _ rows: SlidingAxis, _ columns: SlidingAxis, into bordered: inout Tensor,
    _ pass: Pass
  ) {
    let (count, channels) = (x.shape[0], x.shape[3])
    bordered.resize(to: [count, rows.bordered, columns.bordered, channels])
    let line = columns.input * channels
    parallel(over: &bordered.scalars, parts: count, workers: pass.workers) { n, bordered in
      bordered.update(repeating: 0)
      for h in 0..<rows.input {
        let from = (n * rows.input + h) * line
        let to = ((rows.before + h) * columns.bordered + columns.before) * channels
        for i in 0..<line { bordered[to + i] = x.scalars[from + i] }
      }
    }
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
    spread.resize(to: [count, height, width, kernels])
    parallel(over: &spread.scalars, parts: count, workers: pass.workers) { n, spread in
      spread.update(repeating: 0)
      for i in 0..<rows.output {
        for j in 0..<columns.output {
          let from = ((n * rows.output + i) * columns.output + j) * kernels
          let row = rows.size - 1 + i * rows.stride
          let to = (row * width + columns.size - 1 + j * columns.stride) * kernels
          for k in 0..<kernels { spread[to + k] = dy.scalars[from + k] }
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
