/// How often each of the 256 greys occurs: so many numbers are in order without being sorted.
struct Levels: Sendable {
  private var counts = [Int](repeating: 0, count: 256)
  let count: Int

  init(_ pixels: [UInt8]) {
    for pixel in pixels { counts[Int(pixel)] += 1 }
    count = pixels.count
  }

  private init(counts: [Int]) {
    self.counts = counts
    count = counts.reduce(0, +)
  }

  /// The value at a place in the order from dark to bright; 0 if there are none.
  func value(_ place: Int) -> UInt8 {
    var rest = place
    for (value, count) in counts.enumerated() where count > 0 {
      if rest < count { return UInt8(value) }
      rest -= count
    }
    return 0
  }

  /// Those below a threshold, and the others.
  func parted(at threshold: UInt8) -> (below: Levels, others: Levels) {
    var (below, others) = (counts, counts)
    for value in 0..<256 {
      if value < Int(threshold) { others[value] = 0 } else { below[value] = 0 }
    }
    return (Levels(counts: below), Levels(counts: others))
  }

  /// How far each lies from a value.
  func distances(from middle: Int) -> Levels {
    var distances = [Int](repeating: 0, count: 256)
    for (value, count) in counts.enumerated() { distances[abs(value - middle)] += count }
    return Levels(counts: distances)
  }
}
