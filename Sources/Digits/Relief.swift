import Pictures

/// How much each pixel differs from the background around it, as a share of the distance to black
/// or white, from 0 to 255. The same light falls on ink and paper, so a share is the same in shadow.
struct Relief {
  let picture: GreyPicture
  /// How often each share occurs.
  let levels: Levels
  /// Whether the background had to be estimated for each place.
  let isPhoto: Bool
  /// The original picture, with ink brighter than the background.
  private let bright: GreyPicture
  private let ground: GreyPicture

  /// On a background of one brightness.
  ///
  /// - Parameters:
  ///   - all: the levels of the picture.
  ///   - level: the background's brightness.
  init(of grey: GreyPicture, _ all: Levels, isDarkOnLight: Bool, ground level: UInt8) {
    isPhoto = false
    bright = isDarkOnLight ? grey.inverted : grey
    let own = isDarkOnLight ? 255 - level : level
    ground = GreyPicture(width: 1, height: 1, fill: own)
    let inverted = all.mapped(by: (0...255).map { isDarkOnLight ? 255 - $0 : $0 })
    // Above black, the share is the brightness itself.
    let shares = (0...255).map { share(of: $0, above: own) }
    levels = own == 0 ? inverted : inverted.mapped(by: shares)
    picture = own == 0 ? bright : bright.mapped(by: shares)
  }

  /// On a photo.
  init(of grey: GreyPicture, isDarkOnLight: Bool) {
    isPhoto = true
    // From here on, ink is the brighter one.
    let relief = isDarkOnLight ? grey.inverted : grey
    // At least so large that a stroke of a few pixels is never wide.
    let reach = max(6, min(grey.width, grey.height) / 8)
    let rough = relief.windows(reach, .darkest).windows(reach, .brightest)
    // At the edges the estimate is too low, as the windows end there. So it is computed again, with
    // a picture that continues beyond its edges. The ink is removed first; otherwise it would
    // continue, too.
    let found = relief.above(rough)
    let all = Levels(found.pixels)
    let threshold = Otsu.threshold(all)
    let ink = all.parted(at: threshold).above
    // Only certain ink: the rest of a shadow at the edges may be as strong as faint ink.
    let sure =
      ink.count == 0 ? 255 : UInt8((Int(threshold) + Int(ink.sorted(at: ink.count / 2))) / 2)
    var paper = relief
    for place in paper.pixels.indices where found.pixels[place] >= sure {
      paper.pixels[place] = rough.pixels[place]
    }
    ground = paper.continued(2 * reach).windows(reach, .darkest).windows(reach, .brightest)
      .without(2 * reach)
    bright = relief
    picture = relief.above(ground)
    levels = Levels(picture.pixels)
  }

  /// How strong ink and grain are in levels of grey. Near white a share is large where this is only
  /// grain.
  ///
  /// - Parameter threshold: the least share of ink.
  /// - Returns: the ink's difference from the background, a little below the largest, and the
  ///   standard deviation of the grain.
  func strength(from threshold: UInt8) -> (ink: Double, grain: Double) {
    var difference = bright
    var inked: [UInt8] = []
    for place in bright.pixels.indices {
      let below = isPhoto ? ground.pixels[place] : ground.pixels[0]
      difference.pixels[place] -= min(difference.pixels[place], below)
      if picture.pixels[place] >= threshold { inked.append(difference.pixels[place]) }
    }
    let levels = Levels(inked)
    return (Double(levels.sorted(at: levels.count * 19 / 20)), difference.grain)
  }
}

/// How much a level is above the background, as a share of the distance to white, from 0 to 255.
private func share(of level: UInt8, above ground: UInt8) -> UInt8 {
  let way = UInt32(max(1, 255 - ground))
  return UInt8((UInt32(max(level, ground) - ground) * 255 + way / 2) / way)
}

extension GreyPicture {
  /// Black for white.
  fileprivate var inverted: GreyPicture {
    let own = pixels.span
    return with(
      [UInt8](capacity: own.count) { new in
        for place in own.indices { new.append(255 - own[unchecked: place]) }
      })
  }

  /// Each level becomes the one at its place in `table`, which has all 256.
  fileprivate func mapped(by table: [UInt8]) -> GreyPicture {
    let table = table.span
    precondition(table.count == 256)
    return with(pixels.map { table[unchecked: Int($0)] })
  }

  /// The share of each pixel above its own background.
  fileprivate func above(_ ground: GreyPicture) -> GreyPicture {
    with(zip(pixels, ground.pixels).map { share(of: $0, above: $1) })
  }

  private func with(_ pixels: [UInt8]) -> GreyPicture {
    GreyPicture(width: width, height: height, pixels: pixels)
  }
}
