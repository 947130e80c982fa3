import Figures

extension PlotBlock {
  /// The marked points, each with its label at a free place. A thin line leads to a label that is
  /// farther away.
  func points(on block: inout Block) {
    let points = plot.points.compactMap { point in
      frame.point(point.x, point.y).map { ($0, point.label) }
    }.filter {
      frame.area.grown(2).contains(Int($0.0.x.rounded()), Int($0.0.y.rounded()))
    }
    for (point, _) in points {
      block.items.append(Item(.disc(point, radius: 6), .ground, .white))
      block.items.append(Item(.disc(point, radius: 4.5), .mark, .ink))
    }
    for (number, (point, label)) in points.enumerated() where !label.isEmpty {
      let others = points.enumerated().filter { $0.offset != number }.map(\.element.0)
      let place = place(of: label, at: point, apartFrom: others, block)
      if let lead = place.lead {
        block.items.append(Item(.stroke(lead, thickness: 1, clip: nil), .ground, .quiet))
      }
      block.write(label, .small, x: place.box.x, y: place.box.y)
    }
  }

  private func place(
    of label: String, at point: Point, apartFrom others: [Point], _ block: Block
  ) -> (box: Box, lead: [Point]?) {
    let type = Typeface.of(.small)
    let (w, h) = (type.width(of: label), type.capital)
    let (x, y) = (Int(point.x.rounded()), Int(point.y.rounded()))
    let curves = block.items.filter { $0.role == .curve }
    let taken = block.items.filter { $0.role == .text || $0.role == .mark }.flatMap(\.parts)
    let area = Box(
      x: frame.area.x, y: frame.area.y - 2, width: frame.area.width + 8,
      height: frame.area.height - 2)
    var best: (cost: Int, box: Box, lead: [Point]?)?
    for (ring, distance) in [10, 18, 30, 46, 64].enumerated() {
      let (near, aside) = (distance, distance * 7 / 10)
      let corners = [
        (x + near, y - h / 2), (x + aside, y - aside - h), (x + aside, y + aside),
        (x - w / 2, y - near - h), (x - near - w, y - h / 2), (x - aside - w, y - aside - h),
        (x - aside - w, y + aside), (x - w / 2, y + near),
      ]
      for (number, corner) in corners.enumerated() {
        let box = Box(x: corner.0, y: corner.1, width: w, height: h)
        let wide = box.grown(3)
        var cost = ring * 40 + number
        if !area.contains(box) { cost += 5_000 }
        cost += curves.count { $0.crosses(wide) } * 400
        cost += taken.count { $0.overlaps(wide) } * 1_000
        let end = box.grown(3).nearest(to: point)
        // The label must not seem to belong to another point, and its line must not seem to begin
        // there.
        let own = point.distance(to: end)
        cost += others.count { $0.distance(to: box.grown(3).nearest(to: $0)) < own + 2 } * 300
        cost += others.count { ring > 0 && $0.distance(from: point, to: end) < 4 } * 300
        if best.map({ cost < $0.cost }) ?? true {
          best = (cost, box, ring > 0 ? [point, end] : nil)
        }
      }
    }
    let fallback = Box(x: x + 10, y: y - h / 2, width: w, height: h)
    return best.map { ($0.box, $0.lead) } ?? (fallback, nil)
  }
}

extension Box {
  /// The place in the box that is nearest to a point.
  func nearest(to point: Point) -> Point {
    Point(
      x: min(max(point.x, Double(x)), Double(right)),
      y: min(max(point.y, Double(y)), Double(bottom)))
  }

  /// Whether another box lies completely within.
  func contains(_ other: Box) -> Bool {
    other.x >= x && other.y >= y && other.right <= right && other.bottom <= bottom
  }
}
