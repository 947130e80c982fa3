import Pictures

/// What is written on a picture: found, freed from the paper's shading, and made bright on black.
///
/// 1. Whether the ink is darker or brighter than its ground is seen at the border.
/// 2. If the border is of one brightness, that is the ground: a drawing or a scan. Otherwise it is a
///    photo, and the ground is what remains when everything narrower than a quarter of the picture
///    is wiped away (a morphological opening): so the shading, which changes slowly, belongs to it.
/// 3. What stands out from the ground by more than a threshold is ink. The threshold is Otsu's,
///    which parts the pixels into two groups that differ as much as possible.
/// 4. What hangs together with ink and stands out more than the grain of the ground belongs to it,
///    so that soft edges stay; in a photo more than half of the threshold, too, so that what is left
///    of a shadow does not. Specks are left out: what is lighter than a 50th of the heaviest part, or
///    than a 200th where the ground is perfectly even.
public struct Ink: Equatable, Sendable {
  /// Whether the ink is darker than its ground.
  public let isDarkOnLight: Bool
  /// From how far above the ground something is ink, from 0 to 255.
  public let threshold: UInt8
  /// `[height, width]`, ink bright and all else 0; smaller than the picture if that is large.
  public let picture: GreyPicture
  /// The smallest part that holds all ink.
  public let rows: Range<Int>
  public let columns: Range<Int>

  /// What stands out less, in shares of the way from the ground to the other end, is no ink.
  private static let leastContrast = 0.1
  /// Larger pictures are made smaller first.
  private static let mostPixels = 250_000

  /// - Throws: if nothing stands out from the ground.
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
    // The grain of the ground: its median, and three times how far it usually lies from there
    // (1.4826 times the median distance is the standard deviation of what is spread normally).
    let median = ground.sorted(at: ground.count / 2)
    let middle = Double(median)
    let distances = ground.distances(from: median)
    let spread = 1.4826 * Double(distances.sorted(at: distances.count / 2))
    let grain = max(middle + 3 * spread, isEven ? 0 : Double(threshold) / 2)
    let floor = min(grain, Double(threshold))
    // The brightest is taken a little below the top, where single pixels do not count.
    let top = Double(ink.sorted(at: ink.count * 19 / 20))
    guard top - floor >= 255 * Self.leastContrast else {
      throw .blank(width: original.width, height: original.height)
    }

    let parts = Parts(of: relief, above: floor, seed: threshold)
    // Where the ground has no grain at all, as on a screen, small parts are dots that are meant.
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

  /// Whether the border is of one brightness, but for a tenth at either end, which may be ink.
  private static func isEven(_ border: [UInt8]) -> Bool {
    border[border.count * 9 / 10] - border[border.count / 10] <= 8
  }

  /// The border shows the ground. The ink lies on that side of the border's brightness to which
  /// the picture reaches farther.
  private static func isDarkOnLight(_ grey: GreyPicture, _ border: [UInt8]) -> Bool {
    let middle = Int(border[border.count / 2])
    let (low, high) = (Int(grey.pixels.min() ?? 0), Int(grey.pixels.max() ?? 0))
    return middle - low > high - middle
  }

  /// How far each pixel stands out from the ground around it, in shares of the way to black or to
  /// white, from 0 to 255. Light falls on ink and paper alike, so a share is the same in shadow.
  ///
  /// - Parameter level: the ground's brightness, if it is the same everywhere.
  private static func relief(
    _ grey: GreyPicture, isDarkOnLight: Bool, ground level: UInt8?
  ) -> GreyPicture {
    var relief = grey
    // Ink is to be the brighter one.
    if isDarkOnLight { relief.pixels = grey.pixels.map { 255 - $0 } }
    if let level {
      let ground = isDarkOnLight ? 255 - level : level
      return relief.above(GreyPicture(width: grey.width, height: grey.height, fill: ground))
    }
    // At least so far that a stroke of a few pixels is never wide.
    let reach = max(6, min(grey.width, grey.height) / 8)
    let rough = relief.windows(reach, min).windows(reach, max)
    // At the edges it is too low, as the windows end there. So it is sought once more, with the
    // picture going on beyond its edges, and without the ink that has been found, or that would
    // go on, too.
    let found = relief.above(rough)
    let threshold = Otsu.threshold(found.pixels)
    let ink = Levels(found.pixels).parted(at: threshold).above
    // What is surely ink: what is left of a shadow at the edges may be as strong as faint ink.
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
  /// How far each pixel lies above that of a ground, in shares of the way from there to white, from
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
