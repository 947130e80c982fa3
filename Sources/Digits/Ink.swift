import Pictures

/// Finds the ink on a picture, removes the paper's shading, and makes the ink bright on black.
///
/// 1. The border shows whether the ink is darker or brighter than the background.
/// 2. If the border has one brightness, that is the background: the picture is a drawing or a scan.
///    Otherwise it is a photo. Then everything narrower than a quarter of the picture is removed (a
///    morphological opening). The rest is the background, with its slow shading.
/// 3. A pixel is ink if it differs from the background by more than a threshold. The threshold is
///    Otsu's. It splits the pixels into two groups that differ as much as possible.
/// 4. Soft edges stay: pixels connected with ink belong to it if they differ by more than the
///    background's noise. In a photo they must also exceed half of the threshold, so that remains of
///    a shadow do not belong to it. Specks are left out: parts lighter than a 50th of the heaviest
///    part, or than a 200th if the background is perfectly even.
public struct Ink: Equatable, Sendable {
  /// Whether the ink is darker than the background.
  public let isDarkOnLight: Bool
  /// The threshold of ink above the background, from 0 to 255.
  public let threshold: UInt8
  /// `[height, width]`, ink bright and everything else 0. It is smaller than a large picture.
  public let picture: GreyPicture
  /// The smallest part that holds all ink.
  public let rows: Range<Int>
  public let columns: Range<Int>

  /// A smaller difference from the background, as a share of the largest possible one, is not ink.
  private static let leastContrast = 0.1
  /// Larger pictures are made smaller first.
  private static let mostPixels = 250_000

  /// - Throws: if nothing differs enough from the background.
  public init(on original: GreyPicture) throws(DrawingError) {
    let grey = original.reduced(toPixels: Self.mostPixels)
    let border = Self.border(of: grey)
    isDarkOnLight = Self.isDarkOnLight(grey, border)
    let isEven = Self.isEven(border)
    let relief = Self.relief(
      grey, isDarkOnLight: isDarkOnLight, ground: isEven ? border[border.count / 2] : nil)
    let threshold = Otsu.threshold(relief.pixels)
    self.threshold = threshold

    let (ground, ink) = Levels(relief.pixels).parted(at: threshold)
    // The background's noise: its median, plus three standard deviations. (For a normal
    // distribution, the standard deviation is 1.4826 times the median distance.)
    let median = ground.sorted(at: ground.count / 2)
    let middle = Double(median)
    let distances = ground.distances(from: median)
    let spread = 1.4826 * Double(distances.sorted(at: distances.count / 2))
    let grain = max(middle + 3 * spread, isEven ? 0 : Double(threshold) / 2)
    let floor = min(grain, Double(threshold))
    // The brightest is taken a little below the maximum, so that single pixels do not count.
    let top = Double(ink.sorted(at: ink.count * 19 / 20))
    guard top - floor >= 255 * Self.leastContrast else {
      throw .blank(width: original.width, height: original.height)
    }

    let parts = Parts(of: relief, above: floor, seed: threshold)
    // If the background has no noise at all, as on a screen, small parts are intended dots.
    let specks = isEven && spread == 0 ? 200 : 50
    let heaviest = parts.masses.max() ?? 0
    var picture = GreyPicture(width: grey.width, height: grey.height, fill: 0)
    for (place, part) in parts.numbers.enumerated() {
      guard let part, specks * parts.masses[part] >= heaviest else { continue }
      let share = (Double(relief.pixels[place]) - floor) / (top - floor)
      picture.pixels[place] = UInt8((255 * min(1, share)).rounded())
    }
    self.picture = picture
    let width = picture.width
    let lit = picture.pixels.indices.filter { picture.pixels[$0] > 0 }
    let (lines, places) = (lit.map { $0 / width }, lit.map { $0 % width })
    guard let top = lines.min(), let bottom = lines.max(), let left = places.min(),
      let right = places.max()
    else { throw .blank(width: original.width, height: original.height) }
    (rows, columns) = (top..<bottom + 1, left..<right + 1)
  }

  /// The outermost pixels, from dark to bright.
  private static func border(of grey: GreyPicture) -> [UInt8] {
    let (width, height) = (grey.width, grey.height)
    let sides = (0..<height).flatMap { [grey[0, $0], grey[width - 1, $0]] }
    return (sides + grey.pixels.prefix(width) + grey.pixels.suffix(width)).sorted()
  }

  /// Whether the border has one brightness, except for a tenth at each end, which may be ink.
  private static func isEven(_ border: [UInt8]) -> Bool {
    border[border.count * 9 / 10] - border[border.count / 10] <= 8
  }

  /// The border shows the background. The ink is on the side, darker or brighter, where the picture
  /// differs more from the border.
  private static func isDarkOnLight(_ grey: GreyPicture, _ border: [UInt8]) -> Bool {
    let middle = Int(border[border.count / 2])
    let (low, high) = (Int(grey.pixels.min() ?? 0), Int(grey.pixels.max() ?? 0))
    return middle - low > high - middle
  }

  /// How much each pixel differs from the background around it, as a share of the distance to black
  /// or white, from 0 to 255. The same light falls on ink and paper, so a share is the same in
  /// shadow.
  ///
  /// - Parameter level: the background's brightness, if it is the same everywhere.
  private static func relief(
    _ grey: GreyPicture, isDarkOnLight: Bool, ground level: UInt8?
  ) -> GreyPicture {
    var relief = grey
    // From here on, ink is the brighter one.
    if isDarkOnLight { relief.pixels = grey.pixels.map { 255 - $0 } }
    if let level {
      let ground = isDarkOnLight ? 255 - level : level
      return relief.above(GreyPicture(width: grey.width, height: grey.height, fill: ground))
    }
    // At least so large that a stroke of a few pixels is never wide.
    let reach = max(6, min(grey.width, grey.height) / 8)
    let rough = relief.windows(reach, min).windows(reach, max)
    // At the edges the estimate is too low, as the windows end there. So it is computed again, with
    // a picture that continues beyond its edges. The ink is removed first; otherwise it would
    // continue, too.
    let found = relief.above(rough)
    let threshold = Otsu.threshold(found.pixels)
    let ink = Levels(found.pixels).parted(at: threshold).above
    // Only certain ink: the rest of a shadow at the edges may be as strong as faint ink.
    let sure =
      ink.count == 0 ? 255 : UInt8((Int(threshold) + Int(ink.sorted(at: ink.count / 2))) / 2)
    var paper = relief
    for place in paper.pixels.indices where found.pixels[place] >= sure {
      paper.pixels[place] = rough.pixels[place]
    }
    let ground = paper.continued(2 * reach).windows(reach, min).windows(reach, max)
    return relief.above(ground.without(2 * reach))
  }
}

extension GreyPicture {
  /// How much each pixel is brighter than the background, as a share of the distance to white, from
  /// 0 to 255.
  fileprivate func above(_ ground: GreyPicture) -> GreyPicture {
    var relief = self
    for place in relief.pixels.indices {
      let (own, below) = (Int(relief.pixels[place]), Int(ground.pixels[place]))
      let way = max(1, 255 - below)
      relief.pixels[place] = UInt8((max(0, own - below) * 255 + way / 2) / way)
    }
    return relief
  }
}
