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

  package init(rows: Axis, columns: Axis, channels: Int, kernels: Int, workers: Int) {
    self.rows = rows
    self.columns = columns
    self.channels = channels
    self.kernels = kernels
    self.workers = workers
  }

  /// How many numbers an image has, and the maps of all kernels together.
  private var image: Int { rows.input * columns.input * channels }
  private var map: Int { rows.places * columns.places * kernels }

  /// The forward pass: the sum under each window, plus the bias.
  package func maps(
    of images: [Float], _ weight: [Float], _ bias: [Float], into maps: inout [Float],
    kept: inout [[Float]]
  ) {
    let bordered = bordered(images, &kept[growing: Slot.borderedImages])
    // One row of the map: m counts its places. Under each place lie k = KW·C contiguous numbers in
    // each of o = KH rows.
    let product = StridedProduct(
      m: columns.places, n: kernels, k: columns.size * channels, o: rows.size,
      aM: columns.stride * channels, aK: 1, aO: columns.bordered * channels,
      bK: kernels, bO: columns.size * channels * kernels, cM: kernels)
    parallel(over: &maps, parts: images.count / image, workers: workers) { n, map in
      for i in 0..<rows.places {
        let top = (n * rows.bordered + i * rows.stride) * columns.bordered * channels
        product.write(
          bordered, from: top, weight, from: 0, beginningWith: bias,
          to: map, from: i * columns.places * kernels)
      }
    }
  }

  /// Each weight's gradient: the sum, over all places of all images, of the pixel that the weight
  /// multiplied times the gradient of the place.
  package func weightGradient(
    _ dy: [Float], of images: [Float], into weight: inout [Float], kept: inout [[Float]]
  ) {
    let bordered = bordered(images, &kept[growing: Slot.borderedImages])
    // One row a of all kernels: m is b and c together, k and o are the columns and rows of the map.
    let product = StridedProduct(
      m: columns.size * channels, n: kernels, k: columns.places, o: rows.places,
      aM: 1, aK: columns.stride * channels, aO: rows.stride * columns.bordered * channels,
      bK: kernels, bO: columns.places * kernels, cM: kernels)
    addShares(
      images.count / image, into: &weight, kept: &kept[growing: Slot.weightShares]
    ) { n, sums in
      for a in 0..<rows.size {
        product.add(
          bordered, from: (n * rows.bordered + a) * columns.bordered * channels,
          dy, from: n * map, to: sums, from: a * columns.size * channels * kernels)
      }
    }
  }

  /// Each bias's gradient: the sum of the gradients at all places of all images.
  package func biasGradient(_ dy: [Float], into bias: inout [Float], kept: inout [[Float]]) {
    addShares(
      dy.count / map, into: &bias, kept: &kept[growing: Slot.biasShares]
    ) { n, sums in
      sumRows(
        dy, from: n * map, count: rows.places * columns.places, length: kernels, to: sums, from: 0)
    }
  }

  /// Adds the parts of `count` images to some sums: first within each share of the batch, then the
  /// shares in their order.
  private func addShares(
    _ count: Int, into total: inout [Float], kept: inout [Float],
    _ add: @Sendable (_ image: Int, _ sums: UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    let size = total.count
    kept.resize(to: shareCount * size)
    parallel(over: &kept, parts: shareCount, workers: workers) { number, sums in
      sums.update(repeating: 0)
      for n in share(number, of: count) { add(n, sums) }
    }
    for i in total.indices {
      total[i] = (0..<shareCount).reduce(0) { $0 + kept[$1 * size + i] }
    }
  }

  /// Each pixel's gradient, from all windows that have seen it.
  ///
  /// Each place of the map sends its gradient back through its window. Seen from the pixel, this is
  /// again a convolution: the gradients are spread out by the stride, and the kernel is turned by
  /// 180°.
  package func inputGradient(
    _ dy: [Float], _ weight: [Float], into dx: inout [Float], kept: inout [[Float]]
  ) {
    turn(weight, into: &kept[growing: Slot.turnedKernel])
    spread(dy, into: &kept[growing: Slot.spreadGradient])
    let (turned, spread) = (kept[Slot.turnedKernel], kept[Slot.spreadGradient])
    let (height, width) = spreadSize
    let product = StridedProduct(
      m: columns.input, n: channels, k: columns.size * kernels, o: rows.size,
      aM: kernels, aK: 1, aO: width * kernels,
      bK: channels, bO: columns.size * kernels * channels, cM: channels)
    let zeros = [Float](repeating: 0, count: channels)
    parallel(over: &dx, parts: dy.count / map, workers: workers) { n, dx in
      for h in 0..<rows.input {
        let top = (n * height + rows.before + h) * width + columns.before
        product.write(
          spread, from: top * kernels, turned, from: 0, beginningWith: zeros,
          to: dx, from: h * columns.input * channels)
      }
    }
  }
}
