import Figures

/// A part of a figure that must be readable.
public struct PlacedBox: Sendable, Equatable {
  public enum Kind: Sendable, Equatable { case text, mark }

  public var kind: Kind
  /// The text, or empty.
  public var text: String
  /// In pixels, from the figure's top left corner.
  public var x: Int
  public var y: Int
  public var width: Int
  public var height: Int

  var box: Box { Box(x: x, y: y, width: width, height: height) }
}

extension FigureLayout {
  /// The places of texts and marks. A frame or a ring counts as its four sides, so that its inside
  /// is not a collision.
  public var boxes: [PlacedBox] {
    items.flatMap { item in
      let kind: PlacedBox.Kind = item.role == .text ? .text : .mark
      guard item.role == .text || item.role == .mark else { return [PlacedBox]() }
      return item.parts.map { box in
        PlacedBox(
          kind: kind, text: item.words, x: box.x, y: box.y, width: box.width,
          height: box.height)
      }
    }
  }

  /// The overlaps, and the texts beyond the figure's edge, one sentence each.
  public var collisions: [String] {
    let boxes = boxes
    var found: [String] = []
    for (number, one) in boxes.enumerated() {
      if one.kind == .text,
        one.x < 0 || one.y < 0 || one.box.right > width || one.box.bottom > height
      {
        found.append("“\(one.text)” reaches beyond the figure's edge")
      }
      for other in boxes[(number + 1)...]
      where (one.kind == .text || other.kind == .text) && one.box.overlaps(other.box) {
        let (text, rest) = one.kind == .text ? (one, other) : (other, one)
        let place = "at (\(text.x), \(text.y))"
        found.append(
          rest.kind == .text
            ? "“\(text.text)” and “\(rest.text)” overlap \(place)"
            : "a mark covers “\(text.text)” \(place)")
      }
    }
    let curves = items.filter { $0.role == .curve }
    for text in boxes where text.kind == .text {
      if curves.contains(where: { $0.crosses(text.box) }) {
        found.append("a line runs through “\(text.text)” at (\(text.x), \(text.y))")
      }
    }
    return found
  }
}

extension Item {
  var words: String {
    switch shape {
    case .text(let text, _, _, _), .upward(let text, _, _, _): text
    default: ""
    }
  }

  /// The boxes that the part covers.
  var parts: [Box] {
    switch shape {
    case .text(let text, let style, let x, let baseline):
      let type = Typeface.of(style)
      return [
        Box(
          x: x, y: baseline - type.capital, width: type.width(of: text), height: type.capital)
      ]
    case .upward(let text, let style, let x, let bottom):
      let type = Typeface.of(style)
      let width = type.width(of: text)
      return [Box(x: x, y: bottom - width, width: type.capital, height: width)]
    case .outline(let box, let t): return box.sides(t)
    case .ring(let x, let y, let radius, let t):
      // Its highest, lowest and outermost parts.
      let half = radius / 2
      return Box(x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius).sides(t)
        .map { side in
          side.width > side.height
            ? Box(x: x - half, y: side.y, width: 2 * half, height: t)
            : Box(x: side.x, y: y - half, width: t, height: 2 * half)
        }
    case .disc(let center, let radius):
      let (r, x, y) = (Int(radius), Int(center.x.rounded()), Int(center.y.rounded()))
      return [Box(x: x - r, y: y - r, width: 2 * r + 1, height: 2 * r + 1)]
    case .fill(let box): return [box]
    default: return []
    }
  }

  /// Whether a line runs through a box.
  func crosses(_ box: Box) -> Bool {
    switch shape {
    case .stroke(let points, _, let clip), .dashed(let points, _, let clip):
      if let clip, !clip.overlaps(box) { return false }
      return zip(points, points.dropFirst()).contains { box.meets($0, $1) }
    case .arrow(let fromX, let fromY, let toX, let toY, _):
      return box.meets(Point((fromX, fromY)), Point((toX, toY)))
    default: return false
    }
  }
}

extension Box {
  fileprivate func sides(_ t: Int) -> [Box] {
    [
      Box(x: x, y: y, width: width, height: t), Box(x: x, y: bottom - t, width: width, height: t),
      Box(x: x, y: y, width: t, height: height), Box(x: right - t, y: y, width: t, height: height),
    ]
  }

  /// Whether a straight line between two points crosses the box (Liang and Barsky, 1984).
  func meets(_ a: Point, _ b: Point) -> Bool {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    var (first, last) = (0.0, 1.0)
    let edges = [
      (-dx, a.x - Double(x)), (dx, Double(right) - a.x), (-dy, a.y - Double(y)),
      (dy, Double(bottom) - a.y),
    ]
    for (step, room) in edges {
      if step == 0 {
        if room < 0 { return false }
      } else if step < 0 {
        first = max(first, room / step)
      } else {
        last = min(last, room / step)
      }
    }
    return first <= last
  }
}
