import CVectors

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
  var (w, count) = (stride, 0)
  // A few pixels in sixteen numbers: as many as fit.
  while 16 % channels == 0, (w &+ 16 / channels) <= width {
    let own = row + w &* channels
    var different = different_bits(own, own - stride &* channels)
    let mask = UInt16(truncatingIfNeeded: 1 &<< channels &- 1)
    for pixel in w..<w &+ 16 / channels {
      let isSame: UInt8 = different & mask == 0 ? 1 : 0
      same[pixel] = isSame
      count &+= Int(isSame)
      different = different >> UInt16(channels)
    }
    w &+= 16 / channels
  }
  // A pixel of many channels, or of an odd number.
  while w < width {
    let own = row + w &* channels
    let left = own - stride &* channels
    var (different, c): (UInt32, Int) = (0, 0)
    while c &+ 16 <= channels {
      different |= UInt32(different_bits(own + c, left + c))
      c &+= 16
    }
    while c < channels {
      different |= own[c].bitPattern ^ left[c].bitPattern
      c &+= 1
    }
    same[w] = different == 0 ? 1 : 0
    count &+= different == 0 ? 1 : 0
    w &+= 1
  }
  return count
}
