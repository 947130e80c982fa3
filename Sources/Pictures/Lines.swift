// Lines, arrows, discs and rings: shapes that do not follow the pixels' grid.

extension Picture {
  /// Draws a straight line from the middle of one pixel to the middle of another, both included.
  ///
  /// Horizontal and vertical lines have sharp edges. Slanted lines have smooth edges and round
  /// ends.
  public mutating func line(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), thickness t: Int = 2,
    _ color: Color = .ink
  ) {
    let (left, top) = (min(start.x, end.x), min(start.y, end.y))
    let (w, h) = (abs(start.x - end.x) + 1, abs(start.y - end.y) + 1)
    if start.y == end.y { return fill(x: left, y: top - t / 2, width: w, height: t, color) }
    if start.x == end.x { return fill(x: left - t / 2, y: top, width: t, height: h, color) }
    stroke([Point(start), Point(end)], thickness: Double(t), color)
  }

  /// Draws an arrow whose tip is the middle of the pixel `end`.
  public mutating func arrow(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), thickness t: Int = 2,
    _ color: Color = .ink
  ) {
    let (tail, tip) = (Point(start), Point(end))
    let length = tail.distance(to: tip)
    guard length > 0 else { return }
    let along = (x: (tip.x - tail.x) / length, y: (tip.y - tail.y) / length)
    let head = min(Double(4 + 3 * t), length)
    let half = Double(2 + 2 * t)
    // The neck lies a little inside the head, so that there is no gap.
    let base = Point(x: tip.x - along.x * head, y: tip.y - along.y * head)
    let neck = (
      x: Int((base.x + along.x).rounded()), y: Int((base.y + along.y).rounded())
    )
    if length > head { line(from: start, to: neck, thickness: t, color) }
    let corners = [
      tip, Point(x: base.x - along.y * half, y: base.y + along.x * half),
      Point(x: base.x + along.y * half, y: base.y - along.x * half),
    ]
    fill(triangle: corners, color)
  }

  /// Fills a disc around the middle of the pixel (x, y).
  public mutating func disc(x: Int, y: Int, radius: Int, _ color: Color = .ink) {
    disc(Point((x, y)), radius: Double(radius), color)
  }

  /// Draws a ring around the middle of the pixel (x, y), inwards from its radius.
  public mutating func ring(
    x: Int, y: Int, radius: Int, thickness: Int = 3, _ color: Color = .mark
  ) {
    let (center, outer) = (Point((x, y)), Double(radius))
    cover(center, center, margin: outer + 1, color) { point in
      let distance = point.distance(to: center)
      return min(outer - distance, distance - (outer - Double(thickness))) + 0.5
    }
  }
}
