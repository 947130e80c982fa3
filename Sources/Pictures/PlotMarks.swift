// What a plot shows besides its lines: how far they vary, and marked points.

extension Plot {
  /// A shade between the ends of the ranges; whiskers where there is no line.
  func drawRanges(of number: Int, on canvas: inout Canvas, _ frame: Frame) {
    let (series, color) = (series[number], color(number))
    let ends = zip(series.x, series.ranges).map { x, range -> (low: Point, high: Point)? in
      guard let low = frame.point(x, range.low), let high = frame.point(x, range.high) else {
        return nil
      }
      return (low, high)
    }
    for run in ends.split(whereSeparator: { $0 == nil }).map({ $0.compactMap { $0 } }) {
      if series.style == .points || run.count == 1 {
        for (low, high) in run {
          canvas.picture.stroke([low, high], thickness: 1.5, color, within: frame.area)
        }
      } else {
        for (a, b) in zip(run, run.dropFirst()) {
          canvas.picture.shade(from: a, to: b, color, within: frame.area)
        }
      }
    }
  }

  /// The marked points, each with its label where it hides least.
  func drawMarks(on canvas: inout Canvas, _ frame: Frame) {
    let points = marks.compactMap { mark in frame.point(mark.x, mark.y).map { ($0, mark.label) } }
      .filter { frame.area.grown(1).contains(Int($0.0.x.rounded()), Int($0.0.y.rounded())) }
    for (point, _) in points {
      canvas.picture.disc(point, radius: 7, .white)
      canvas.picture.disc(point, radius: 5.5, .ink)
    }
    var taken = points.map { point, _ in
      Box(x: Int(point.x) - 6, y: Int(point.y) - 6, width: 13, height: 13)
    }
    for (point, label) in points where !label.isEmpty {
      let text = Picture.lines(of: label, within: frame.area.width / 2, atMost: 1).first ?? ""
      let box = canvas.picture.freeBox(for: text, around: point, taken, within: frame.area)
      taken.append(box)
      canvas.picture.fill(x: box.x, y: box.y, width: box.width, height: box.height, .white)
      canvas.write(text, x: box.x + 3, y: box.y + 3)
    }
  }
}

extension Picture {
  /// A shade between two upright lines, whose ends it connects.
  mutating func shade(
    from a: (low: Point, high: Point), to b: (low: Point, high: Point), _ color: Color,
    within box: Box
  ) {
    guard b.low.x != a.low.x else { return }
    // Each column belongs to one piece, so that none is shaded twice.
    let first = Int(min(a.low.x, b.low.x).rounded(.up))
    let last = Int(max(a.low.x, b.low.x).rounded(.up))
    for x in box.x..<box.right where x >= first && x < last {
      let t = (Double(x) - a.low.x) / (b.low.x - a.low.x)
      let bottom = a.low.y + (b.low.y - a.low.y) * t
      let top = a.high.y + (b.high.y - a.high.y) * t
      for y in box.y..<box.bottom {
        let share = min(Double(y) + 0.5, bottom) - max(Double(y) - 0.5, top)
        blend(x, y, color, 0.22 * min(1, share))
      }
    }
  }

  /// Where a text beside a point hides the least of what is drawn already.
  fileprivate func freeBox(
    for text: String, around point: Point, _ taken: [Box], within area: Box
  ) -> Box {
    let (w, h) = (Self.width(of: text) + 6, 21)
    let (x, y) = (Int(point.x.rounded()), Int(point.y.rounded()))
    let corners = [
      (x + 10, y - h / 2), (x - w - 10, y - h / 2), (x - w / 2, y - h - 8), (x - w / 2, y + 9),
      (x + 6, y - h - 6), (x - w - 6, y - h - 6), (x + 6, y + 7), (x - w - 6, y + 7),
    ]
    let boxes = corners.map { left, top in
      Box(
        x: min(max(left, area.x + 1), max(area.x + 1, area.right - w)),
        y: min(max(top, area.y), area.bottom - h - 2), width: w, height: h)
    }
    let costs = boxes.map { box in
      (box.y..<box.bottom).reduce(0) { sum, row in
        sum
          + (box.x..<box.right).count { column in
            let color = self[min(max(column, 0), width - 1), min(max(row, 0), height - 1)]
            return color != .white && color != .grid
          }
      } + taken.count { $0.overlaps(box) } * 10_000
    }
    let best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
    return boxes[best]
  }
}
