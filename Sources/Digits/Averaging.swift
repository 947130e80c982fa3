import Pictures

extension GreyPicture {
  /// A part of the picture in another size. Each new pixel is the mean of its area. An old pixel
  /// that lies partly in the area counts with that part.
  ///
  /// Most of a drawing is black, and black adds nothing. So only the new pixels are visited that lie
  /// between a row's first and last ink.
  public func averaged(
    rows: Range<Int>, columns: Range<Int>, height: Int, width: Int
  ) -> GreyPicture {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= self.height)
    precondition(columns.lowerBound >= 0 && columns.upperBound <= self.width)
    let (lines, places) = (Coverage(of: rows, by: height), Coverage(of: columns, by: width))
    let area = Double(rows.count) / Double(height) * Double(columns.count) / Double(width)
    let (own, down, across) = (pixels.span, lines.shares.span, places.shares.span)
    let (begins, starts) = (places.first.span, places.starts.span)
    let inked = (0..<rows.count).map { row in
      own.inked((rows.lowerBound + row) * self.width + columns.lowerBound, count: columns.count)
    }
    var means = [UInt8](repeating: 0, count: height * width)
    var sums = [Double](repeating: 0, count: width)
    for y in 0..<height {
      var sums = sums.mutableSpan
      for line in lines.starts[y]..<lines.starts[y + 1] {
        let row = lines.first[y] + line - lines.starts[y]
        guard let ink = inked[row] else { continue }
        let first = (rows.lowerBound + row) * self.width + columns.lowerBound
        let share = down[unchecked: line]
        var x = places.firstNew[ink.lowerBound]
        while x < width, begins[unchecked: x] < ink.upperBound {
          var (sum, pixel) = (sums[unchecked: x], first &+ begins[unchecked: x])
          for place in starts[unchecked: x]..<starts[unchecked: x &+ 1] {
            sum += Double(own[unchecked: pixel]) * share * across[unchecked: place]
            pixel &+= 1
          }
          sums[unchecked: x] = sum
          x &+= 1
        }
      }
      var means = means.mutableSpan
      for x in 0..<width where sums[unchecked: x] != 0 {
        means[unchecked: y &* width &+ x] = UInt8(min(255, (sums[unchecked: x] / area).rounded()))
        sums[unchecked: x] = 0
      }
    }
    return GreyPicture(width: width, height: height, pixels: means)
  }
}

extension Span<UInt8> {
  /// From the first to the last pixel that is not black, of `count` from `start` on; nil if there is
  /// none.
  fileprivate func inked(_ start: Int, count: Int) -> Range<Int>? {
    precondition(start >= 0 && start + count <= self.count)
    var (first, last) = (0, count)
    // Eight black pixels at a time.
    while first &+ 8 <= count, isBlack(start &+ first) { first &+= 8 }
    while first < count, self[unchecked: start &+ first] == 0 { first &+= 1 }
    guard first < count else { return nil }
    while last &- 8 >= first, isBlack(start &+ last &- 8) { last &-= 8 }
    while self[unchecked: start &+ last &- 1] == 0 { last &-= 1 }
    return first..<last
  }

  private func isBlack(_ place: Int) -> Bool {
    bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self) == 0
  }
}

/// The old pixels under each of a line's new pixels.
private struct Coverage {
  /// The first old pixel of each new one, counted from the range's begin.
  private(set) var first: [Int] = []
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
      var begin: Int?
      for pixel in Int(start)..<min(range.count, Int(end.rounded(.up))) {
        let share = min(end, Double(pixel + 1)) - max(start, Double(pixel))
        if share <= 1e-9 { continue }
        begin = begin ?? pixel
        shares.append(share)
        firstNew[pixel] = min(firstNew[pixel], number)
      }
      first.append(begin ?? 0)
      starts.append(shares.count)
    }
  }
}
