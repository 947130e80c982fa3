import CNN

/// A pen that draws symbols, each time a little differently.
///
/// A drawing is a hash of the seed, the symbol's label and the drawing's number. So any drawing can
/// be made again, on any processor. Each kind of variation has its own random numbers. If you turn
/// one kind off, the others stay the same.
///
/// After P. Simard, D. Steinkraus and J. Platt, "Best practices for convolutional neural networks
/// applied to visual document analysis", 2003. They distorted digits in this way to get more of
/// them.
public struct Pen: Sendable {
  public var hand: Handwriting
  public var seed: UInt64

  public init(_ hand: Handwriting = .training, seed: UInt64 = 1) {
    self.hand = hand
    self.seed = seed
  }

  /// A symbol's drawing with this number.
  public func draw(_ symbol: PenSymbol, _ number: Int) -> PenDrawing {
    let own = stream(of: symbol.label, number)
    func random(_ use: Use) -> Random { own.stream(use.rawValue) }

    let way = symbol.path(random(.way))
    var strokes = way.misplaced(by: hand.misplaced, random(.places)).strokes.map(\.points)
    strokes = strokes.enumerated().map { finished($1, random(.ends).stream($0)) }
    strokes = strokes.enumerated().map { scattered($1, random(.scatter).stream($0)) }
    strokes = dragged(strokes, random(.dragging))
    let waves = Waves(random(.waves), strength: hand.bent)
    let stand = Stand(hand, random(.stand))
    strokes = strokes.map { $0.map { stand.place(of: $0 + waves.shift(at: $0)) } }
    strokes = strokes.enumerated().map { trembling($1, random(.tremble).stream($0)) }

    let pen = random(.pen)
    let width = min(hand.width.share(pen.uniform(0)), hand.widest * stand.shorter)
    var drawing = PenDrawing(strokes: [], width: width)
    let step = hand.haste.share(pen.uniform(1))
    drawing.strokes = strokes.enumerated().map { number, stroke in
      pressed(seen(stroke, every: step), pen.stream(number))
    }
    if Double(random(.evening).uniform(0)) < hand.evened { drawing.evenLines() }
    drawing.fit(astray: hand.astray, random(.room))
    return drawing
  }

  /// The purposes of the random numbers.
  private enum Use: Int {
    case way = 1
    case places, ends, scatter, waves, stand, tremble, pen, room, dragging, evening
  }

  private func stream(of label: String, _ number: Int) -> Random {
    label.utf8.reduce(Random(seed: seed, for: .drawing)) { $0.stream(Int($1)) }
      .stream(-1 - number)
  }
}

extension ClosedRange<Double> {
  /// The number at a share of the way from the lower to the upper end.
  func share(_ share: Float) -> Double { lowerBound + Double(share) * (upperBound - lowerBound) }
}

extension Random {
  /// Evenly spread from −1 to below 1.
  func even(_ number: Int) -> Double { 2 * Double(uniform(number)) - 1 }

  /// A random step, normal in both directions, at most three standard deviations long.
  func step(_ number: Int, _ strength: Double) -> Spot {
    func part(_ place: Int) -> Double { min(max(Double(normal(place)), -3), 3) }
    return strength > 0
      ? strength * Spot(part(2 * number), part(2 * number + 1)) : Spot(0, 0)
  }
}

extension PenPath {
  /// The path with each place moved a little.
  func misplaced(by strength: Double, _ random: Random) -> PenPath {
    var (copy, count) = (self, 0)
    func moved(_ spot: Spot) -> Spot {
      count += 1
      return spot + random.step(count, strength)
    }
    for stroke in copy.strokes.indices {
      copy.strokes[stroke].start = moved(copy.strokes[stroke].start)
      copy.strokes[stroke].pieces = copy.strokes[stroke].pieces.map { piece in
        switch piece {
        case .line(let end): return .line(moved(end))
        case .curve(let a, let b, let end): return .curve(moved(a), moved(b), moved(end))
        case .smooth(let places): return .smooth(places.map(moved))
        case .arc(let center, let radii, let start, let sweep):
          let other = moved(radii)
          return .arc(
            center: moved(center), radii: Spot(abs(other.x), abs(other.y)),
            start: start + 200 * random.step(1000 + count, strength).x,
            sweep: sweep + 300 * random.step(2000 + count, strength).x)
        }
      }
      // A stroke that begins with an arc begins at the arc's start.
      if case .arc(let center, let radii, let start, _)? = copy.strokes[stroke].pieces.first {
        copy.strokes[stroke].start = .onEllipse(center, radii, degrees: start)
      }
    }
    return copy
  }
}
