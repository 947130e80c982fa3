/// Which windows of an image see something new, and which see exactly what their left neighbour
/// has just seen. The answer for the latter can be copied.
///
/// On drawn digits half of the windows are such: they lie on an empty background, or on the long
/// way of a stroke from left to right. In photographs and noise there are none.
struct NewWindows {
  private(set) var new: GatheredProduct.Windows
  /// Where the sums of the others go.
  private(set) var others: UnsafeMutablePointer<Int32>
  private(set) var otherCount = 0

  /// How many integers of memory the lists take.
  static func memory(_ passes: ConvolutionPasses) -> Int {
    3 * (passes.places + 1) + (passes.rows.bordered + 2) * passes.columns.bordered / 4 + 1
  }

  /// Compares all windows; nil if there is not enough to copy.
  ///
  /// - Parameter image: `[H, W, C]`, with its border.
  init?(
    _ passes: ConvolutionPasses, _ image: UnsafePointer<Float>,
    in memory: UnsafeMutablePointer<Int32>
  ) {
    let (rows, columns, places) = (passes.rows, passes.columns, passes.places + 1)
    new = GatheredProduct.Windows(count: 0, starts: memory, targets: memory + places)
    others = memory + 2 * places
    let width = columns.bordered
    let pixels = UnsafeMutableRawPointer(memory + 3 * places)
      .bindMemory(to: UInt8.self, capacity: (rows.bordered + 2) * width)
    // Whether a pixel equals the one a stride to its left.
    var equal = 0
    for h in 0..<rows.bordered {
      let row = image + h * width * passes.channels
      equal += compare(row, columns.stride, passes.channels, width, to: pixels + h * width)
      // Noise is noticed soon: within a window's height below the border.
      if h == rows.before + rows.size, equal * 4 < h * width { return nil }
    }
    // Whether all pixels below each other in the windows of a row do so, and then whether all in a
    // window do.
    let below = pixels + rows.bordered * width
    let windows = below + width
    let step = passes.window
    for i in 0..<rows.places {
      let top = pixels + i * rows.stride * width
      below.update(from: top, count: width)
      for a in 1..<max(1, rows.size) {
        let other = top + a * width
        for w in 0..<width { below[w] &= other[w] }
      }
      for j in 0..<columns.places { windows[j] = below[j &* columns.stride] }
      for b in 1..<max(1, columns.size) {
        for j in 0..<columns.places { windows[j] &= below[j &* columns.stride &+ b] }
      }
      // Each window is written to the ends of both lists, and one of the ends moves on.
      for j in 0..<columns.places {
        let target = Int32(truncatingIfNeeded: (i &* columns.places &+ j) &* passes.kernels)
        new.starts[new.count] = Int32(truncatingIfNeeded: i &* step.row &+ j &* step.column)
        new.targets[new.count] = target
        others[otherCount] = target
        new.count &+= Int(1 &- windows[j])
        otherCount &+= Int(windows[j])
      }
    }
    if otherCount * 8 < passes.places { return nil }
  }

  /// Copies the answers, in order: what a window copies may be a copy itself.
  func copy(in map: UnsafeMutablePointer<Float>, kernels: Int) {
    for number in 0..<otherCount {
      let place = map + Int(others[number])
      var k = 0
      while k &+ 8 <= kernels {
        let own = UnsafeRawPointer(place + (k &- kernels)).loadUnaligned(as: SIMD8<Float>.self)
        UnsafeMutableRawPointer(place + k).storeBytes(of: own, as: SIMD8<Float>.self)
        k &+= 8
      }
      while k < kernels {
        place[k] = place[k &- kernels]
        k &+= 1
      }
    }
  }
}

/// Whether each pixel of a row has the same bits as the one `stride` to its left: 1 or 0. The first
/// ones have none. Returns how many do.
private func compare(
  _ row: UnsafePointer<Float>, _ stride: Int, _ channels: Int, _ width: Int,
  to same: UnsafeMutablePointer<UInt8>
) -> Int {
  for w in 0..<min(stride, width) { same[w] = 0 }
  let bits = UnsafeRawPointer(row)
  var count = 0
  for w in min(stride, width)..<width {
    let own = bits + 4 &* w &* channels
    let left = own - 4 &* stride &* channels
    // Eight floats at a time, as four pairs of bits.
    var (differences, c) = (SIMD4<UInt64>(), 0)
    var single: UInt32 = 0
    while c &+ 8 <= channels {
      differences |=
        own.loadUnaligned(fromByteOffset: 4 &* c, as: SIMD4<UInt64>.self)
        ^ left.loadUnaligned(fromByteOffset: 4 &* c, as: SIMD4<UInt64>.self)
      c &+= 8
    }
    while c < channels {
      single |=
        own.loadUnaligned(fromByteOffset: 4 &* c, as: UInt32.self)
        ^ left.loadUnaligned(fromByteOffset: 4 &* c, as: UInt32.self)
      c &+= 1
    }
    let all = differences[0] | differences[1] | differences[2] | differences[3] | UInt64(single)
    same[w] = all == 0 ? 1 : 0
    count &+= all == 0 ? 1 : 0
  }
  return count
}
