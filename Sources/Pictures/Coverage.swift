// The coverage of a pixel is computed from the distance between its middle and the shape's edge.
// Only sums, products and square roots are used, so every processor paints the same picture.

/// A place on a picture; the pixel in column x of row y has its middle at (x, y).
struct Point: Equatable, Sendable {
  var x: Double
  var y: Double

  init(x: Double, y: Double) { (self.x, self.y) = (x, y) }

  init(_ pixel: (x: Int, y: Int)) { self.init(x: Double(pixel.x), y: Double(pixel.y)) }

  func distance(to other: Point) -> Double {
    ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
  }

  /// The distance to the straight line between two points.
  func distance(from a: Point, to b: Point) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let square = dx * dx + dy * dy
    guard square > 0 else { return distance(to: a) }
    let t = min(max(((x - a.x) * dx + (y - a.y) * dy) / square, 0), 1)
    return distance(to: Point(x: a.x + t * dx, y: a.y + t * dy))
  }
}

/// A part of a picture.
struct Box: Equatable, Sendable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  var right: Int { x + width }
  var bottom: Int { y + height }

  func contains(_ column: Int, _ row: Int) -> Bool {
    column >= x && column < right && row >= y && row < bottom
  }

  /// The box, enlarged on each side.
  func grown(_ margin: Int) -> Box {
    Box(x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
  }

  func overlaps(_ other: Box) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }
}

extension Picture {
  mutating func disc(_ center: Point, radius: Double, _ color: Color) {
    cover(center, center, margin: radius + 1, color) { radius - $0.distance(to: center) + 0.5 }
  }

  /// Draws the part of a line through points that lies in a box, with smooth edges and round
  /// joints.
  mutating func stroke(
    _ points: [Point], thickness: Double, _ color: Color, within box: Box? = nil
  ) {
    let box = box ?? Box(x: 0, y: 0, width: width, height: height)
    let reach = thickness / 2 + 0.5
    guard let around = bounds(of: points, margin: reach) else { return }
    // A pixel near two pieces is covered once, by the nearer one. So all pieces are measured first.
    var coverage = [Double](repeating: 0, count: around.width * around.height)
    for (a, b) in zip(points, points.dropFirst()) {
      for (x, y) in pixels(a, b, margin: reach) where box.contains(x, y) {
        let share = min(1, reach - Point((x, y)).distance(from: a, to: b))
        let place = (y - around.y) * around.width + x - around.x
        coverage[place] = max(coverage[place], share)
      }
    }
    for (index, share) in coverage.enumerated() where share > 0 {
      blend(around.x + index % around.width, around.y + index / around.width, color, share)
    }
  }

  /// The pixels of the picture around some points; nil if there are none.
  private func bounds(of points: [Point], margin: Double) -> Box? {
    guard let first = points.first else { return nil }
    let low = points.reduce(first) { Point(x: min($0.x, $1.x), y: min($0.y, $1.y)) }
    let high = points.reduce(first) { Point(x: max($0.x, $1.x), y: max($0.y, $1.y)) }
    let (columns, rows) = ranges(low, high, margin: margin)
    guard !columns.isEmpty, !rows.isEmpty else { return nil }
    return Box(
      x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)
  }

  /// Fills a triangle, with its corners in clockwise order.
  mutating func fill(triangle corners: [Point], _ color: Color) {
    let (xs, ys) = (corners.map(\.x), corners.map(\.y))
    let low = Point(x: xs.min() ?? 0, y: ys.min() ?? 0)
    let high = Point(x: xs.max() ?? 0, y: ys.max() ?? 0)
    cover(low, high, margin: 1, color) { point in
      // The distance to each edge, positive inside.
      let distances = corners.indices.map { index in
        let (a, b) = (corners[index], corners[(index + 1) % corners.count])
        let cross = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
        return cross / a.distance(to: b)
      }
      return (distances.min() ?? -1) + 0.5
    }
  }

  /// Mixes a colour into the pixels near two points, each by its covered share.
  mutating func cover(
    _ a: Point, _ b: Point, margin: Double, _ color: Color, _ share: (Point) -> Double
  ) {
    for (x, y) in pixels(a, b, margin: margin) {
      blend(x, y, color, min(1, share(Point((x, y)))))
    }
  }

  /// Mixes a colour into one pixel, by a share of 0 to 1.
  mutating func blend(_ x: Int, _ y: Int, _ color: Color, _ share: Double) {
    if share > 0 { self[x, y] = self[x, y].mixed(with: color, Float(share)) }
  }

  /// The pixels of the picture in the rectangle of two points, enlarged by `margin`.
  private func pixels(_ a: Point, _ b: Point, margin: Double) -> [(x: Int, y: Int)] {
    let (columns, rows) = ranges(a, b, margin: margin)
    return rows.flatMap { y in columns.map { x in (x, y) } }
  }

  private func ranges(
    _ a: Point, _ b: Point, margin: Double
  ) -> (columns: Range<Int>, rows: Range<Int>) {
    func range(_ a: Double, _ b: Double, _ size: Int) -> Range<Int> {
      let low = max(0, min(a, b) - margin).rounded(.down)
      let high = min(Double(size - 1), max(a, b) + margin).rounded(.up)
      return low <= high ? Int(low)..<Int(high) + 1 : 0..<0
    }
    return (range(a.x, b.x, width), range(a.y, b.y, height))
  }
}
