import Pictures

/// The middle of lines, one pixel wide.
///
/// T. Zhang and C. Suen, "A fast parallel algorithm for thinning digital patterns", 1984.
struct Skeleton {
  private let width: Int
  private let height: Int
  /// With a border of one pixel without ink.
  private var isInk: [Bool]
  private let original: [Bool]

  /// - Parameter picture: bright on black. A pixel of at least half of white is ink.
  init(_ picture: GreyPicture) {
    (width, height) = (picture.width + 2, picture.height + 2)
    isInk = [Bool](repeating: false, count: width * height)
    for y in 0..<picture.height {
      for x in 0..<picture.width { isInk[(y + 1) * width + x + 1] = picture[x, y] >= 128 }
    }
    original = isInk
  }

  /// Takes pixels from the rim, again and again, without breaking a line, until only its middle is
  /// left.
  mutating func thinned() -> [(row: Int, column: Int)] {
    // From the top, clockwise: a bit each.
    let around = [-width, 1 - width, 1, width + 1, width, width - 1, -1, -width - 1]
    let isRemoved = [Self.removed(inStep: 0), Self.removed(inStep: 1)]
    let all = isInk.indices.filter { isInk[$0] }
    // Whether a pixel is taken depends on its neighbours alone. So after the first two steps, only
    // those are looked at that have lost one in the last two steps.
    var (places, step, lost) = (all, 0, ([Int](), [Int]()))
    var lastSeen = [Int](repeating: -1, count: isInk.count)
    while step < 2 || !(lost.0.isEmpty && lost.1.isEmpty) {
      let removed = places.filter { place in
        guard isInk[place] else { return false }
        var near = 0
        for bit in 0..<8 where isInk[place + around[bit]] { near |= 1 << bit }
        return isRemoved[step & 1][near]
      }
      for place in removed { isInk[place] = false }
      lost = (lost.1, removed)
      step += 1
      if step < 2 { continue }
      places = []
      for place in lost.0 + lost.1 {
        for offset in around where isInk[place + offset] && lastSeen[place + offset] < step {
          lastSeen[place + offset] = step
          places.append(place + offset)
        }
      }
    }
    return all.filter { isInk[$0] }.map { ($0 / width - 1, $0 % width - 1) }
  }

  /// For each set of neighbours that are ink, a bit each from the top and clockwise: whether the
  /// pixel among them is taken away.
  private static func removed(inStep step: Int) -> [Bool] {
    (0..<256).map { near in
      let next = near >> 1 | (near & 1) << 7
      // Exactly one change from paper to ink around it, so it connects nothing.
      guard (2...6).contains(near.nonzeroBitCount), (~near & next).nonzeroBitCount == 1 else {
        return false
      }
      let (top, right, bottom, left) = (near & 1, near >> 2 & 1, near >> 4 & 1, near >> 6 & 1)
      return step == 0
        ? top + right + bottom < 3 && right + bottom + left < 3
        : top + right + left < 3 && top + bottom + left < 3
    }
  }

  /// The width of the lines in pixels: twice the middle one of the distances from the points to the
  /// nearest paper. Nil without points.
  func width(at points: [(row: Int, column: Int)]) -> Double? {
    let distances = points.map { point in distance(point.row + 1, point.column + 1) }.sorted()
    return distances.isEmpty ? nil : 2 * distances[distances.count / 2] - 1
  }

  private func distance(_ row: Int, _ column: Int) -> Double {
    var best = Double(width * width + height * height)
    func look(_ y: Int, _ x: Int) {
      let isInside = y >= 0 && y < height && x >= 0 && x < width
      if isInside && original[y * width + x] { return }
      best = min(best, Double((y - row) * (y - row) + (x - column) * (x - column)))
    }
    var reach = 1
    // The paper of a larger square around the point is at least `reach` away.
    while Double(reach * reach) <= best && reach < max(width, height) {
      for offset in -reach...reach {
        look(row - reach, column + offset)
        look(row + reach, column + offset)
        look(row + offset, column - reach)
        look(row + offset, column + reach)
      }
      reach += 1
    }
    return best.squareRoot()
  }
}
