import CNN

// Variations of a stroke, which is a list of points close together.

extension Pen {
  /// The stroke made longer or shorter at its ends, and with hooks.
  func finished(_ stroke: [Spot], _ random: Random) -> [Spot] {
    guard stroke.count > 2 else { return dot(stroke, random) }
    var points = stroke
    for end in 0...1 {
      let own = random.stream(end)
      points = Self.end(points, own.step(0, hand.overshoot).x)
      if Double(own.uniform(4)) < hand.hooks, points.count > 3 {
        let (last, before) = (points[points.count - 1], points[points.count - 4])
        let side: Double = own.uniform(5) < 0.5 ? -1 : 1
        let back = (last - before).direction.turned(degrees: side * (90 + 60 * own.even(6)))
        let length = 0.05 + 0.02 * own.even(7)
        points += (1...3).map { last + Double($0) / 3 * length * back }
      }
      points.reverse()
    }
    return points
  }

  /// A dot becomes a tiny stroke: the hand moves while the pen is down.
  private func dot(_ stroke: [Spot], _ random: Random) -> [Spot] {
    guard hand.overshoot > 0, let first = stroke.first else { return stroke }
    return [first, first + random.step(0, hand.overshoot), first + random.step(1, hand.overshoot)]
  }

  /// A stroke made longer, in the direction of its end, or shorter.
  private static func end(_ stroke: [Spot], _ length: Double) -> [Spot] {
    var points = stroke
    if length > 0 {
      let (last, before) = (points[points.count - 1], points[max(0, points.count - 4)])
      let count = max(1, Int(length / 0.02))
      let way = length * (last - before).direction
      return points + (1...count).map { last + Double($0) / Double(count) * way }
    }
    var rest = -length
    while points.count > 3, rest > 0 {
      let last = points.removeLast()
      rest -= (last - points[points.count - 1]).length
    }
    return points
  }

  /// The strokes, some of them joined by a line to the next: the pen was not lifted.
  func dragged(_ strokes: [[Spot]], _ random: Random) -> [[Spot]] {
    guard hand.dragging > 0 else { return strokes }
    var result: [[Spot]] = []
    for (number, stroke) in strokes.enumerated() {
      let last = result.last?.last
      guard let from = last, let to = stroke.first, Double(random.uniform(number)) < hand.dragging
      else {
        result.append(stroke)
        continue
      }
      let count = max(1, Int((to - from).length / 0.02))
      let way = (1..<max(2, count)).map { from + Double($0) / Double(count) * (to - from) }
      result[result.count - 1] += way + stroke
    }
    return result
  }

  /// The stroke moved and turned a little.
  func scattered(_ stroke: [Spot], _ random: Random) -> [Spot] {
    guard hand.scattered > 0, let first = stroke.first else { return stroke }
    let (step, turn) = (random.step(0, hand.scattered), 100 * random.step(1, hand.scattered).x)
    return stroke.map { first + step + ($0 - first).turned(degrees: turn) }
  }

  /// The stroke of a hand that trembles: smooth noise.
  func trembling(_ stroke: [Spot], _ random: Random) -> [Spot] {
    guard hand.tremble > 0 else { return stroke }
    var (way, result) = (0.0, [Spot]())
    for (number, point) in stroke.enumerated() {
      if number > 0 { way += (point - stroke[number - 1]).length }
      // A new shake every 12 pixels, and a straight line from one to the next.
      let place = way / 12
      let (shake, share) = (Int(place), place - place.rounded(.down))
      result.append(
        point + (1 - share) * random.step(shake, hand.tremble)
          + share * random.step(shake + 1, hand.tremble))
    }
    return result
  }

  /// The points that the pad records, some pixels apart. In corners, where the hand is slow, they
  /// are nearer to each other. Each point is returned with its slowness, from 0 to 1.
  func seen(_ stroke: [Spot], every step: Double) -> [(spot: Spot, slow: Double)] {
    guard let first = stroke.first else { return [] }
    var result = [(spot: first, slow: 0.0)]
    var way = 0.0
    for number in stroke.indices.dropFirst() {
      let (spot, last) = (stroke[number], stroke[number - 1])
      way += (spot - last).length
      let (before, after) = (stroke[max(0, number - 3)], stroke[min(stroke.count - 1, number + 3)])
      let (a, b) = ((spot - before).direction, (after - spot).direction)
      let slow = number + 1 < stroke.count ? min(1, (1 - (a.x * b.x + a.y * b.y)) / 1.2) : 0
      if way >= step * (1 - 0.5 * slow) || number + 1 == stroke.count {
        result.append((spot, slow))
        way = 0
      }
    }
    return result
  }

  /// The stroke with the pen's pressure: a slow wave, stronger in corners, weaker at the end.
  func pressed(_ stroke: [(spot: Spot, slow: Double)], _ random: Random) -> [PenDrawing.Point] {
    let strength = random.step(0, hand.pressure)
    let phase = 180 * random.even(8)
    let nib = 90 + 25 * random.even(9)
    let fading = hand.fading * Double(random.uniform(10))
    return stroke.enumerated().map { number, point in
      let share = Double(number) / Double(max(1, stroke.count - 1))
      var pressure = 1 + strength.x + strength.y * sine(degrees: phase + 400 * share)
      pressure *= 1 + hand.heavyCorners * point.slow
      if stroke.count > 3 { pressure *= 1 - fading * max(0, share - 0.7) / 0.3 }
      if hand.nib > 0, number > 0 {
        // The nib's edge is slanted: a line along it is thin.
        let way = (point.spot - stroke[number - 1].spot).direction.turned(degrees: nib / 2)
        pressure *= 1 - hand.nib * way.x * way.x
      }
      return PenDrawing.Point(
        x: point.spot.x, y: point.spot.y, pressure: min(max(pressure, 0.4), 1.6))
    }
  }
}
