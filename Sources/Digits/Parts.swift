import Pictures

/// The connected parts of a picture. Pixels are connected side by side or corner to corner.
///
/// Each row is cut into runs of pixels side by side. Runs that touch in two rows are joined (A.
/// Rosenfeld and J. Pfaltz, "Sequential operations in digital picture processing", 1966).
struct Parts {
  struct Run {
    let row: Int
    let columns: Range<Int>
    /// The number of its part.
    fileprivate(set) var part: Int
    fileprivate let mass: Int
    fileprivate let isSeed: Bool
  }

  /// The pixels of all parts, row by row.
  private(set) var runs: [Run] = []
  /// The sum of each part's pixels.
  private(set) var masses: [Int] = []

  /// The parts of pixels above `floor` that have at least one pixel from `seed` on.
  init(of grey: GreyPicture, above floor: Double, seed: UInt8) {
    // Before they are joined, each run has a number of its own.
    var joined = Joined()
    var above = 0..<0
    for row in 0..<grey.height {
      let first = runs.count
      addRuns(of: grey, row, above: Int(floor), seed: Int(seed))
      var upper = above.lowerBound
      for own in first..<runs.count {
        joined.add()
        let columns = runs[own].columns
        while upper < above.upperBound, runs[upper].columns.upperBound < columns.lowerBound {
          upper += 1
        }
        var next = upper
        while next < above.upperBound, runs[next].columns.lowerBound <= columns.upperBound {
          joined.join(own, next)
          next += 1
        }
      }
      above = first..<runs.count
    }
    keepParts(joined)
  }

  private mutating func addRuns(of grey: GreyPicture, _ row: Int, above floor: Int, seed: Int) {
    let pixels = grey.pixels.span
    let (begin, end) = (row * grey.width, (row + 1) * grey.width)
    precondition(end <= pixels.count && floor >= 0)
    var place = begin
    while place < end {
      // Eight black pixels at a time.
      if place &+ 8 <= end,
        pixels.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self) == 0
      {
        place &+= 8
        continue
      }
      if Int(pixels[unchecked: place]) <= floor {
        place &+= 1
        continue
      }
      let start = place
      var (mass, most) = (0, 0)
      while place < end, Int(pixels[unchecked: place]) > floor {
        mass &+= Int(pixels[unchecked: place])
        most = max(most, Int(pixels[unchecked: place]))
        place &+= 1
      }
      runs.append(
        Run(
          row: row, columns: start - begin..<place - begin, part: 0, mass: mass,
          isSeed: most >= seed))
    }
  }

  /// Numbers the parts that have a seed, and leaves out all others.
  private mutating func keepParts(_ joined: Joined) {
    var joined = joined
    var hasSeed = [Bool](repeating: false, count: runs.count)
    for place in runs.indices where runs[place].isSeed { hasSeed[joined.first(of: place)] = true }
    var numbers = [Int?](repeating: nil, count: runs.count)
    var kept: [Run] = []
    for place in runs.indices {
      let first = joined.first(of: place)
      guard hasSeed[first] else { continue }
      let number = numbers[first] ?? masses.count
      if numbers[first] == nil {
        numbers[first] = number
        masses.append(0)
      }
      masses[number] += runs[place].mass
      kept.append(runs[place])
      kept[kept.count - 1].part = number
    }
    runs = kept
  }
}

/// Numbers in groups that are joined: each number knows a smaller one of its group, or is the first.
private struct Joined {
  private var smaller: [Int] = []

  /// A new number, alone in its group.
  mutating func add() { smaller.append(smaller.count) }

  /// The first number of a group.
  mutating func first(of number: Int) -> Int {
    var number = number
    while smaller[number] != number {
      // The way gets shorter for those who come later.
      smaller[number] = smaller[smaller[number]]
      number = smaller[number]
    }
    return number
  }

  mutating func join(_ one: Int, _ other: Int) {
    let (a, b) = (first(of: one), first(of: other))
    smaller[max(a, b)] = min(a, b)
  }
}
