/// The backward pass of a convolution through the images of one share, one after the other.
///
/// Each image takes the dense way or the sparse way, whichever takes fewer vector operations. The
/// bits are the same:
/// - Each sum has its terms in the same order. The sparse way leaves out terms whose gradient is
///   zero. If all numbers are finite, such a term is +0 or −0.
/// - Adding +0 or −0 changes a sum only if it is −0. A sum begins as +0, and gets to be −0 only if
///   a negative product is so small that it is rounded to zero. So both ways can differ in one
///   thing: the sign of a sum that is zero.
/// - Of weights and biases that sign is lost where shares are added up. For pixels it is looked up:
///   an image with a −0 among its results is computed once more, in the dense way.
struct ShareGradients {
  let passes: ConvolutionPasses
  /// The weights turned by 180°, those of each kernel in a row, and whether they are all finite.
  var kernels:
    (
      turned: UnsafeBufferPointer<Float>, byKernel: UnsafeBufferPointer<Float>, areFinite: Bool
    )
  /// The sums of the share so far: `[KH, KW, C, K]` after a dense image, `[K, KH, KW, C]` after a
  /// sparse one, and the biases' `[K]`.
  private let weights, weightsByKernel, bias: UnsafeMutableBufferPointer<Float>
  private var isByKernel = false
  private let bordered, borderedGradient, spread: UnsafeMutableBufferPointer<Float>
  /// The current image's list, if it has one.
  private var nonZeros: NonZeros
  private var count: Int?

  /// Lends sums that begin with zero, and the memory for one image.
  static func withMemory(
    _ passes: ConvolutionPasses, _ weights: UnsafeMutableBufferPointer<Float>,
    _ bias: UnsafeMutableBufferPointer<Float>, _ body: (ShareGradients) -> Void
  ) {
    let bordered = passes.hasBorder ? passes.borderedImage : 0
    let sizes = [
      weights.count, bordered, bordered, passes.spreadImage,
      NonZeros.memory(places: passes.places, kernels: passes.kernels, most: passes.mostListed),
    ]
    withUnsafeTemporaryAllocation(of: Float.self, capacity: sizes.reduce(0, +)) { memory in
      var start = 0
      let parts = sizes.map { size in
        defer { start += size }
        return UnsafeMutableBufferPointer(rebasing: memory[start..<start + size])
      }
      weights.update(repeating: 0)
      bias.update(repeating: 0)
      body(ShareGradients(passes, weights, bias, parts))
    }
  }

  private init(
    _ passes: ConvolutionPasses, _ weights: UnsafeMutableBufferPointer<Float>,
    _ bias: UnsafeMutableBufferPointer<Float>, _ parts: [UnsafeMutableBufferPointer<Float>]
  ) {
    self.passes = passes
    (self.weights, self.bias) = (weights, bias)
    (weightsByKernel, bordered, borderedGradient) = (parts[0], parts[1], parts[2])
    spread = parts[3]
    let none = UnsafeBufferPointer<Float>(start: nil, count: 0)
    kernels = (none, none, true)
    nonZeros = NonZeros(
      in: parts[4].baseAddress!, places: passes.places, kernels: passes.kernels,
      most: passes.mostListed)
  }

  /// Adds an image's part to the gradients of weights and biases.
  mutating func add(_ dy: UnsafeBufferPointer<Float>, of image: UnsafeBufferPointer<Float>) {
    let image = passes.border(image, in: bordered)
    count = passes.way == .dense || !passes.fitsLists ? nil : NonZeros.count(dy)
    if let some = count, some > passes.mostListed || NonZeros.count(image) == nil { count = nil }
    guard let some = count, passes.way == .sparse || passes.prefersSparse(some) else {
      count = nil
      arrange(byKernel: false)
      passes.addDense(dy, of: image, to: weights)
      sumRows(dy, count: passes.places, length: passes.kernels, to: bias)
      return
    }
    guard let x = image.baseAddress, let dy = dy.baseAddress, let bias = bias.baseAddress,
      let sums = weightsByKernel.baseAddress
    else { return }
    arrange(byKernel: true)
    nonZeros.find(
      dy, rows: passes.rows.places, columns: passes.columns.places, kernels: passes.kernels,
      window: passes.window, bias: bias)
    nonZeros.setTargets(apart: weights.count / passes.kernels)
    passes.sumsOfKernels.add(nonZeros.byKernel, x, to: sums)
  }

  /// Writes the gradient of an image's pixels; after `add` for the same image.
  func write(_ dy: UnsafeBufferPointer<Float>, to dx: UnsafeMutableBufferPointer<Float>) {
    let target = passes.hasBorder ? borderedGradient : dx
    guard count != nil, kernels.areFinite, let weights = kernels.byKernel.baseAddress,
      let sums = target.baseAddress
    else { return passes.writeDense(dy, kernels.turned, to: dx, spread) }
    target.update(repeating: 0)
    passes.windowsOfPlaces.add(nonZeros.byPlace, weights, to: sums)
    if passes.hasBorder { passes.unborder(borderedGradient, to: dx) }
    if hasMinusZero(dx) { passes.writeDense(dy, kernels.turned, to: dx, spread) }
  }

  /// Leaves the sums as `[KH, KW, C, K]`.
  mutating func finish() { arrange(byKernel: false) }

  private mutating func arrange(byKernel: Bool) {
    guard byKernel != isByKernel else { return }
    let rows = weights.count / passes.kernels
    if byKernel {
      transpose(
        UnsafeBufferPointer(weights), rows: rows, columns: passes.kernels, to: weightsByKernel)
    } else {
      transpose(
        UnsafeBufferPointer(weightsByKernel), rows: passes.kernels, columns: rows, to: weights)
    }
    isByKernel = byKernel
  }
}

/// Whether one of some numbers is −0.
private func hasMinusZero(_ numbers: UnsafeMutableBufferPointer<Float>) -> Bool {
  guard let start = numbers.baseAddress else { return false }
  let minusZero = (-Float.zero).bitPattern
  var (found, i) = (SIMD16<UInt32>(), 0)
  while i + 16 <= numbers.count {
    let own = UnsafeRawPointer(start + i).loadUnaligned(as: SIMD16<UInt32>.self)
    found.replace(with: 1, where: own .== SIMD16(repeating: minusZero))
    i += 16
  }
  return found.wrappedSum() > 0 || numbers[i...].contains { $0.bitPattern == minusZero }
}
