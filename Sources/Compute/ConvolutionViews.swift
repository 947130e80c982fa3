// The inputs of a convolution's products: images with their border, the gradient spread out by the
// stride, and the turned kernel. All are written into memory that is kept from batch to batch.

extension ConvolutionPasses {
  /// The slots of the kept memory.
  enum Slot {
    static let borderedImages = 0
    static let spreadGradient = 1
    static let turnedKernel = 2
    static let weightShares = 3
    static let biasShares = 4
  }

  /// The images with the padding's border of zeros, `[N, H + border, W + border, C]`; the images
  /// themselves if there is no border.
  func bordered(_ images: [Float], _ kept: inout [Float]) -> [Float] {
    guard rows.bordered > rows.input || columns.bordered > columns.input else { return images }
    let line = columns.input * channels
    let count = images.count / (rows.input * line)
    kept.resize(to: count * rows.bordered * columns.bordered * channels)
    parallel(over: &kept, parts: count, workers: workers) { n, bordered in
      images.withUnsafeBufferPointer { images in
        for h in 0..<rows.input {
          let from = (n * rows.input + h) * line
          let to = ((rows.before + h) * columns.bordered + columns.before) * channels
          bordered.copy(images[from..<from + line], to: to)
        }
      }
    }
    return kept
  }

  /// Rows and columns of a spread gradient.
  var spreadSize: (height: Int, width: Int) {
    (rows.bordered + rows.size - 1, columns.bordered + columns.size - 1)
  }

  /// Puts the gradients `[N, OH, OW, K]` into zeros, a stride apart, with a border of k − 1. So a
  /// window over them meets exactly the outputs in which a pixel took part.
  func spread(_ dy: [Float], into spread: inout [Float]) {
    let (height, width) = spreadSize
    let count = dy.count / (rows.places * columns.places * kernels)
    spread.resize(to: count * height * width * kernels)
    // With a stride of 1, a row stays together; otherwise each place is copied alone.
    let together = columns.stride == 1 ? columns.places : 1
    parallel(over: &spread, parts: count, workers: workers) { n, spread in
      dy.withUnsafeBufferPointer { dy in
        for i in 0..<rows.places {
          let row = rows.size - 1 + i * rows.stride
          for j in stride(from: 0, to: columns.places, by: together) {
            let from = ((n * rows.places + i) * columns.places + j) * kernels
            let to = (row * width + columns.size - 1 + j * columns.stride) * kernels
            spread.copy(dy[from..<from + together * kernels], to: to)
          }
        }
      }
    }
  }

  /// Turns the kernels `[KH, KW, C, K]` by 180° and swaps their channels: `[KH, KW, K, C]`.
  func turn(_ weight: [Float], into turned: inout [Float]) {
    let places = rows.size * columns.size
    turned.resize(to: weight.count)
    for place in 0..<places {
      for c in 0..<channels {
        for k in 0..<kernels {
          turned[((places - 1 - place) * kernels + k) * channels + c] =
            weight[(place * channels + c) * kernels + k]
        }
      }
    }
  }
}

extension [Float] {
  /// Changes the size. If the size stays, the memory and its contents stay too.
  ///
  /// A new size brings zeros. So code that writes to the same places each time finds zeros
  /// everywhere else.
  mutating func resize(to count: Int) {
    if count != self.count { self = [Float](repeating: 0, count: count) }
  }
}

extension [[Float]] {
  /// The array at a place, empty until its first use.
  package subscript(growing place: Int) -> [Float] {
    get { self[place] }
    _modify {
      while count <= place { append([]) }
      yield &self[place]
    }
  }
}

extension UnsafeMutableBufferPointer<Float> {
  /// Copies some floats to `place`.
  fileprivate func copy(_ source: Slice<UnsafeBufferPointer<Float>>, to place: Int) {
    let target = UnsafeMutableBufferPointer(rebasing: self[place..<place + source.count])
    _ = target.update(fromContentsOf: source)
  }
}
