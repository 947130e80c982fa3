import CNN
import Figures

/// One thing to paint, with its place.
struct Item: Sendable {
  enum Shape: Sendable {
    case text(String, Figure.Style, x: Int, baseline: Int)
    /// Text that runs upwards. It begins in the row `bottom`.
    case upward(String, Figure.Style, x: Int, bottom: Int)
    case fill(Box)
    case outline(Box, thickness: Int)
    /// Numbers `[H, W, 1]` as cells of this many pixels.
    case cells(Tensor, ColorScale, x: Int, y: Int, cell: Int)
    /// Numbers averaged to this many pixels.
    case averaged(Tensor, ColorScale, Box)
    case gradient(ColorScale, Box)
    case chequer(Box, cell: Int)
    case stroke([Point], thickness: Double, clip: Box?)
    case dashed([Point], thickness: Double, clip: Box?)
    case disc(Point, radius: Double)
    case ring(x: Int, y: Int, radius: Int, thickness: Int)
    case arrow(fromX: Int, fromY: Int, toX: Int, toY: Int, thickness: Int)
    /// Between two lines, half transparent.
    case shade([(low: Point, high: Point)], clip: Box)
  }

  /// The kind of a thing, for the search for collisions.
  enum Role: Sendable { case ground, text, mark, curve }

  var shape: Shape
  var role: Role
  var color: Color

  init(_ shape: Shape, _ role: Role = .ground, _ color: Color = .ink) {
    (self.shape, self.role, self.color) = (shape, role, color)
  }
}

extension Item {
  func moved(_ dx: Int, _ dy: Int) -> Item {
    func moved(_ point: Point) -> Point {
      Point(x: point.x + Double(dx), y: point.y + Double(dy))
    }
    var item = self
    switch shape {
    case .text(let text, let style, let x, let baseline):
      item.shape = .text(text, style, x: x + dx, baseline: baseline + dy)
    case .upward(let text, let style, let x, let bottom):
      item.shape = .upward(text, style, x: x + dx, bottom: bottom + dy)
    case .fill(let box): item.shape = .fill(box.moved(dx, dy))
    case .outline(let box, let thickness):
      item.shape = .outline(box.moved(dx, dy), thickness: thickness)
    case .cells(let numbers, let scale, let x, let y, let cell):
      item.shape = .cells(numbers, scale, x: x + dx, y: y + dy, cell: cell)
    case .averaged(let numbers, let scale, let box):
      item.shape = .averaged(numbers, scale, box.moved(dx, dy))
    case .gradient(let scale, let box): item.shape = .gradient(scale, box.moved(dx, dy))
    case .chequer(let box, let cell): item.shape = .chequer(box.moved(dx, dy), cell: cell)
    case .stroke(let points, let thickness, let clip):
      item.shape = .stroke(
        points.map(moved), thickness: thickness, clip: clip?.moved(dx, dy))
    case .dashed(let points, let thickness, let clip):
      item.shape = .dashed(
        points.map(moved), thickness: thickness, clip: clip?.moved(dx, dy))
    case .disc(let center, let radius): item.shape = .disc(moved(center), radius: radius)
    case .ring(let x, let y, let radius, let thickness):
      item.shape = .ring(x: x + dx, y: y + dy, radius: radius, thickness: thickness)
    case .arrow(let fromX, let fromY, let toX, let toY, let thickness):
      item.shape = .arrow(
        fromX: fromX + dx, fromY: fromY + dy, toX: toX + dx, toY: toY + dy, thickness: thickness)
    case .shade(let ends, let clip):
      item.shape = .shade(
        ends.map { (moved($0.low), moved($0.high)) }, clip: clip.moved(dx, dy))
    }
    return item
  }

  func draw(on picture: inout Picture) {
    switch shape {
    case .text(let text, let style, let x, let baseline):
      picture.write(text, style, x: x, baseline: baseline, color)
    case .upward(let text, let style, let x, let bottom):
      picture.writeUpwards(text, style, x: x, bottom: bottom, color)
    case .fill(let box):
      picture.fill(x: box.x, y: box.y, width: box.width, height: box.height, color)
    case .outline(let box, let thickness):
      picture.outline(
        x: box.x, y: box.y, width: box.width, height: box.height, thickness: thickness, color)
    case .cells(let numbers, let scale, let x, let y, let cell):
      picture.paint(numbers, scale, x: x, y: y, cell: cell)
    case .averaged(let numbers, let scale, let box): picture.paint(numbers, scale, averaged: box)
    case .gradient(let scale, let box):
      for column in 0..<box.width {
        let t = Float(column) / Float(max(1, box.width - 1))
        // Halves, for the length of a scale may not fit a Float.
        let half = scale.lowest / 2 + t * (scale.limit / 2 - scale.lowest / 2)
        picture.fill(
          x: box.x + column, y: box.y, width: 1, height: box.height, scale.color(2 * half))
      }
    case .chequer(let box, let cell): picture.chequer(box, cell: cell, color)
    case .stroke(let points, let thickness, let clip):
      picture.stroke(points, thickness: thickness, color, within: clip)
    case .dashed(let points, let thickness, let clip):
      for dash in points.dashes(length: 7, gap: 5) {
        picture.stroke(dash, thickness: thickness, color, within: clip)
      }
    case .disc(let center, let radius): picture.disc(center, radius: radius, color)
    case .ring(let x, let y, let radius, let thickness):
      picture.ring(x: x, y: y, radius: radius, thickness: thickness, color)
    case .arrow(let fromX, let fromY, let toX, let toY, let thickness):
      picture.arrow(from: (fromX, fromY), to: (toX, toY), thickness: thickness, color)
    case .shade(let ends, let clip):
      for (a, b) in zip(ends, ends.dropFirst()) {
        picture.shade(from: a, to: b, color, within: clip)
      }
    }
  }
}

extension Box {
  func moved(_ dx: Int, _ dy: Int) -> Box {
    Box(x: x + dx, y: y + dy, width: width, height: height)
  }
}
