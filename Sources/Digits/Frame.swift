import Pictures

extension GreyPicture {
  /// How many lines at the left, right, top and bottom are a frame around the picture; nil if there
  /// is no frame.
  ///
  /// A frame goes all around, has one brightness, and ends at once. It is a few pixels wide.
  func frame() -> (left: Int, right: Int, top: Int, bottom: Int)? {
    let most = min(width, height) / 12
    let depth = min(8, most)
    guard depth >= 1 else { return nil }
    // Lines at the same distance from each of the four sides.
    let sides: [(Int) -> [UInt8]] = [
      { x in (0..<height).map { self[x, $0] } },
      { x in (0..<height).map { self[width - 1 - x, $0] } },
      { y in (0..<width).map { self[$0, y] } },
      { y in (0..<width).map { self[$0, height - 1 - y] } },
    ]
    var found: [(depth: Int, level: Int)] = []
    for side in sides {
      let levels = (0..<depth + 2).map { Levels(side($0)) }
      let middles = levels.map { Int($0.sorted(at: $0.count / 2)) }
      let paper = middles[depth]
      guard let last = (0..<depth).last(where: { abs(middles[$0] - paper) > 12 }) else {
        return nil
      }
      // The line that differs most is the frame itself; others may be mixed with the paper.
      let strongest = (0...last).max { abs(middles[$0] - paper) < abs(middles[$1] - paper) } ?? 0
      let line = levels[strongest]
      // A shadow ends slowly; a frame does not.
      guard line.spread <= 32, abs(middles[last + 1] - paper) <= 4 else { return nil }
      found.append((last + 1, middles[strongest]))
    }
    let levels = found.map(\.level)
    guard (levels.max() ?? 0) - (levels.min() ?? 0) <= 32 else { return nil }
    return (found[0].depth, found[1].depth, found[2].depth, found[3].depth)
  }

  /// A part of the picture.
  func part(rows: Range<Int>, columns: Range<Int>) -> GreyPicture {
    if rows == 0..<height && columns == 0..<width { return self }
    var part: [UInt8] = []
    part.reserveCapacity(rows.count * columns.count)
    for row in rows {
      part += pixels[row * width + columns.lowerBound..<row * width + columns.upperBound]
    }
    return GreyPicture(width: columns.count, height: rows.count, pixels: part)
  }
}
