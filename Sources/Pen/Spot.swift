import Foundation

/// A place, or a step from one to another: x to the right, y down.
struct Spot: Sendable, Equatable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }

  static func + (a: Spot, b: Spot) -> Spot { Spot(a.x + b.x, a.y + b.y) }
  static func - (a: Spot, b: Spot) -> Spot { Spot(a.x - b.x, a.y - b.y) }
  static func * (s: Double, a: Spot) -> Spot { Spot(s * a.x, s * a.y) }

  var length: Double { (x * x + y * y).squareRoot() }

  /// The step of length 1 in the same direction; for no step, no step.
  var direction: Spot { length > 0 ? 1 / length * self : self }

  /// Turned clockwise.
  func turned(degrees: Double) -> Spot {
    let (sine, cosine) = (sine(degrees: degrees), sine(degrees: degrees + 90))
    return Spot(cosine * x - sine * y, sine * x + cosine * y)
  }

  static func onEllipse(_ center: Spot, _ radii: Spot, degrees: Double) -> Spot {
    Spot(
      center.x + radii.x * sine(degrees: degrees + 90), center.y + radii.y * sine(degrees: degrees))
  }
}

/// The sine, rounded to a Float's precision. Mathematical libraries differ in its last bit, but
/// drawings must not.
func sine(degrees: Double) -> Double { Double(Float(sin(degrees * .pi / 180))) }

/// e to the power of x, rounded in the same way.
func power(_ x: Double) -> Double { Double(Float(exp(x))) }

extension PenPath.Stroke {
  /// The stroke as points, so close together that it looks smooth.
  var points: [Spot] {
    var points = [start]
    for piece in pieces {
      guard let from = points.last else { continue }
      points += piece.points(from: from)
    }
    return points
  }
}

extension PenPath.Piece {
  /// The approximate distance of two points.
  private static let step = 0.02

  /// The points of the piece, without its first point.
  fileprivate func points(from start: Spot) -> [Spot] {
    switch self {
    case .line(let end): return Self.along(start, end) { start + $0 * (end - start) }
    case .curve(let a, let b, let end):
      return Self.bezier(start, a, b, end)
    case .smooth(let places): return Self.smooth([start] + places)
    case .arc(let center, let radii, let angle, let sweep):
      let length = abs(sweep) * .pi / 180 * max(radii.x, radii.y)
      let count = max(2, Int((length / Self.step).rounded(.up)))
      return (1...count).map {
        .onEllipse(center, radii, degrees: angle + sweep * Double($0) / Double(count))
      }
    }
  }

  private static func along(_ a: Spot, _ b: Spot, _ point: (Double) -> Spot) -> [Spot] {
    let count = max(1, Int(((b - a).length / step).rounded(.up)))
    return (1...count).map { point(Double($0) / Double(count)) }
  }

  private static func bezier(_ p: Spot, _ a: Spot, _ b: Spot, _ q: Spot) -> [Spot] {
    let length = (a - p).length + (b - a).length + (q - b).length
    let count = max(2, Int((length / step).rounded(.up)))
    return (1...count).map { number in
      let t = Double(number) / Double(count)
      let s = 1 - t
      // (s + t)³, multiplied out
      return s * s * s * p + 3 * s * s * t * a + 3 * s * t * t * b + t * t * t * q
    }
  }

  /// A centripetal Catmull-Rom curve (Yuksel, Schaefer and Keyser, 2011). It goes through all
  /// places and makes no loops between two of them. Each part is a cubic Bézier curve.
  private static func smooth(_ places: [Spot]) -> [Spot] {
    // The time from each place to the next is the root of the distance.
    let times = zip(places, places.dropFirst()).map { max(($1 - $0).length, 1e-6).squareRoot() }
    guard places.count > 2 else {
      return places.count == 2 ? PenPath.Piece.line(places[1]).points(from: places[0]) : []
    }
    let speeds = zip(zip(places, places.dropFirst()), times).map { 1 / $1 * ($0.1 - $0.0) }
    // Between two parts, the shorter one counts more for the speed. At an end, the curve is a
    // parabola.
    var tangents = (1..<speeds.count).map { number in
      let (before, after) = (times[number - 1], times[number])
      return 1 / (before + after) * (after * speeds[number - 1] + before * speeds[number])
    }
    tangents.insert(2 * speeds[0] - tangents[0], at: 0)
    tangents.append(2 * speeds[speeds.count - 1] - tangents[tangents.count - 1])
    return times.indices.flatMap { number in
      let (from, to, third) = (places[number], places[number + 1], times[number] / 3)
      return bezier(from, from + third * tangents[number], to - third * tangents[number + 1], to)
    }
  }
}
