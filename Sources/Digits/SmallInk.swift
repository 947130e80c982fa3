import Pictures

extension GreyPicture {
  /// Where a small drawing stands on uneven paper, with as much paper at each side as it is large;
  /// nil if the ink is not small.
  ///
  /// Compared with a large picture, small ink is rare, and the paper's shading may differ more than
  /// the ink does. But thin lines stand out from what is beside them. So the picture is compared
  /// with itself without its finest lines (a morphological opening and closing). The places that
  /// differ clearly, and more than grain does, are the ink.
  func smallInk() -> (rows: Range<Int>, columns: Range<Int>)? {
    let side = min(width, height)
    guard side >= 60 else { return nil }
    let reach = max(3, side / 50)
    let (opened, closed) = (
      windows(reach, .darkest).windows(reach, .brightest),
      windows(reach, .brightest).windows(reach, .darkest)
    )
    var fine = self
    for place in pixels.indices {
      let value = pixels[place]
      fine.pixels[place] = max(value - opened.pixels[place], closed.pixels[place] - value)
    }
    // The strongest, but for one pixel in two thousand, which may be a speck.
    let strong = Levels(fine.pixels).sorted(at: fine.pixels.count * 1999 / 2000)
    let least = max(20, 10 * grain, Double(strong) / 2)
    let found = pixels.indices.filter { Double(fine.pixels[$0]) >= least }
    let (lines, places) = (found.map { $0 / width }, found.map { $0 % width })
    guard let top = lines.min(), let bottom = lines.max(), let left = places.min(),
      let right = places.max()
    else { return nil }
    let size = max(bottom - top, right - left) + 1
    guard size >= 8, 10 * size <= 3 * side else { return nil }
    return (
      max(0, top - size)..<min(height, bottom + 1 + size),
      max(0, left - size)..<min(width, right + 1 + size)
    )
  }
}

extension Inked {
  /// The same ink, found on a part of a picture, on all of it. It is black around that part.
  func placed(on size: (width: Int, height: Int), down: Int, right: Int) -> Inked {
    var whole = GreyPicture(width: size.width, height: size.height, fill: 0)
    for y in 0..<min(picture.height, size.height - down) {
      for x in 0..<min(picture.width, size.width - right) {
        whole[x + right, y + down] = picture[x, y]
      }
    }
    var result = self
    result.picture = whole
    result.rows = rows.lowerBound + down..<rows.upperBound + down
    result.columns = columns.lowerBound + right..<columns.upperBound + right
    return result
  }

  /// The same ink, as bright in a shadow as in the light: each pixel is divided by the brightest
  /// around it, but becomes at most four times as bright.
  var evenlyLit: Inked {
    let most = picture.windows(max(4, max(rows.count, columns.count) / 8), .brightest)
    var result = self
    for (place, pixel) in picture.pixels.enumerated() where pixel > 0 {
      result.picture.pixels[place] = UInt8(
        min(255, 255 * Int(pixel) / max(64, Int(most.pixels[place]))))
    }
    return result
  }
}
