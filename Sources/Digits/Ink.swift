import Pictures

/// Finds the ink on a picture, removes the paper's shading, and makes the ink bright on black.
///
/// 1. A frame around the picture is left out.
/// 2. If the border has one brightness, that is the background: the picture is a drawing or a scan.
///    Otherwise it is a photo. Then everything narrower than a quarter of the picture is removed (a
///    morphological opening). The rest is the background, with its slow shading.
/// 3. The ink may be darker or brighter than the background. In a drawing it is on the side where
///    the picture differs more from the border. In a photo the border may lie in a shadow. There the
///    ink is what differs most from the mean around it. If that is not clear, the ink is on the
///    side that leaves clearly less of it at the border.
/// 4. ``Relief`` parts ink from paper, and ``Inked`` leaves out specks.
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
  /// The number of separate parts. Specks do not count.
  public let partCount: Int
  /// Whether the two heaviest parts stand side by side, and weigh much the same: two digits?
  public let isTwo: Bool
  /// Whether the background is uneven, as on a photo.
  public let isPhoto: Bool
  /// The most pixels at a side that were left out as a frame; 0 if there is no frame.
  public let frame: Int

  /// Larger pictures are made smaller first.
  private static let mostPixels = 250_000

  /// - Throws: if nothing differs enough from the background.
  public init(on original: GreyPicture) throws(DrawingError) {
    let (width, height) = (original.width, original.height)
    func found(_ rows: Range<Int>, _ columns: Range<Int>) -> Inked? {
      Self.ink(on: original.part(rows: rows, columns: columns).reduced(toPixels: Self.mostPixels))
    }
    if let frame = original.frame(),
      let inner = found(frame.top..<height - frame.bottom, frame.left..<width - frame.right)
    {
      let factor = Double(inner.picture.width) / Double(width - frame.left - frame.right)
      let (top, left) = (Double(frame.top) * factor, Double(frame.left) * factor)
      let most = max(frame.left, frame.right, frame.top, frame.bottom)
      // The frame stays as a black border, so that the places are those of the picture.
      var whole = GreyPicture(
        width: max(1, Int((Double(width) * factor).rounded())),
        height: max(1, Int((Double(height) * factor).rounded())), fill: 0)
      let (down, right) = (Int(top.rounded()), Int(left.rounded()))
      for y in 0..<min(inner.picture.height, whole.height - down) {
        for x in 0..<min(inner.picture.width, whole.width - right) {
          whole[x + right, y + down] = inner.picture[x, y]
        }
      }
      self.init(inner, picture: whole, down: down, right: right, frame: most)
      return
    }
    guard let whole = found(0..<height, 0..<width) else {
      throw .blank(width: width, height: height)
    }
    self.init(whole, picture: whole.picture, down: 0, right: 0, frame: 0)
  }

  private init(_ inked: Inked, picture: GreyPicture, down: Int, right: Int, frame: Int) {
    (isDarkOnLight, threshold) = (inked.isDarkOnLight, inked.threshold)
    (partCount, isTwo, isPhoto) = (inked.parts.count, inked.isTwo, inked.isPhoto)
    rows = inked.rows.lowerBound + down..<inked.rows.upperBound + down
    columns = inked.columns.lowerBound + right..<inked.columns.upperBound + right
    (self.picture, self.frame) = (picture, frame)
  }

  /// Nil if nothing differs enough from the background.
  private static func ink(on grey: GreyPicture) -> Inked? {
    let border = grey.border.sorted()
    let middle = border[border.count / 2]
    // One brightness, except for a tenth at each end, which may be ink.
    if border[border.count * 9 / 10] - border[border.count / 10] <= 8 {
      let (low, high) = (Int(grey.pixels.min() ?? 0), Int(grey.pixels.max() ?? 0))
      let isDark = Int(middle) - low > high - Int(middle)
      // On a screen the border has one level.
      let isClean = border[border.count * 9 / 10] == border[border.count / 10]
      return Inked(
        Relief(of: grey, isDarkOnLight: isDark, ground: middle), isDarkOnLight: isDark,
        isClean: isClean)
    }
    let both = [true, false].map { isDark in
      Inked(
        Relief(of: grey, isDarkOnLight: isDark, ground: nil), isDarkOnLight: isDark,
        isClean: false)
    }
    guard let dark = both[0], let light = both[1] else { return both[0] ?? both[1] }
    // Lines fill the smaller part of their surroundings, so they differ more from its mean.
    let (skewness, darkShare, lightShare) = (
      grey.skewness, dark.shareOfBorder, light.shareOfBorder
    )
    if abs(skewness) < 1 && abs(darkShare - lightShare) > 0.05 {
      return darkShare < lightShare ? dark : light
    }
    return skewness <= 0 ? dark : light
  }
}

extension GreyPicture {
  /// The outermost pixels.
  var border: [UInt8] {
    (0..<height).flatMap { [self[0, $0], self[width - 1, $0]] }
      + pixels.prefix(width) + pixels.suffix(width)
  }

  /// Below 0 if what differs most from the mean around it is dark, above 0 if it is bright: the
  /// third moment of the differences, divided by the 3/2th power of the second.
  var skewness: Double {
    let small = reduced(toPixels: 10_000)
    let reach = max(2, min(small.width, small.height) / 8)
    var (squares, cubes) = (0.0, 0.0)
    for y in 0..<small.height {
      for x in 0..<small.width {
        let rows = max(0, y - reach)...min(small.height - 1, y + reach)
        let columns = max(0, x - reach)...min(small.width - 1, x + reach)
        var mean = 0
        for row in rows { for column in columns { mean += Int(small[column, row]) } }
        let difference = Double(small[x, y]) - Double(mean) / Double(rows.count * columns.count)
        squares += difference * difference
        cubes += difference * difference * difference
      }
    }
    let count = Double(small.pixels.count)
    return squares > 0 ? cubes / count / ((squares / count) * (squares / count).squareRoot()) : 0
  }
}
