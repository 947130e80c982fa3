import Pictures

/// A drawing with its lines drawn again by a thinner pen.
///
/// A pen has one width, and drawings have many sizes. Fitted into 20×20, a small drawing has thick
/// lines, and MNIST has few such lines. So the middle of the lines is found, and a line of MNIST's
/// width is drawn along it.
struct ThinnedLines {
  /// Cut to the ink.
  let picture: GreyPicture
  /// The width of the lines in pixels of the 20×20, before and after.
  let before: Double
  let after: Double

  /// Lines up to this width stay, in pixels of the 20×20. Others get the next width.
  private static let widest = 4.0
  private static let wanted = 3.0

  /// Nil if the lines are thin enough, or if the ink has no lines.
  init?(_ ink: Ink) {
    var drawn = ink.picture.part(rows: ink.rows, columns: ink.columns)
    // Enough for a smooth line.
    let most = 200.0
    let longest = Double(max(drawn.width, drawn.height))
    if longest > most {
      let scale = most / longest
      func side(_ count: Int) -> Int { max(1, Int((Double(count) * scale).rounded())) }
      drawn = drawn.averaged(
        rows: 0..<drawn.height, columns: 0..<drawn.width, height: side(drawn.height),
        width: side(drawn.width))
    }
    let longer = Double(max(drawn.width, drawn.height))
    let widest = Self.widest * longer / Double(CentredDrawing.box)
    // A square of ink around a point reaches at least 1/√2 as far as the nearest paper. Mostly there
    // is no square so large, and the lines need not be thinned to know that they are thin enough.
    let reach = Int((widest + 1) / 2 / 2.0.squareRoot()) - 1
    guard reach < 1 || drawn.hasInk(reaching: reach) else { return nil }
    var skeleton = Skeleton(drawn)
    let points = skeleton.thinned()
    guard let line = skeleton.width(at: points) else { return nil }
    before = line * Double(CentredDrawing.box) / longer
    guard before > Self.widest else { return nil }
    let (rows, columns) = (points.map(\.row), points.map(\.column))
    let length = Double(
      max(
        (rows.max() ?? 0) - (rows.min() ?? 0), (columns.max() ?? 0) - (columns.min() ?? 0)))
    // A dot or a blob has no lines.
    guard length >= line else { return nil }
    // w · 20 / (length + w) = wanted
    let width = Self.wanted * length / (Double(CentredDrawing.box) - Self.wanted)
    after = Self.wanted
    guard width < line else { return nil }
    picture = Self.drawing(points, width: width)
  }

  /// A round pen at each point.
  private static func drawing(_ points: [(row: Int, column: Int)], width: Double) -> GreyPicture {
    let (rows, columns) = (points.map(\.row), points.map(\.column))
    let room = Int((width / 2 + 0.5).rounded(.up))
    let (top, left) = ((rows.min() ?? 0) - room, (columns.min() ?? 0) - room)
    var large = GreyPicture(
      width: (columns.max() ?? 0) - left + room + 1, height: (rows.max() ?? 0) - top + room + 1,
      fill: 0)
    for point in points {
      for y in -room...room {
        for x in -room...room {
          let distance = Double(x * x + y * y).squareRoot()
          let share = min(max(width / 2 + 0.5 - distance, 0), 1)
          let (column, row) = (point.column - left + x, point.row - top + y)
          large[column, row] = max(large[column, row], UInt8((255 * share).rounded()))
        }
      }
    }
    let lit = large.pixels.indices.filter { large.pixels[$0] > 0 }
    let (lines, places) = (lit.map { $0 / large.width }, lit.map { $0 % large.width })
    return large.part(
      rows: (lines.min() ?? 0)..<(lines.max() ?? 0) + 1,
      columns: (places.min() ?? 0)..<(places.max() ?? 0) + 1)
  }
}

extension GreyPicture {
  /// Whether a square of ink reaches so many pixels to all sides of its middle.
  func hasInk(reaching reach: Int) -> Bool {
    let side = 2 * reach + 1
    // squares[x] = the side of the largest square of ink whose last pixel is in column x
    let none = [Int](repeating: 0, count: width)
    var squares = none
    for y in 0..<height {
      // No square goes through a row without so much ink side by side.
      guard hasRun(of: side, inRow: y) else {
        squares = none
        continue
      }
      var diagonal = 0
      for x in 0..<width {
        let above = squares[x]
        let isInk = pixels[y * width + x] >= 128
        squares[x] = isInk ? 1 + min(above, diagonal, x > 0 ? squares[x - 1] : 0) : 0
        if squares[x] >= side { return true }
        diagonal = above
      }
    }
    return false
  }

  /// Whether a row has so many pixels of ink side by side. Each such run holds one of the pixels
  /// that are looked at first.
  private func hasRun(of length: Int, inRow y: Int) -> Bool {
    let row = y * width
    for place in stride(from: length - 1, to: width, by: length) where pixels[row + place] >= 128 {
      var (first, end) = (place, place + 1)
      while first > 0, pixels[row + first - 1] >= 128 { first -= 1 }
      while end < width, pixels[row + end] >= 128 { end += 1 }
      if end - first >= length { return true }
    }
    return false
  }
}
