// The backward pass of a convolution: the gradients of weights, biases and pixels. A share of the
// batch is worked off image by image, in ShareGradients.swift.

extension ConvolutionPasses {
  /// Which way the backward pass takes. Both give the same bits.
  package enum Way: Sendable {
    /// The shorter one, for each image.
    case measured
    /// Always the same one, for tests. What is not finite takes the dense one in any case.
    case dense, sparse
  }

  /// Computes all gradients of a batch.
  ///
  /// Those of weights and biases stay in `kept`, one part for each share of the batch, until
  /// `weightGradient` and `biasGradient` add them up.
  ///
  /// - Parameter dx: takes each pixel's gradient, from all windows that have seen it; empty if it
  ///   is not needed.
  package func gradients(
    _ dy: [Float], of images: [Float], _ weight: [Float], into dx: inout [Float],
    kept: inout [[Float]]
  ) {
    let count = images.count / image
    kept[growing: Slot.weightShares].resize(to: shares * weight.count)
    kept[growing: Slot.biasShares].resize(to: shares * kernels)
    if !dx.isEmpty {
      turn(weight, into: &kept[growing: Slot.turnedKernel])
      kept[growing: Slot.kernelByKernel].resize(to: weight.count)
      transpose(
        weight, rows: weight.count / kernels, columns: kernels, into: &kept[Slot.kernelByKernel])
    }
    var biases: [Float] = []
    swap(&biases, &kept[Slot.biasShares])
    let (turned, byKernel) =
      dx.isEmpty ? ([], []) : (kept[Slot.turnedKernel], kept[Slot.kernelByKernel])
    let isFinite = weight.withUnsafeBufferPointer { NonZeros.count($0) } != nil
    dx.withUnsafeMutableBufferPointer { dx in
      biases.withUnsafeMutableBufferPointer { biases in
        nonisolated(unsafe) let (dx, biases) = (dx, biases)
        parallel(over: &kept[Slot.weightShares], parts: shares, workers: workers) {
          number, weights in
          let own = share(number, of: count, shares: shares)
          lend(dy, images) { dy, images in
            lend(turned, byKernel) { turned, byKernel in
              ShareGradients.withMemory(self, weights, biases.part(number, of: shares)) {
                var sums = $0
                sums.kernels = (turned, byKernel, isFinite)
                for n in own {
                  sums.add(dy.part(n, of: count), of: images.part(n, of: count))
                  if !dx.isEmpty { sums.write(dy.part(n, of: count), to: dx.part(n, of: count)) }
                }
                sums.finish()
              }
            }
          }
        }
      }
    }
    swap(&biases, &kept[Slot.biasShares])
  }

  /// Each weight's gradient: the sum, over all places of all images, of the pixel that the weight
  /// multiplied times the gradient of the place.
  package func weightGradient(into total: inout [Float], kept: [[Float]]) {
    addUp(kept[Slot.weightShares], into: &total)
  }

  /// Each bias's gradient: the sum of the gradients at all places of all images.
  package func biasGradient(into total: inout [Float], kept: [[Float]]) {
    addUp(kept[Slot.biasShares], into: &total)
  }

  /// Adds up the shares in their order.
  ///
  /// It begins with +0, and +0 plus −0 is +0. So a sum of a share that is zero may have any sign.
  private func addUp(_ parts: [Float], into total: inout [Float]) {
    total.withUnsafeMutableBufferPointer { total in
      total.update(repeating: 0)
      parts.withUnsafeBufferPointer { sumRows($0, count: shares, length: total.count, to: total) }
    }
  }
}

extension UnsafeBufferPointer<Float> {
  /// Part number `number` of `count` equal parts.
  func part(_ number: Int, of count: Int) -> UnsafeBufferPointer {
    let size = self.count / count
    return UnsafeBufferPointer(rebasing: self[number * size..<(number + 1) * size])
  }
}

extension UnsafeMutableBufferPointer<Float> {
  /// Part number `number` of `count` equal parts.
  func part(_ number: Int, of count: Int) -> UnsafeMutableBufferPointer {
    let size = self.count / count
    return UnsafeMutableBufferPointer(rebasing: self[number * size..<(number + 1) * size])
  }
}
