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
  var picture: GreyPicture
  var rows: Range<Int>
  var columns: Range<Int>
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
    let threshold = Otsu.threshold(shape.levels)
    self.threshold = threshold

    let (ground, ink) = shape.levels.parted(at: threshold)
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
    if !isClean {
      let strength = shape.strength(from: threshold)
      guard strength.ink >= max(isPhoto ? Self.leastLevels : 0, 8 * strength.grain) else {
        return nil
      }
    }

    let parts = Parts(of: relief, above: floor, seed: threshold)
    // If the background has no noise at all, as on a screen, small parts are intended dots.
    let specks = isClean && spread == 0 ? 200 : 50
    let heaviest = parts.masses.max() ?? 0
    let remains = isPhoto ? parts.remains(width: relief.width, height: relief.height) : []
    let isKept = parts.masses.indices.map {
      specks * parts.masses[$0] >= heaviest && !remains.contains($0)
    }
    // From the floor to the top, black becomes white.
    let values = (0...255).map { level in
      UInt8((255 * min(max(0, (Double(level) - floor) / (top - floor)), 1)).rounded())
    }
    var picture = GreyPicture(width: relief.width, height: relief.height, fill: 0)
    var boxes = [Box?](repeating: nil, count: parts.masses.count)
    for run in parts.runs where isKept[run.part] {
      let first = run.row * relief.width
      for place in first + run.columns.lowerBound..<first + run.columns.upperBound {
        picture.pixels[place] = values[Int(relief.pixels[place])]
      }
      // A faint edge may have become black.
      func isLit(_ column: Int) -> Bool { picture.pixels[first + column] > 0 }
      guard let left = run.columns.first(where: isLit), let right = run.columns.last(where: isLit)
      else { continue }
      let box = Box(rows: run.row..<run.row + 1, columns: left..<right + 1)
      boxes[run.part]?.add(box)
      boxes[run.part] = boxes[run.part] ?? box
    }
    let found = boxes.compactMap(\.self)
    guard let first = found.first else { return nil }
    let all = found.dropFirst().reduce(into: first) { $0.add($1) }
    (rows, columns) = (all.rows, all.columns)
    self.picture = picture
    self.parts = boxes.enumerated().compactMap { part, box in
      box.map { (parts.masses[part], $0.columns) }
    }
    .sorted { ($0.mass, $1.columns.lowerBound) > ($1.mass, $0.columns.lowerBound) }
  }

  /// Whether ink reaches the picture's border.
  var isCut: Bool {
    rows.lowerBound == 0 || columns.lowerBound == 0 || rows.upperBound == picture.height
      || columns.upperBound == picture.width
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

/// The smallest part of a picture that holds some pixels.
private struct Box {
  var rows: Range<Int>
  var columns: Range<Int>

  mutating func add(_ other: Box) {
    rows = min(rows.lowerBound, other.rows.lowerBound)..<max(rows.upperBound, other.rows.upperBound)
    columns =
      min(
        columns.lowerBound, other.columns.lowerBound)..<max(
        columns.upperBound, other.columns.upperBound)
  }
}

extension Parts {
  /// The parts that touch the border, although another part has at least half of their mass and
  /// does not.
  fileprivate func remains(width: Int, height: Int) -> Set<Int> {
    let touching = Set(
      runs.filter {
        $0.row == 0 || $0.row == height - 1 || $0.columns.lowerBound == 0
          || $0.columns.upperBound == width
      }.map(\.part))
    let free = masses.indices.filter { !touching.contains($0) }.map { masses[$0] }.max() ?? 0
    return touching.filter { 2 * free >= masses[$0] }
  }
}
