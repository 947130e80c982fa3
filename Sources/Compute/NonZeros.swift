import CVectors

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
    3 * (places + 1) + 3 * kernels + 2 * (most + room(places, kernels, most))
  }

  init(in memory: UnsafeMutablePointer<Float>, places: Int, kernels: Int, most: Int) {
    var next = memory
    func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
      defer { next += count }
      return next
    }
    func integers(_ count: Int) -> UnsafeMutablePointer<Int32> {
      UnsafeMutableRawPointer(floats(count)).bindMemory(to: Int32.self, capacity: count)
    }
    func lists(_ groups: Int, terms: Int) -> TermLists {
      TermLists(
        groups: groups, targets: integers(groups), starts: integers(groups), ends: integers(groups),
        offsets: integers(terms), values: floats(terms))
    }
    byPlace = lists(places + 1, terms: most)
    byKernel = lists(kernels, terms: Self.room(places, kernels, most))
  }

  /// In the list by kernel, each kernel has room for all places.
  private static func room(_ places: Int, _ kernels: Int, _ most: Int) -> Int {
    most == 0 ? 0 : places * kernels
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
    let size = rows * columns * kernels
    let ends = byKernel.ends
    for k in 0..<kernels {
      byKernel.starts[k] = Int32(truncatingIfNeeded: k &* rows &* columns)
      ends[k] = byKernel.starts[k]
    }
    var (group, count, place) = (0, 0, 0)
    for i in 0..<rows {
      for j in 0..<columns {
        let start = Int32(truncatingIfNeeded: i &* window.row &+ j &* window.column)
        // A place is written as a group, and the next one over it if nothing was listed.
        byPlace.targets[group] = start
        byPlace.starts[group] = Int32(truncatingIfNeeded: count)
        let before = count
        var first = 0
        while first < kernels {
          let from = place &+ first
          var left = bits(dy + from, min(16, kernels &- first), before: size &- from)
          while left != 0 {
            let k = first &+ left.trailingZeroBitCount
            let value = dy[place &+ k]
            byPlace.offsets[count] = Int32(truncatingIfNeeded: k)
            byPlace.values[count] = value
            count &+= 1
            let end = Int(ends[k])
            byKernel.offsets[end] = start
            byKernel.values[end] = value
            ends[k] &+= 1
            bias[k] += value
            left &= left &- 1
          }
          first &+= 16
        }
        byPlace.ends[group] = Int32(truncatingIfNeeded: count)
        group &+= count == before ? 0 : 1
        place &+= kernels
      }
    }
    byPlace.groups = group
  }

  /// A bit for each of the next `count` numbers, at most 16: 1 where it is not zero. `rest` numbers
  /// are left in all.
  @inline(__always)
  private func bits(_ numbers: UnsafePointer<Float>, _ count: Int, before rest: Int) -> UInt32 {
    if rest >= 16 { return UInt32(nonzero_bits(numbers)) & (1 &<< UInt32(count) &- 1) }
    return (0..<count).reduce(0) { $0 | (numbers[$1] == 0 ? 0 : 1 &<< UInt32($1)) }
  }

  /// Says where each kernel's block begins: a distance apart.
  func setTargets(apart: Int) {
    for k in 0..<byKernel.groups { byKernel.targets[k] = Int32(truncatingIfNeeded: k &* apart) }
  }
}
