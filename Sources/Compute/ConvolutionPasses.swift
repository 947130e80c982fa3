/// The three passes of a convolution over a batch of images. Each is one product on overlapping
/// views: windows are multiplied in place, without a copy.
///
/// Images lie as `[N, H, W, C]`, kernels as `[KH, KW, C, K]`, maps as `[N, OH, OW, K]`, all row by
/// row. This file handles steps, borders, turned kernels and shares of a batch. So a layer only
/// says what is computed.
package struct ConvolutionPasses: Sendable {
  /// One axis along which a window slides. It has the lengths of image, window and step, and the
  /// border before the image and on both sides. It also has the number of places.
  package struct Axis: Sendable {
    let input, size, stride, before, bordered, places: Int

    package init(
      input: Int, size: Int, stride: Int, before: Int, bordered: Int, places: Int
    ) {
      self.input = input
      self.size = size
      self.stride = stride
      self.before = before
      self.bordered = bordered
      self.places = places
    }
  }

  let rows, columns: Axis
  /// C and K.
  let channels, kernels: Int
  let workers: Int
  let shares: Int
  let way: Way

  package init(
    rows: Axis, columns: Axis, channels: Int, kernels: Int, workers: Int, shares: Int = shareCount,
    way: Way = .measured
  ) {
    self.rows = rows
    self.columns = columns
    self.channels = channels
    self.kernels = kernels
    self.workers = workers
    self.shares = shares
    self.way = way
  }

  /// How many numbers an image has, and the maps of all kernels together.
  var image: Int { rows.input * columns.input * channels }
  var map: Int { places * kernels }
  /// How many places a window has.
  var places: Int { rows.places * columns.places }

  /// The forward pass: the sum under each window, plus the bias.
  package func maps(
    of images: [Float], _ weight: [Float], _ bias: [Float], into maps: inout [Float]
  ) {
    // One row of the map: m counts its places. Under each place lie k = KW·C contiguous numbers in
    // each of o = KH rows.
    let product = StridedProduct(
      m: columns.places, n: kernels, k: columns.size * channels, o: rows.size,
      aM: columns.stride * channels, aK: 1, aO: columns.bordered * channels,
      bK: kernels, bO: columns.size * channels * kernels, cM: kernels)
    let count = images.count / image
    parallel(over: &maps, parts: count, workers: workers) { n, map in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: hasBorder ? borderedImage : 0) {
        memory in
        lend(images, weight) { images, weight in
          let image = border(images.part(n, of: count), in: memory)
          if fitsLists, way == .sparse || way == .measured && comparingIsCheap,
            writeNew(image, weight, bias, to: map)
          {
            return
          }
          for i in 0..<rows.places {
            product.write(
              image, from: i * rows.stride * columns.bordered * channels, weight, from: 0,
              beginningWith: bias, to: map, from: i * columns.places * kernels)
          }
        }
      }
    }
  }

  /// Multiplies only windows that see something new, and copies the other answers. Returns false
  /// and writes nothing if there are too few to copy.
  private func writeNew(
    _ image: UnsafeBufferPointer<Float>, _ weight: UnsafeBufferPointer<Float>, _ bias: [Float],
    to map: UnsafeMutableBufferPointer<Float>
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: NewWindows.memory(self)) { memory in
      bias.withUnsafeBufferPointer { bias in
        guard let image = image.baseAddress, let weight = weight.baseAddress,
          let map = map.baseAddress, let bias = bias.baseAddress, let memory = memory.baseAddress,
          let windows = NewWindows(self, image, in: memory)
        else { return false }
        GatheredProduct(
          n: kernels, k: columns.size * channels, o: rows.size, aO: columns.bordered * channels
        ).write(image, windows.new, weight, beginningWith: bias, to: map)
        windows.copy(in: map, kernels: kernels)
        return true
      }
    }
  }

  /// The dense way to an image's part of the weights' gradients, added to sums `[KH, KW, C, K]`.
  func addDense(
    _ dy: UnsafeBufferPointer<Float>, of image: UnsafeBufferPointer<Float>,
    to sums: UnsafeMutableBufferPointer<Float>
  ) {
    // One row a of all kernels: m is b and c together, k and o are the columns and rows of the map.
    let product = StridedProduct(
      m: columns.size * channels, n: kernels, k: columns.places, o: rows.places,
      aM: 1, aK: columns.stride * channels, aO: rows.stride * columns.bordered * channels,
      bK: kernels, bO: columns.places * kernels, cM: kernels)
    for a in 0..<rows.size {
      product.add(
        image, from: a * columns.bordered * channels, dy, from: 0,
        to: sums, from: a * columns.size * channels * kernels)
    }
  }

  /// The dense way to the gradients of an image's pixels.
  ///
  /// Each place of the map sends its gradient back through its window. Seen from the pixel, this is
  /// again a convolution: the gradients are spread out by the stride, and the kernel is turned by
  /// 180°.
  func writeDense(
    _ dy: UnsafeBufferPointer<Float>, _ turned: UnsafeBufferPointer<Float>,
    to dx: UnsafeMutableBufferPointer<Float>, _ memory: UnsafeMutableBufferPointer<Float>
  ) {
    spread(dy, in: memory)
    let width = spreadSize.width
    let product = StridedProduct(
      m: columns.input, n: channels, k: columns.size * kernels, o: rows.size,
      aM: kernels, aK: 1, aO: width * kernels,
      bK: channels, bO: columns.size * kernels * channels, cM: channels)
    let zeros = [Float](repeating: 0, count: channels)
    for h in 0..<rows.input {
      let top = (rows.before + h) * width + columns.before
      product.write(
        UnsafeBufferPointer(memory), from: top * kernels, turned, from: 0, beginningWith: zeros,
        to: dx, from: h * columns.input * channels)
    }
  }
}

// The sparse way, for an image whose gradients that are not zero are listed.
extension ConvolutionPasses {
  /// How far the window moves in a bordered image, from a place to the next one down and right.
  var window: (row: Int, column: Int) {
    (rows.stride * columns.bordered * channels, columns.stride * channels)
  }

  /// The weights' gradients: a group is a kernel `[KH, KW·C]`, and each gradient on its list
  /// multiplies the pixels under its window.
  var sumsOfKernels: SparseProduct {
    SparseProduct(
      rows: rows.size, length: columns.size * channels, bRow: columns.bordered * channels,
      cRow: columns.size * channels)
  }

  /// The pixels' gradients: a group is a place's window `[KH, KW·C]`, and each gradient on its list
  /// multiplies the weights of its kernel.
  var windowsOfPlaces: SparseProduct {
    SparseProduct(
      rows: rows.size, length: columns.size * channels, bRow: columns.size * channels,
      cRow: columns.bordered * channels, bStep: rows.size * columns.size * channels,
      overlaps: true)
  }

  /// Whether places fit into lists of 32-bit integers, and into `NonZeros`' division.
  var fitsLists: Bool {
    map < 1 << 24 && kernels < 1 << 16 && max(borderedImage, weights) < 1 << 31
  }
  private var weights: Int { rows.size * columns.size * channels * kernels }

  /// Whether comparing windows costs little beside multiplying them: only then is it tried.
  var comparingIsCheap: Bool {
    rows.size * columns.size * channels * Self.vectors(kernels) >= 32 + 2 * channels
  }

  /// The longest list. Where half of the gradients are not zero, the dense way is shorter.
  var mostListed: Int { !fitsLists || way == .dense ? 0 : way == .sparse ? map : map / 2 }

  /// Whether an image takes the sparse way, if so many of its gradients are not zero.
  func prefersSparse(_ count: Int) -> Bool {
    let line = columns.size * channels
    let dense = places * rows.size * line * Self.vectors(kernels)
    return count * rows.size * Self.vectors(line) * 3 / 2 + map / 4 < dense
  }

  /// About how many vector operations some floats in a row take.
  private static func vectors(_ floats: Int) -> Int {
    let lanes = SparseProduct.lanes
    return floats / lanes + (floats % lanes + 3) / 4
  }
}
