import Pictures

/// How much each pixel differs from the background around it, as a share of the distance to black
/// or white, from 0 to 255. The same light falls on ink and paper, so a share is the same in shadow.
struct Relief {
  let picture: GreyPicture
  /// The same difference in levels of grey. Near white a share is large where this is only grain.
  let levels: GreyPicture
  /// Whether the background had to be estimated for each place.
  let isPhoto: Bool

  /// - Parameter level: the background's brightness, if it is the same everywhere.
  init(of grey: GreyPicture, isDarkOnLight: Bool, ground level: UInt8?) {
    isPhoto = level == nil
    var relief = grey
    // From here on, ink is the brighter one.
    if isDarkOnLight { relief.pixels = grey.pixels.map { 255 - $0 } }
    if let level {
      let ground = isDarkOnLight ? 255 - level : level
      let even = GreyPicture(width: grey.width, height: grey.height, fill: ground)
      (picture, levels) = (relief.above(even), relief.difference(from: even))
      return
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
      .without(2 * reach)
    (picture, levels) = (relief.above(ground), relief.difference(from: ground))
  }
}

extension GreyPicture {
  /// How many levels each pixel is brighter than the background.
  fileprivate func difference(from ground: GreyPicture) -> GreyPicture {
    var result = self
    for place in pixels.indices {
      result.pixels[place] -= min(result.pixels[place], ground.pixels[place])
    }
    return result
  }

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
