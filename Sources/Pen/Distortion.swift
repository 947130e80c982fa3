import CNN

/// A smooth field of shifts: waves about as long as the symbol is high, in several directions.
struct Waves {
  private let waves: [(shift: Spot, along: Spot, phase: Double)]

  init(_ random: Random, strength: Double) {
    waves = (0..<4).map { number in
      let own = random.stream(number)
      let along = Spot(1, 0).turned(degrees: 180 * own.even(0))
      // From 0.35 to 1.05 waves over the symbol's height.
      return (own.step(2, strength / 2), (0.7 + 0.35 * own.even(1)) * along, 180 * own.even(2))
    }
  }

  func shift(at spot: Spot) -> Spot {
    waves.reduce(Spot(0, 0)) { sum, wave in
      let place = spot.x * wave.along.x + spot.y * wave.along.y
      return sum + sine(degrees: 360 * place + wave.phase) * wave.shift
    }
  }
}

/// Maps a symbol to the canvas: from places in the unit square to pixels.
struct Stand {
  let size: Double
  private let turn, slant, stretch, twist, keystone: Double

  init(_ hand: Handwriting, _ random: Random) {
    turn = hand.turn * random.even(0)
    slant = hand.slant.share(random.uniform(1))
    stretch = power(hand.aspect * random.even(2) / 2)
    size = hand.size.share(random.uniform(3))
    twist = hand.twist * random.even(4)
    keystone = hand.keystone * random.even(5)
  }

  /// The shorter side of a square on the canvas, in pixels.
  var shorter: Double { size * min(stretch, 1 / stretch) }

  func place(of spot: Spot) -> Spot {
    var step = spot - Spot(0.5, 0.5)
    if twist != 0 { step = step.turned(degrees: twist * min(1, 2 * step.length)) }
    step.x *= 1 + keystone * step.y
    step = Spot(stretch * step.x - slant * step.y, step.y / stretch)
    let middle = Double(PenDrawing.side) / 2
    return Spot(middle, middle) + size * step.turned(degrees: turn)
  }
}

extension PenDrawing {
  /// Moves the drawing so that all ink lies on the canvas, at a random place with enough room. A
  /// drawing that is too large is made smaller.
  mutating func fit(astray: Double, _ random: Random) {
    let points = strokes.flatMap { $0 }
    let reach = (points.map(\.pressure).max() ?? 1) * width / 2 + 1
    let room = Double(Self.side) - 2 * reach
    func ends(_ values: [Double]) -> (low: Double, high: Double) {
      (values.min() ?? 0, values.max() ?? 0)
    }
    let (x, y) = (ends(points.map(\.x)), ends(points.map(\.y)))
    let scale = min(1, room / max(x.high - x.low, y.high - y.low, 1))
    /// The place of the low end, mostly near the middle.
    func start(_ ends: (low: Double, high: Double), _ number: Int) -> Double {
      let free = room - scale * (ends.high - ends.low)
      return reach + free * (0.5 + 0.25 * astray * (random.even(number) + random.even(number + 1)))
    }
    let (left, top) = (start(x, 0), start(y, 2))
    strokes = strokes.map { stroke in
      stroke.map {
        Point(
          x: left + scale * ($0.x - x.low), y: top + scale * ($0.y - y.low), pressure: $0.pressure)
      }
    }
  }
}
