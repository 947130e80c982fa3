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
/// 4. If the ink is small and the paper uneven, only the ink's surroundings count.
/// 5. ``Relief`` parts ink from paper, and ``Inked`` leaves out specks.
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
      let (down, right) = (Int(top.rounded()), Int(left.rounded()))
      // The frame stays as a black border, so that the places are those of the picture. The factor
      // is the width's, and with it the height may be a pixel too small.
      let size = (
        width: max(1, Int((Double(width) * factor).rounded())),
        height: max(inner.picture.height + down, Int((Double(height) * factor).rounded()))
      )
      self.init(inner.placed(on: size, down: down, right: right), frame: most)
      return
    }
    guard let whole = found(0..<height, 0..<width) else {
      throw .blank(width: width, height: height)
    }
    self.init(whole, frame: 0)
  }

  private init(_ inked: Inked, frame: Int) {
    (isDarkOnLight, threshold) = (inked.isDarkOnLight, inked.threshold)
    (partCount, isTwo, isPhoto) = (inked.parts.count, inked.isTwo, inked.isPhoto)
    (rows, columns, picture) = (inked.rows, inked.columns, inked.picture)
    self.frame = frame
  }

  /// Nil if nothing differs enough from the background.
  private static func ink(on grey: GreyPicture) -> Inked? {
    let border = Levels(grey.border)
    // On a screen the border has one level.
    let isClean = border.spread == 0
    let all = parted(grey, border, isClean: isClean)
    guard !isClean, let near = grey.smallInk() else { return all }
    // What is found nowhere else needs no second look.
    if let all, near.rows.contains(all.rows), near.columns.contains(all.columns) { return all }
    let part = grey.part(rows: near.rows, columns: near.columns)
    let inked = parted(part, Levels(part.border), isClean: false)
    // It must be complete, and as dark or bright as the lines of the picture are.
    guard let inked, !inked.isCut, inked.isDarkOnLight == (grey.skewness <= 0) else { return all }
    return inked.placed(
      on: (grey.width, grey.height), down: near.rows.lowerBound, right: near.columns.lowerBound)
  }

  /// Ink parted from the background, which is even or has to be estimated.
  private static func parted(_ grey: GreyPicture, _ border: Levels, isClean: Bool) -> Inked? {
    // One brightness, except for a tenth at each end, which may be ink.
    if border.spread <= 8 {
      let middle = border.sorted(at: border.count / 2)
      let levels = Levels(grey.pixels)
      let isDark = Int(middle) - levels.ends.low > levels.ends.high - Int(middle)
      return Inked(
        Relief(of: grey, levels, isDarkOnLight: isDark, ground: middle), isDarkOnLight: isDark,
        isClean: isClean)
    }
    let both = [true, false].map { isDark in
      Inked(Relief(of: grey, isDarkOnLight: isDark), isDarkOnLight: isDark, isClean: false)
    }
    guard let dark = both[0], let light = both[1] else { return (both[0] ?? both[1])?.evenlyLit }
    // Lines fill the smaller part of their surroundings, so they differ more from its mean.
    let (skewness, darkShare, lightShare) = (
      grey.skewness, dark.shareOfBorder, light.shareOfBorder
    )
    if abs(skewness) < 1 && abs(darkShare - lightShare) > 0.05 {
      return (darkShare < lightShare ? dark : light).evenlyLit
    }
    return (skewness <= 0 ? dark : light).evenlyLit
  }
}
