/// A histogram: how often each brightness occurs. It also tells the order of the sorted pixels.
struct Levels {
  private(set) var counts = [Int](repeating: 0, count: 256)
  private(set) var count = 0

  private init() {}

  init(_ pixels: [UInt8]) {
    let pixels = pixels.span
    counts.withUnsafeMutableBufferPointer { counts in
      var place = 0
      while place < pixels.count {
        let level = pixels[unchecked: place]
        // Eight at a time, as long as they are the same.
        let same = UInt64(level) &* 0x0101_0101_0101_0101
        var end = place &+ 1
        while end &+ 8 <= pixels.count,
          pixels.bytes.unsafeLoadUnaligned(fromByteOffset: end, as: UInt64.self) == same
        { end &+= 8 }
        counts[Int(level)] &+= end &- place
        place = end
      }
    }
    count = pixels.count
  }

  private mutating func add(_ number: Int, at level: Int) {
    counts[level] += number
    count += number
  }

  /// The darkest and the brightest level.
  var ends: (low: Int, high: Int) {
    (counts.firstIndex { $0 > 0 } ?? 0, counts.lastIndex { $0 > 0 } ?? 0)
  }

  /// From the darkest to the brightest, without a tenth of the pixels at each end.
  var spread: Int { Int(sorted(at: count * 9 / 10)) - Int(sorted(at: count / 10)) }

  /// The pixels below a level, and the pixels from it on.
  func parted(at threshold: UInt8) -> (below: Levels, above: Levels) {
    var (below, above) = (Levels(), Levels())
    for (level, number) in counts.enumerated() {
      if level < threshold { below.add(number, at: level) } else { above.add(number, at: level) }
    }
    return (below, above)
  }

  /// The pixels with other levels: each level becomes the one at its place in `table`.
  func mapped(by table: [UInt8]) -> Levels {
    var mapped = Levels()
    for (level, number) in counts.enumerated() { mapped.add(number, at: Int(table[level])) }
    return mapped
  }

  /// The distances of the pixels from a level.
  func distances(from middle: UInt8) -> Levels {
    mapped(by: (0...255).map { UInt8(abs($0 - Int(middle))) })
  }

  /// The brightness at a position, the darkest first; 0 if there are no pixels.
  func sorted(at position: Int) -> UInt8 {
    var seen = 0
    for (level, number) in counts.enumerated() {
      seen += number
      if seen > position { return UInt8(level) }
    }
    return 0
  }

  /// The sum of the darkest `number` pixels.
  func sum(ofDarkest number: Int) -> Int {
    var (left, sum) = (number, 0)
    for (level, count) in counts.enumerated() {
      sum += level * min(count, left)
      left -= min(count, left)
    }
    return sum
  }
}

/// N. Otsu, "A threshold selection method from gray-level histograms", 1979.
enum Otsu {
  /// The lowest level of the brighter of two groups. The groups' means are as far apart as
  /// possible, weighted by the groups' sizes.
  static func threshold(_ levels: Levels) -> UInt8 {
    let counts = levels.counts
    let total = counts.indices.reduce(0) { $0 + $1 * counts[$1] }
    var (below, sum, best) = (0, 0, (level: 1, between: -1.0))
    for level in 1...255 {
      below += counts[level - 1]
      sum += (level - 1) * counts[level - 1]
      let above = levels.count - below
      guard below > 0, above > 0 else { continue }
      // variance between the groups = share · share · (mean − mean)²
      let distance = Double(total - sum) / Double(above) - Double(sum) / Double(below)
      let between = Double(below) * Double(above) * distance * distance
      if between > best.between { best = (level, between) }
    }
    return UInt8(best.level)
  }
}
