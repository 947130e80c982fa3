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
    // From the top, clockwise.
    let around = [-width, 1 - width, 1, width + 1, width, width - 1, -1, -width - 1]
    var alive = isInk.indices.filter { isInk[$0] }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for step in 0..<2 {
        let removed = alive.filter { place in
          let near = around.map { isInk[place + $0] }
          let count = near.count { $0 }
          guard (2...6).contains(count) else { return false }
          // Exactly one change from paper to ink around it, so it connects nothing.
          guard (0..<8).count(where: { !near[$0] && near[($0 + 1) % 8] }) == 1 else { return false }
          let (top, right, bottom, left) = (near[0], near[2], near[4], near[6])
          return step == 0
            ? !(top && right && bottom) && !(right && bottom && left)
            : !(top && right && left) && !(top && bottom && left)
        }
        if removed.isEmpty { continue }
        hasChanged = true
        for place in removed { isInk[place] = false }
        alive.removeAll { !isInk[$0] }
      }
    }
    return alive.map { ($0 / width - 1, $0 % width - 1) }
  }

  /// The width of the lines in pixels: twice the middle one of the distances from the points to the
  /// nearest paper. Nil without points.
  func width(at points: [(row: Int, column: Int)]) -> Double? {
    let distances = points.map { point in distance(point.row + 1, point.column + 1) }.sorted()
    return distances.isEmpty ? nil : 2 * distances[distances.count / 2] - 1
  }

  private func distance(_ row: Int, _ column: Int) -> Double {
    var best = Double(width * width + height * height)
    var reach = 1
    // The paper of a larger square around the point is at least `reach` away.
    while Double(reach * reach) <= best && reach < max(width, height) {
      for offset in -reach...reach {
        for (y, x) in [
          (row - reach, column + offset), (row + reach, column + offset),
          (row + offset, column - reach), (row + offset, column + reach),
        ] {
          let isInside = (0..<height).contains(y) && (0..<width).contains(x)
          if isInside && original[y * width + x] { continue }
          best = min(
            best, Double((y - row) * (y - row) + (x - column) * (x - column)))
        }
      }
      reach += 1
    }
    return best.squareRoot()
  }
}
