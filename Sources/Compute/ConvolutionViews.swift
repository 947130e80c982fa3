// What the products of a convolution read: an image with its border, the gradient spread out by
// the stride, and kernels in other orders.

extension ConvolutionPasses {
  /// The slots of the kept memory.
  enum Slot {
    static let turnedKernel = 0
    static let kernelByKernel = 1
    static let weightShares = 2
    static let biasShares = 3
  }

  var hasBorder: Bool { rows.bordered > rows.input || columns.bordered > columns.input }

  /// How many numbers an image with its border has.
  var borderedImage: Int { rows.bordered * columns.bordered * channels }

  /// An image with the padding's border of zeros, `[H + border, W + border, C]`, in some memory;
  /// the image itself if there is no border.
  func border(
    _ image: UnsafeBufferPointer<Float>, in memory: UnsafeMutableBufferPointer<Float>
  ) -> UnsafeBufferPointer<Float> {
    guard hasBorder else { return image }
    memory.update(repeating: 0)
    forEachRow { inside, bordered, count in
      memory.copy(image[inside..<inside + count], to: bordered)
    }
    return UnsafeBufferPointer(memory)
  }

  /// Takes the border off.
  func unborder(
    _ bordered: UnsafeMutableBufferPointer<Float>, to image: UnsafeMutableBufferPointer<Float>
  ) {
    let source = UnsafeBufferPointer(bordered)
    forEachRow { inside, bordered, count in
      image.copy(source[bordered..<bordered + count], to: inside)
    }
  }

  private func forEachRow(_ body: (_ inside: Int, _ bordered: Int, _ count: Int) -> Void) {
    let line = columns.input * channels
    for h in 0..<rows.input {
      body(h * line, ((rows.before + h) * columns.bordered + columns.before) * channels, line)
    }
  }

  /// Rows and columns of a spread gradient, and how many numbers it has.
  var spreadSize: (height: Int, width: Int) {
    (rows.bordered + rows.size - 1, columns.bordered + columns.size - 1)
  }
  var spreadImage: Int { spreadSize.height * spreadSize.width * kernels }

  /// Puts the gradients `[OH, OW, K]` into zeros, a stride apart, with a border of k − 1. So a
  /// window over them meets exactly the outputs in which a pixel took part.
  func spread(
    _ dy: UnsafeBufferPointer<Float>, in spread: UnsafeMutableBufferPointer<Float>
  ) {
    let width = spreadSize.width
    spread.update(repeating: 0)
    // With a stride of 1, a row stays together; otherwise each place is copied alone.
    let together = columns.stride == 1 ? columns.places : 1
    for i in 0..<rows.places {
      let row = rows.size - 1 + i * rows.stride
      for j in stride(from: 0, to: columns.places, by: together) {
        let from = (i * columns.places + j) * kernels
        let to = (row * width + columns.size - 1 + j * columns.stride) * kernels
        spread.copy(dy[from..<from + together * kernels], to: to)
      }
    }
  }

  /// Turns the kernels `[KH, KW, C, K]` by 180° and swaps their channels: `[KH, KW, K, C]`.
  func turn(_ weight: [Float], into turned: inout [Float]) {
    let places = rows.size * columns.size
    turned.resize(to: weight.count)
    weight.withUnsafeBufferPointer { weight in
      turned.withUnsafeMutableBufferPointer { turned in
        for place in 0..<places {
          transpose(
            weight.part(place, of: places), rows: channels, columns: kernels,
            to: turned.part(places - 1 - place, of: places))
        }
      }
    }
  }
}

extension [Float] {
  /// Changes the size. If the size stays, the memory and its contents stay too.
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
