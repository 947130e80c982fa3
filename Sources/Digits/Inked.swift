import Pictures

/// Ink parted from paper.
///
/// 1. A pixel is ink if it differs from the background by more than a threshold. The threshold is
///    Otsu's. It splits the pixels into two groups that differ as much as possible.
/// 2. Soft edges stay: pixels connected with ink belong to it if they differ by more than the
///    background's noise. On paper they must also exceed half of the threshold, so that its shading
///    does not belong to it.
/// 3. Specks are left out: parts lighter than a 50th of the heaviest part, or than a 200th if the
///    background is perfectly even. In a photo, parts at the border are left out, too, if another part
///    has half of their mass: a shadow ends there.
struct Inked {
  let isDarkOnLight: Bool
  let isPhoto: Bool
  let threshold: UInt8
  /// `[height, width]`, ink bright and everything else 0.
  private(set) var picture: GreyPicture
  let rows: Range<Int>
  let columns: Range<Int>
  /// The mass and the columns of each part, the heaviest first.
  let parts: [(mass: Int, columns: Range<Int>)]

  /// A smaller difference from the background, as a share of the largest possible one, is not ink.
  private static let leastContrast = 0.1
  /// In a photo, a difference of fewer levels of grey is shading.
  private static let leastLevels = 14.0

  /// - Parameter isClean: whether the background has no grain and no shading.
  ///
  /// Nil if nothing differs enough from the background.
  init?(_ shape: Relief, isDarkOnLight: Bool, isClean: Bool) {
    let relief = shape.picture
    (self.isDarkOnLight, isPhoto) = (isDarkOnLight, shape.isPhoto)
    let threshold = Otsu.threshold(relief.pixels)
    self.threshold = threshold

    let (ground, ink) = Levels(relief.pixels).parted(at: threshold)
    // The background's noise: its median, plus three standard deviations. (For a normal
    // distribution, the standard deviation is 1.4826 times the median distance.)
    let median = ground.sorted(at: ground.count / 2)
    let middle = Double(median)
    let distances = ground.distances(from: median)
    let spread = 1.4826 * Double(distances.sorted(at: distances.count / 2))
    let grain = max(middle + 3 * spread, isClean ? 0 : Double(threshold) / 2)
    let floor = min(grain, Double(threshold))
    // The brightest is taken a little below the maximum, so that single pixels do not count.
    let top = Double(ink.sorted(at: ink.count * 19 / 20))
    guard top - floor >= 255 * Self.leastContrast else { return nil }
    let inked = relief.pixels.indices.filter { relief.pixels[$0] >= threshold }
    let levels = Levels(inked.map { shape.levels.pixels[$0] })
    let contrast = Double(levels.sorted(at: levels.count * 19 / 20))
    guard isClean || contrast >= max(isPhoto ? Self.leastLevels : 0, 8 * shape.levels.grain) else {
      return nil
    }

    let parts = Parts(of: relief, above: floor, seed: threshold)
    // If the background has no noise at all, as on a screen, small parts are intended dots.
    let specks = isClean && spread == 0 ? 200 : 50
    let heaviest = parts.masses.max() ?? 0
    let remains = isPhoto ? parts.remains(width: relief.width, height: relief.height) : []
    var picture = GreyPicture(width: relief.width, height: relief.height, fill: 0)
    var ends: [Int: (left: Int, right: Int, top: Int, bottom: Int)] = [:]
    for (place, part) in parts.numbers.enumerated() {
      guard let part, specks * parts.masses[part] >= heaviest, !remains.contains(part) else {
        continue
      }
      let share = (Double(relief.pixels[place]) - floor) / (top - floor)
      let value = UInt8((255 * min(1, share)).rounded())
      picture.pixels[place] = value
      if value == 0 { continue }
      let (x, y) = (place % relief.width, place / relief.width)
      let known = ends[part] ?? (x, x, y, y)
      ends[part] = (
        min(known.left, x), max(known.right, x), min(known.top, y), max(known.bottom, y)
      )
    }
    guard let top = ends.values.map(\.top).min(), let bottom = ends.values.map(\.bottom).max(),
      let left = ends.values.map(\.left).min(), let right = ends.values.map(\.right).max()
    else { return nil }
    (rows, columns) = (top..<bottom + 1, left..<right + 1)
    self.picture = picture
    self.parts = ends.map { (parts.masses[$0], $1.left..<$1.right + 1) }
      .sorted { ($0.mass, $1.columns.lowerBound) > ($1.mass, $0.columns.lowerBound) }
  }

  /// How much of the border is ink, from 0 to 1.
  var shareOfBorder: Double {
    let border = picture.border
    return Double(border.reduce(0) { $0 + Int($1) }) / Double(255 * border.count)
  }

  /// Whether the two heaviest parts stand side by side, the second with at least a quarter of the
  /// first one's mass.
  var isTwo: Bool {
    guard parts.count > 1, 4 * parts[1].mass >= parts[0].mass else { return false }
    return !parts[0].columns.overlaps(parts[1].columns)
  }
}

extension GreyPicture {
  /// The standard deviation σ of the grain in levels of grey, from the differences between pixels
  /// side by side. For a normal distribution, the mean of the smaller three quarters is 0.728 σ. The
  /// largest quarter is left out, as the edges of lines are among it.
  fileprivate var grain: Double {
    var distances: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width - 1 {
        distances.append(UInt8(abs(Int(self[x, y]) - Int(self[x + 1, y]))))
      }
    }
    let smaller = distances.sorted().prefix(distances.count * 3 / 4)
    return smaller.isEmpty
      ? 0 : Double(smaller.reduce(0) { $0 + Int($1) }) / Double(smaller.count) / 0.728
  }
}

extension Parts {
  /// The parts that touch the border, although another part has at least half of their mass and
  /// does not.
  fileprivate func remains(width: Int, height: Int) -> Set<Int> {
    var touching: Set<Int> = []
    for (place, part) in numbers.enumerated() {
      guard let part else { continue }
      let (x, y) = (place % width, place / width)
      if x == 0 || y == 0 || x == width - 1 || y == height - 1 { touching.insert(part) }
    }
    let free = masses.indices.filter { !touching.contains($0) }.map { masses[$0] }.max() ?? 0
    return touching.filter { 2 * free >= masses[$0] }
  }
}
