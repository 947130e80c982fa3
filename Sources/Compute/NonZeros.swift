/// What is not zero in the gradients of one image's maps, listed in the two orders in which a
/// convolution's backward pass needs it.
///
/// After pooling, dropout and ReLU, few gradients are left: pooling hands a gradient to one place
/// of four, dropout takes a share of what is left, and ReLU most of the rest.
struct NonZeros {
  /// By place, row by row, and within a place by kernel. A group is a place where anything is not
  /// zero; its target is where the place's window begins in the image. An offset is a kernel's
  /// number.
  private(set) var byPlace: TermLists
  /// By kernel, and for each kernel by place. An offset is where the place's window begins.
  private(set) var byKernel: TermLists

  /// Floats of memory for an image with so many places and kernels, of which at most `most`
  /// gradients are not zero.
  static func memory(places: Int, kernels: Int, most: Int) -> Int {
    2 * places + 2 * kernels + 4 * (most + 16)
  }

  init(in memory: UnsafeMutablePointer<Float>, places: Int, kernels: Int, most: Int) {
    var next = memory
    func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
      defer { next += count }
      return next
    }
    func integers(_ count: Int) -> UnsafeMutablePointer<Int32> {
      let start = UnsafeMutableRawPointer(floats(count))
      return start.bindMemory(to: Int32.self, capacity: count)
    }
    byPlace = TermLists(
      groups: 0, targets: integers(places), ends: integers(places), offsets: integers(most + 16),
      values: floats(most + 16))
    byKernel = TermLists(
      groups: kernels, targets: integers(kernels), ends: integers(kernels),
      offsets: integers(most + 16), values: floats(most + 16))
  }

  /// How many of some numbers are not zero; nil if one of them is not finite.
  static func count(_ numbers: UnsafeBufferPointer<Float>) -> Int? {
    guard let start = numbers.baseAddress else { return 0 }
    // 0 · x is 0 for what is finite, and NaN for what is not. Two sums each, side by side: none
    // waits for its own last addition.
    typealias Vector = SIMD16<Float>
    var (zeros, others) = ((Vector(), Vector()), (Vector(), Vector()))
    var (i, single, singles) = (0, Float(0), 0)
    while i &+ 32 <= numbers.count {
      let left = UnsafeRawPointer(start + i).loadUnaligned(as: Vector.self)
      let right = UnsafeRawPointer(start + i + 16).loadUnaligned(as: Vector.self)
      zeros.0.addProduct(left, Vector())
      zeros.1.addProduct(right, Vector())
      others.0 += Vector(repeating: 1).replacing(with: 0, where: left .== 0)
      others.1 += Vector(repeating: 1).replacing(with: 0, where: right .== 0)
      i &+= 32
    }
    while i < numbers.count {
      single.addProduct(numbers[i], 0)
      singles += numbers[i] == 0 ? 0 : 1
      i += 1
    }
    guard (zeros.0 + zeros.1).sum() + single == 0 else { return nil }
    return Int(others.0.sum()) + Int(others.1.sum()) + singles
  }

  /// Lists the gradients `[OH, OW, K]` that are not zero.
  ///
  /// - Parameters:
  ///   - window: where the window of place (i, j) begins: at `i · window.row + j · window.column`.
  ///   - bias: takes each kernel's sum, added to what it holds.
  mutating func find(
    _ dy: UnsafePointer<Float>, rows: Int, columns: Int, kernels: Int,
    window: (row: Int, column: Int), bias: UnsafeMutablePointer<Float>
  ) {
    let count = listPositions(dy, rows * columns * kernels)
    // Dividing by multiplying: exact as long as position · kernels < 2⁴⁰.
    let perKernel = (1 << 40) / UInt64(kernels) + 1
    let perColumn = (1 << 40) / UInt64(columns) + 1
    var (group, last) = (-1, -1)
    for t in 0..<count {
      let position = Int(byKernel.offsets[t])
      let place = Int((UInt64(position) &* perKernel) >> 40)
      byPlace.offsets[t] = Int32(truncatingIfNeeded: position &- place &* kernels)
      byPlace.values[t] = dy[position]
      // The group is written with each of its terms: no branch to guess.
      group &+= place == last ? 0 : 1
      last = place
      let i = Int((UInt64(place) &* perColumn) >> 40)
      let j = place &- i &* columns
      byPlace.targets[group] = Int32(truncatingIfNeeded: i &* window.row &+ j &* window.column)
      byPlace.ends[group] = Int32(truncatingIfNeeded: t &+ 1)
    }
    byPlace.groups = group + 1
    sortByKernel(count, bias)
  }

  /// Lists the positions of what is not zero; the list by kernel has the memory for it. Returns how
  /// many there are.
  private func listPositions(_ dy: UnsafePointer<Float>, _ size: Int) -> Int {
    let positions = byKernel.offsets
    var (count, start) = (0, 0)
    while start &+ 64 <= size {
      // 64 numbers become 64 bits. So the loop's end has to be guessed only once for all of them.
      var left = UInt64(bits(dy + start)) | UInt64(bits(dy + start + 32)) << 32
      while left != 0 {
        positions[count] = Int32(truncatingIfNeeded: start &+ left.trailingZeroBitCount)
        count &+= 1
        left &= left &- 1
      }
      start &+= 64
    }
    while start < size {
      positions[count] = Int32(truncatingIfNeeded: start)
      count &+= dy[start] == 0 ? 0 : 1
      start &+= 1
    }
    return count
  }

  /// A bit for each of 32 numbers: 1 where it is not zero.
  @inline(__always)
  private func bits(_ numbers: UnsafePointer<Float>) -> UInt32 {
    let (low, high) = (UnsafeRawPointer(numbers), UnsafeRawPointer(numbers + 16))
    let each = SIMD16<UInt32>(
      1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768)
    let zeros = SIMD16<UInt32>()
    let left = zeros.replacing(
      with: each, where: low.loadUnaligned(as: SIMD16<Float>.self) .!= SIMD16())
    let right = zeros.replacing(
      with: each &<< 16, where: high.loadUnaligned(as: SIMD16<Float>.self) .!= SIMD16())
    return (left | right).wrappedSum()
  }

  /// Sorts the list by kernel: counts each kernel's terms, and then writes each term to its place.
  private func sortByKernel(_ count: Int, _ bias: UnsafeMutablePointer<Float>) {
    let (kernels, next) = (byKernel.groups, byKernel.ends)
    next.update(repeating: 0, count: kernels)
    for t in 0..<count { next[Int(byPlace.offsets[t])] &+= 1 }
    var start: Int32 = 0
    for k in 0..<kernels {
      start &+= next[k]
      next[k] = start &- next[k]
    }
    for group in 0..<byPlace.groups {
      let window = byPlace.targets[group]
      for t in byPlace.terms(of: group) {
        let k = Int(byPlace.offsets[t])
        let place = Int(next[k])
        byKernel.offsets[place] = window
        byKernel.values[place] = byPlace.values[t]
        // What was the start of the kernel's list is its end, when all are written.
        next[k] &+= 1
        bias[k] += byPlace.values[t]
      }
    }
  }

  /// Says where each kernel's block begins: a distance apart.
  func setTargets(apart: Int) {
    for k in 0..<byKernel.groups { byKernel.targets[k] = Int32(truncatingIfNeeded: k &* apart) }
  }
}
