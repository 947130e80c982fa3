import Pictures

extension GreyPicture {
  /// A part of the picture in another size. Each new pixel is the mean of its area. An old pixel
  /// that lies partly in the area counts with that part.
  ///
  /// Only ink is visited: most of a drawing is black, and black adds nothing. So the old pixels are
  /// walked through, row by row, and each is added to the new ones that it lies in.
  public func averaged(
    rows: Range<Int>, columns: Range<Int>, height: Int, width: Int
  ) -> GreyPicture {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= self.height)
    precondition(columns.lowerBound >= 0 && columns.upperBound <= self.width)
    let (lines, places) = (Coverage(of: rows, by: height), Coverage(of: columns, by: width))
    let area = Double(rows.count) / Double(height) * Double(columns.count) / Double(width)
    let (own, down, across) = (pixels.span, lines.shares.span, places.shares.span)
    var result = GreyPicture(width: width, height: height, fill: 0)
    var sums = [Double](repeating: 0, count: width)
    for y in 0..<height {
      for line in lines.starts[y]..<lines.starts[y + 1] {
        let row = (lines.pixels[y] + line - lines.starts[y]) * self.width
        var column = columns.lowerBound
        while column < columns.upperBound {
          // Eight black pixels at a time.
          if column &+ 8 <= columns.upperBound,
            own.bytes.unsafeLoadUnaligned(fromByteOffset: row &+ column, as: UInt64.self) == 0
          {
            column &+= 8
            continue
          }
          let pixel = own[unchecked: row &+ column]
          if pixel != 0 {
            var x = places.firstNew[column &- columns.lowerBound]
            while x < width, places.pixels[x] <= column {
              let place = places.starts[x] &+ column &- places.pixels[x]
              sums[x] += Double(pixel) * down[unchecked: line] * across[unchecked: place]
              x &+= 1
            }
          }
          column &+= 1
        }
      }
      for x in 0..<width where sums[x] != 0 {
        result.pixels[y * width + x] = UInt8(min(255, (sums[x] / area).rounded()))
        sums[x] = 0
      }
    }
    return result
  }
}

/// The old pixels under each of a line's new pixels.
private struct Coverage {
  /// The first old pixel of each new one.
  private(set) var pixels: [Int] = []
  /// For each new pixel, the place of its first share; and at the end the number of shares.
  private(set) var starts = [0]
  /// How much of each old pixel, from 0 to 1.
  private(set) var shares: [Double] = []
  /// For each old pixel of the range, the first new one that it lies in.
  private(set) var firstNew: [Int]

  /// - Parameter count: into how many equal parts the range is cut.
  init(of range: Range<Int>, by count: Int) {
    let size = Double(range.count) / Double(count)
    firstNew = [Int](repeating: count, count: range.count)
    for number in 0..<count {
      let (start, end) = (Double(number) * size, Double(number + 1) * size)
      var first: Int?
      for pixel in Int(start)..<min(range.count, Int(end.rounded(.up))) {
        let share = min(end, Double(pixel + 1)) - max(start, Double(pixel))
        if share <= 1e-9 { continue }
        first = first ?? pixel
        shares.append(share)
        firstNew[pixel] = min(firstNew[pixel], number)
      }
      pixels.append(range.lowerBound + (first ?? 0))
      starts.append(shares.count)
    }
  }
}
