import Pictures

extension GreyPicture {
  /// The picture with a border that continues it. At an edge pixel e, the pixel n places beyond is
  /// 2e − the pixel n places before. So light that falls off continues to fall off.
  func continued(_ border: Int) -> GreyPicture {
    var large: [UInt8] = []
    large.reserveCapacity((width + 2 * border) * (height + 2 * border))
    /// For a place beyond the edge: the edge pixel, and the mirrored pixel before it. For a place
    /// within: the same pixel twice.
    func places(_ place: Int, _ count: Int) -> (edge: Int, mirrored: Int) {
      let edge = min(max(0, place), count - 1)
      return (edge, min(max(0, 2 * edge - place), count - 1))
    }
    let columns = (-border..<width + border).map { places($0, width) }
    for y in -border..<height + border {
      let (row, mirrored) = places(y, height)
      let near = Array(pixels[row * width..<(row + 1) * width])
      let far = Array(pixels[mirrored * width..<(mirrored + 1) * width])
      large += columns.map { column in
        // Across and down add up: 2·(2e − a) − (2b − c) at a corner.
        let upper = 2 * Int(near[column.edge]) - Int(near[column.mirrored])
        let lower = 2 * Int(far[column.edge]) - Int(far[column.mirrored])
        return UInt8(min(max(0, 2 * upper - lower), 255))
      }
    }
    return GreyPicture(width: columns.count, height: height + 2 * border, pixels: large)
  }

  /// The picture without its border.
  func without(_ border: Int) -> GreyPicture {
    part(rows: border..<height - border, columns: border..<width - border)
  }

  /// Which pixel of a window is picked.
  enum Extreme { case darkest, brightest }

  /// For each pixel, the darkest or the brightest pixel of the square around it that reaches
  /// `reach` pixels to all sides. Places outside the picture do not count.
  func windows(_ reach: Int, _ extreme: Extreme) -> GreyPicture {
    var across: [UInt8] = []
    across.reserveCapacity(pixels.count)
    for y in 0..<height {
      across += extremes(pixels[y * width..<(y + 1) * width], places: width, reach, extreme)
    }
    // A column's places are rows, so all columns go at once.
    let down = extremes(across[...], places: height, reach, extreme)
    return GreyPicture(width: width, height: height, pixels: Array(down))
  }
}

/// The extremes of the windows around each place of a line. A place may have several numbers, each
/// of which has windows of its own.
///
/// A window of 2n places is two windows of n, so the windows double until they are long enough. The
/// last two may overlap.
private func extremes(
  _ line: ArraySlice<UInt8>, places: Int, _ reach: Int, _ extreme: GreyPicture.Extreme
) -> ArraySlice<UInt8> {
  let (size, window) = (line.count / places, 2 * reach + 1)
  // Beyond the ends there is what is never picked.
  let beyond = [UInt8](repeating: extreme == .darkest ? 255 : 0, count: reach * size)
  // windows[i] = the extreme of the places from i to i + length − 1
  var (windows, length) = (beyond + line + beyond, 1)
  while length < window {
    let step = min(length, window - length)
    // What has no second half falls away.
    let shorter = windows
    let (first, second) = (shorter.span, shorter.span.extracting(droppingFirst: step * size))
    windows = [UInt8](capacity: second.count) { picked in
      switch extreme {
      case .darkest:
        for i in second.indices { picked.append(min(first[unchecked: i], second[unchecked: i])) }
      case .brightest:
        for i in second.indices { picked.append(max(first[unchecked: i], second[unchecked: i])) }
      }
    }
    length += step
  }
  return windows[...]
}
