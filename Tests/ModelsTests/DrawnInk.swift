import CNN
import Digits
import Pen
import Pictures

/// How much ink lies on each pixel, from 0 to 1: a digit before paper, light and camera.
struct DrawnInk {
  let width: Int
  let height: Int
  /// `[height, width]`
  var shares: [Float]

  init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    shares = [Float](repeating: 0, count: width * height)
  }

  /// The pen's strokes in another size.
  ///
  /// - Parameters:
  ///   - size: the longer side of the box around the middle of the line, in pixels.
  ///   - place: from 0 to 1, where the drawing stands in the free room, across and down.
  ///   - line: the line's width, in pixels.
  ///   - isSharp: whether a pixel is ink or not, as in a paint program, without soft edges.
  init(
    _ drawing: PenDrawing, width: Int, height: Int, size: Double, place: (x: Double, y: Double),
    line: Double, isSharp: Bool = false
  ) {
    self.init(width: width, height: height)
    let points = drawing.strokes.flatMap { $0 }
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
    let (across, down) = ((xs.max() ?? 0) - left, (ys.max() ?? 0) - top)
    let scale = size / max(across, down, 1)
    let room = line / 2 + 1
    func start(_ share: Double, _ side: Int, _ extent: Double) -> Double {
      room + share * max(0, Double(side) - scale * extent - 2 * room)
    }
    let (x, y) = (start(place.x, width, across), start(place.y, height, down))
    for stroke in drawing.strokes {
      let line = stroke.map {
        (
          x: x + scale * ($0.x - left), y: y + scale * ($0.y - top),
          radius: $0.pressure * line / 2
        )
      }
      for number in line.indices {
        let (from, to) = (line[max(0, number - 1)], line[number])
        ink((from.x, from.y), (to.x, to.y), to.radius, isSharp)
      }
    }
  }

  /// One of MNIST's digits enlarged, with soft edges, its 28×28 pixels `size` high.
  init(_ digit: GreyPicture, width: Int, height: Int, size: Double, place: (x: Double, y: Double)) {
    self.init(width: width, height: height)
    let scale = 28 / size
    let (left, top) = (place.x * (Double(width) - size), place.y * (Double(height) - size))
    func pixel(_ x: Int, _ y: Int) -> Double {
      (0..<28).contains(x) && (0..<28).contains(y) ? Double(digit[x, y]) / 255 : 0
    }
    for row in 0..<height {
      for column in 0..<width {
        let (x, y) = (
          (Double(column) + 0.5 - left) * scale - 0.5, (Double(row) + 0.5 - top) * scale - 0.5
        )
        let (i, j) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
        let (u, v) = (x - Double(i), y - Double(j))
        let share =
          (1 - v) * ((1 - u) * pixel(i, j) + u * pixel(i + 1, j))
          + v * ((1 - u) * pixel(i, j + 1) + u * pixel(i + 1, j + 1))
        // A pen's edge is steeper than that of an enlarged picture.
        shares[row * width + column] = Float(min(max((share - 0.25) * 2, 0), 1))
      }
    }
  }

  private mutating func ink(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double), _ radius: Double, _ isSharp: Bool
  ) {
    let reach = max(radius, 0.5) + 1
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let square = dx * dx + dy * dy
    func near(_ p: Double, _ q: Double, _ count: Int) -> Range<Int> {
      let low = min(max(0, Int(min(p, q) - reach)), count)
      return low..<max(low, min(count, Int(max(p, q) + reach) + 1))
    }
    for row in near(a.y, b.y, height) {
      for column in near(a.x, b.x, width) {
        let (x, y) = (Double(column) + 0.5 - a.x, Double(row) + 0.5 - a.y)
        let t = square > 0 ? min(max((x * dx + y * dy) / square, 0), 1) : 0
        let (u, v) = (x - t * dx, y - t * dy)
        let distance = (u * u + v * v).squareRoot()
        let share =
          isSharp
          ? (distance <= max(radius, 0.6) ? 1 : 0)
          : min(max(radius + 0.5 - distance, 0), 1, 2 * radius)
        shares[row * width + column] = max(shares[row * width + column], Float(share))
      }
    }
  }
}
