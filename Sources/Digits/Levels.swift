/// A histogram: how often each brightness occurs. It also tells the order of the sorted pixels.
struct Levels {
  private var counts = [Int](repeating: 0, count: 256)
  private(set) var count = 0

  private init() {}

  init(_ pixels: [UInt8]) {
    for pixel in pixels { counts[Int(pixel)] += 1 }
    count = pixels.count
  }

  private mutating func add(_ number: Int, at level: Int) {
    counts[level] += number
    count += number
  }

  /// The pixels below a level, and the pixels from it on.
  func parted(at threshold: UInt8) -> (below: Levels, above: Levels) {
    var (below, above) = (Levels(), Levels())
    for (level, number) in counts.enumerated() {
      if level < threshold { below.add(number, at: level) } else { above.add(number, at: level) }
    }
    return (below, above)
  }

  /// The distances of the pixels from a level.
  func distances(from middle: UInt8) -> Levels {
    var distances = Levels()
    for (level, number) in counts.enumerated() {
      distances.add(number, at: abs(level - Int(middle)))
    }
    return distances
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
}

/// N. Otsu, "A threshold selection method from gray-level histograms", 1979.
enum Otsu {
  /// The lowest level of the brighter of two groups. The groups' means are as far apart as
  /// possible, weighted by the groups' sizes.
  static func threshold(_ pixels: [UInt8]) -> UInt8 {
    var counts = [Int](repeating: 0, count: 256)
    for pixel in pixels { counts[Int(pixel)] += 1 }
    let total = counts.indices.reduce(0) { $0 + $1 * counts[$1] }
    var (below, sum, best) = (0, 0, (level: 1, between: -1.0))
    for level in 1...255 {
      below += counts[level - 1]
      sum += (level - 1) * counts[level - 1]
      let above = pixels.count - below
      guard below > 0, above > 0 else { continue }
      // variance between the groups = share · share · (mean − mean)²
      let distance = Double(total - sum) / Double(above) - Double(sum) / Double(below)
      let between = Double(below) * Double(above) * distance * distance
      if between > best.between { best = (level, between) }
    }
    return UInt8(best.level)
  }
}
