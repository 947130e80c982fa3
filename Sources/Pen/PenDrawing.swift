import Digits
import Pictures

/// A drawing in the form of the drawing pad: strokes of points on a square of 280×280 pixels.
public struct PenDrawing: Sendable, Equatable {
  /// The side of the canvas, in pixels.
  public static let side = 280

  /// A recorded place of the pen.
  public struct Point: Sendable, Equatable {
    /// In pixels from the left and from the top.
    public var x: Double
    public var y: Double
    /// The pressure: the line is this many times as wide as the pen.
    public var pressure: Double

    public init(x: Double, y: Double, pressure: Double = 1) {
      (self.x, self.y, self.pressure) = (x, y, pressure)
    }

    var spot: Spot { Spot(x, y) }
  }

  /// Each stroke goes from touching to lifting the pen. A stroke of one point is a dot.
  public var strokes: [[Point]]
  /// The width of the line at a pressure of 1, in pixels.
  public var width: Double

  public init(strokes: [[Point]], width: Double) {
    (self.strokes, self.width) = (strokes, width)
  }

  /// White ink on black, `[280, 280]`, with smooth edges and round ends, as on the pad.
  ///
  /// The line goes from the middle between two points to the next middle. It bends towards the
  /// point between them (a quadratic Bézier curve), with the pen's width there.
  public var picture: GreyPicture {
    var picture = GreyPicture(width: Self.side, height: Self.side, fill: 0)
    for stroke in strokes {
      guard let first = stroke.first else { continue }
      if stroke.count == 1 {
        picture.ink(from: first.spot, to: first.spot, radius: first.pressure * width / 2)
      }
      var from = first.spot
      for (number, point) in stroke.enumerated().dropFirst() {
        let isLast = number == stroke.count - 1
        let to = isLast ? point.spot : 0.5 * (point.spot + stroke[number + 1].spot)
        let radius = point.pressure * width / 2
        let length = (point.spot - from).length + (to - point.spot).length
        let pieces = max(1, min(8, Int(length / 4)))
        var last = from
        for piece in 1...pieces {
          let t = Double(piece) / Double(pieces)
          let s = 1 - t
          let next = s * s * from + 2 * s * t * point.spot + t * t * to
          picture.ink(from: last, to: next, radius: radius)
          last = next
        }
        from = to
      }
    }
    return picture
  }

  /// The input for a network, `[28, 28]`, prepared as the pad prepares it: centred like MNIST's
  /// digits, with lines that are not too thick.
  ///
  /// - Throws: if nothing is drawn.
  public func centred() throws(DrawingError) -> GreyPicture {
    try CentredDrawing(picture, evensLines: !hasThinLines).picture
  }

  /// The same strokes by a pen in proportion to the drawing, much as the pad's page sends them. Fitted
  /// into 20 pixels, a line of width w and a drawing of length l give w · 20 / (l + w) = 3.
  public mutating func evenLines() {
    let wide = 3.0
    width = max(1, wide * longer / (Double(CentredDrawing.box) - wide))
  }

  /// From the first to the last point, in the longer direction, in pixels.
  private var longer: Double {
    let points = strokes.joined()
    func extent(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
    return max(extent(points.map(\.x)), extent(points.map(\.y)))
  }

  /// Whether its lines are far from being thick for the drawing's size. The strokes tell this: to
  /// look for thick lines in the picture would take as long as everything else.
  private var hasThinLines: Bool {
    let widest = width * (strokes.joined().map(\.pressure).max() ?? 1)
    return widest < 0.19 * (longer + width)
  }
}

extension GreyPicture {
  /// Inks all pixels nearer than `radius` to the line from a to b. A pixel at the edge gets about
  /// the share that is covered.
  fileprivate mutating func ink(from a: Spot, to b: Spot, radius: Double) {
    let reach = radius + 0.5
    func near(_ p: Double, _ q: Double, _ count: Int) -> Range<Int> {
      let low = max(0, Int((min(p, q) - reach).rounded(.down)))
      return low..<max(low, min(count, Int((max(p, q) + reach).rounded(.up))))
    }
    let (columns, rows) = (near(a.x, b.x, width), near(a.y, b.y, height))
    let way = b - a
    let square = way.x * way.x + way.y * way.y
    let scale = square > 0 ? 1 / square : 0
    let (outer, inner) = (reach * reach, max(0, radius - 0.5) * max(0, radius - 0.5))
    let width = width
    pixels.withUnsafeMutableBufferPointer { pixels in
      for row in rows {
        for column in columns {
          let (x, y) = (Double(column) + 0.5 - a.x, Double(row) + 0.5 - a.y)
          let t = min(max((x * way.x + y * way.y) * scale, 0), 1)
          let (dx, dy) = (x - t * way.x, y - t * way.y)
          let distance = dx * dx + dy * dy
          if distance >= outer { continue }
          let share = distance <= inner ? 1 : min(1, reach - distance.squareRoot())
          let place = row * width + column
          pixels[place] = max(pixels[place], UInt8((255 * share).rounded()))
        }
      }
    }
  }
}
