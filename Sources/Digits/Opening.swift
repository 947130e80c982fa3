import Pictures

extension GreyPicture {
  /// The picture with a border that continues it. At an edge pixel e, the pixel n places beyond is
  /// 2e − the pixel n places before. So light that falls off continues to fall off.
  func continued(_ border: Int) -> GreyPicture {
    var large = GreyPicture(width: width + 2 * border, height: height + 2 * border)
    /// For a place beyond the edge: the edge pixel, and the mirrored pixel before it. For a place
    /// within: the same pixel twice.
    func places(_ place: Int, _ count: Int) -> (edge: Int, mirrored: Int) {
      let edge = min(max(0, place), count - 1)
      return (edge, min(max(0, 2 * edge - place), count - 1))
    }
    let columns = (-border..<width + border).map { places($0, width) }
    for y in -border..<height + border {
      let (row, mirrored) = places(y, height)
      for (x, column) in columns.enumerated() {
        // Across and down add up: 2·(2e − a) − (2b − c) at a corner.
        let upper = 2 * Int(self[column.edge, row]) - Int(self[column.mirrored, row])
        let lower = 2 * Int(self[column.edge, mirrored]) - Int(self[column.mirrored, mirrored])
        large[x, y + border] = UInt8(min(max(0, 2 * upper - lower), 255))
      }
    }
    return large
  }

  /// The picture without its border.
  func without(_ border: Int) -> GreyPicture {
    var small = GreyPicture(width: width - 2 * border, height: height - 2 * border)
    for y in 0..<small.height {
      for x in 0..<small.width { small[x, y] = self[x + border, y + border] }
    }
    return small
  }

  /// For each pixel, the darkest or the brightest pixel of the square around it that reaches
  /// `reach` pixels to all sides. Places outside the picture do not count.
  func windows(_ reach: Int, _ pick: (UInt8, UInt8) -> UInt8) -> GreyPicture {
    var across = self
    var result = self
    for y in 0..<height {
      for (x, value) in extremes(pixels[y * width..<(y + 1) * width], reach, pick).enumerated() {
        across.pixels[y * width + x] = value
      }
    }
    for x in 0..<width {
      let column = (0..<height).map { across.pixels[$0 * width + x] }
      for (y, value) in extremes(column[...], reach, pick).enumerated() {
        result.pixels[y * width + x] = value
      }
    }
    return result
  }
}

/// The darkest or brightest of `line[i − reach ... i + reach]` for each i, in three steps a number,
/// for any reach. The line is cut into blocks as long as the window. Each window is the end of one
/// block and the beginning of the next (van Herk, 1992).
private func extremes(
  _ line: ArraySlice<UInt8>, _ reach: Int, _ pick: (UInt8, UInt8) -> UInt8
) -> [UInt8] {
  let (values, count, block) = (Array(line), line.count, 2 * reach + 1)
  var (fromStart, fromEnd) = (values, values)
  for i in 1..<max(1, count) where !i.isMultiple(of: block) {
    fromStart[i] = pick(fromStart[i - 1], values[i])
  }
  for i in (0..<max(0, count - 1)).reversed() where !(i + 1).isMultiple(of: block) {
    fromEnd[i] = pick(fromEnd[i + 1], values[i])
  }
  return (0..<count).map { i in
    let (first, last) = (max(0, i - reach), min(count - 1, i + reach))
    // At the borders the window is shorter than a block. It may lie within one block: at the
    // beginning of the first, or at the end of the last.
    if first / block == last / block {
      return first.isMultiple(of: block) ? fromStart[last] : fromEnd[first]
    }
    return pick(fromEnd[first], fromStart[last])
  }
}
