import Pictures

/// What the ink stands on, and where in the file it was found.
public enum Ground: String, Sendable {
  case darkOnLight = "dark on light"
  case lightOnDark = "light on dark"
}

/// A scan without its transparency: ink and ground, all of it opaque.
public struct OpaqueScan: Sendable {
  /// `[height, width]`
  public let picture: GreyPicture
  /// How the transparency was understood; nil if there was none.
  public let step: PreparationStep?
  /// What the ink stands on, where the transparency has said it.
  let ground: Ground?

  /// Either the ink is all that is opaque, whatever its colour. Or a card is, with its own ground
  /// and ink: then the surround gets the ground's brightness.
  ///
  /// The opaque part is a card if it is as solid as one, and if its brightness varies.
  public init(_ scan: Scan) {
    guard let alpha = scan.alpha else {
      (picture, step, ground) = (scan.grey, nil, nil)
      return
    }
    let seen = alpha.pixels.indices.filter { alpha.pixels[$0] >= 128 }
    let levels = seen.map { scan.grey.pixels[$0] }.sorted()
    let middle = levels.isEmpty ? 0 : levels[levels.count / 2]
    let isEven =
      levels.isEmpty || levels[levels.count * 199 / 200] - levels[levels.count / 200] <= 24
    if !isEven && alpha.isSolid {
      (picture, step, ground) = (Self.filled(scan.grey, alpha), .card, nil)
    } else {
      (picture, step) = (alpha, .alpha)
      // In a stencil the ink is what is transparent.
      let isStencil = 2 * seen.count > alpha.pixels.count
      ground = isStencil ? nil : middle < 128 ? .darkOnLight : .lightOnDark
    }
  }

  /// The brightness of the card continued beyond its edges: each transparent pixel gets that of the
  /// nearest opaque one, by steps to the side.
  private static func filled(_ grey: GreyPicture, _ alpha: GreyPicture) -> GreyPicture {
    var result = grey
    let (width, height) = (grey.width, grey.height)
    // The card's rim is mixed with its surround.
    let inner = alpha.windows(1, .darkest)
    var isKnown = inner.pixels.map { $0 >= 250 }
    var open = isKnown.indices.filter { isKnown[$0] }
    guard !open.isEmpty else { return grey }
    while !open.isEmpty {
      var next: [Int] = []
      for place in open {
        let (x, y) = (place % width, place / width)
        for (column, row) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)] {
          guard (0..<width).contains(column), (0..<height).contains(row) else { continue }
          let other = row * width + column
          if isKnown[other] { continue }
          isKnown[other] = true
          result.pixels[other] = result.pixels[place]
          next.append(other)
        }
      }
      open = next
    }
    return result
  }
}

extension GreyPicture {
  /// Whether most of what is opaque lies in squares of a quarter of its box's longer side. A card
  /// does, lines do not.
  fileprivate var isSolid: Bool {
    let small = reduced(toPixels: 40_000)
    let seen = small.pixels.indices.filter { small.pixels[$0] >= 128 }
    let (rows, columns) = (seen.map { $0 / small.width }, seen.map { $0 % small.width })
    guard let top = rows.min(), let bottom = rows.max(), let left = columns.min(),
      let right = columns.max()
    else { return false }
    let reach = max(1, max(bottom - top, right - left) / 8)
    var mask = small.continuedBlack(reach)
    mask.pixels = mask.pixels.map { $0 >= 128 ? 255 : 0 }
    let solid = mask.windows(reach, .darkest).windows(reach, .brightest).pixels.count { $0 > 0 }
    return 2 * solid > seen.count
  }

  /// The picture with a black border.
  private func continuedBlack(_ border: Int) -> GreyPicture {
    var large = GreyPicture(width: width + 2 * border, height: height + 2 * border, fill: 0)
    for y in 0..<height { for x in 0..<width { large[x + border, y + border] = self[x, y] } }
    return large
  }
}
