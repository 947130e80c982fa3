import CNN

// Faces, a triangle, a star and scribbles.

extension PenSymbol {
  static let shapes: [PenSymbol] = [
    PenSymbol(
      ":)",
      weighted: [
        (1, "O .5 .5 .5 .5 -90 -360 M .33 .36 M .67 .36 O .5 .5 .28 .3 155 -130"),
        (
          1,
          """
          O .5 .5 .5 .5 -80 -370 M .35 .26 L .35 .42 M .65 .26 L .65 .42 M .22 .58
          ~ .34 .76 .5 .82 .66 .76 .78 .58
          """
        ),
        (1, "M .28 .08 L .28 .34 M .72 .08 L .72 .34 M .04 .6 ~ .22 .88 .5 .98 .78 .88 .96 .6"),
        (0.7, "M .28 .16 M .72 .16 M .04 .56 ~ .2 .82 .5 .94 .8 .82 .96 .56"),
        (0.7, "M .14 .3 M .14 .72 M .54 0 ~ .78 .2 .86 .5 .78 .8 .54 1"),
        (
          0.3,
          """
          O .5 .5 .5 .5 -90 360 M .34 .34 M .66 .34 M .22 .56 L .78 .56
          ~ .7 .78 .5 .84 .3 .78 .22 .56
          """
        ),
      ]),
    PenSymbol(
      ":(",
      weighted: [
        (1, "O .5 .5 .5 .5 -90 -360 M .33 .36 M .67 .36 O .5 .86 .27 .28 205 130"),
        (
          1,
          """
          O .5 .5 .5 .5 -80 -370 M .35 .24 L .35 .4 M .65 .24 L .65 .4 M .24 .8
          ~ .36 .63 .5 .58 .64 .63 .76 .8
          """
        ),
        (1, "M .28 .06 L .28 .32 M .72 .06 L .72 .32 M .05 .96 ~ .24 .68 .5 .58 .76 .68 .95 .96"),
        (0.7, "M .28 .16 M .72 .16 M .05 .92 ~ .22 .64 .5 .54 .78 .64 .95 .92"),
        (0.7, "M .14 .3 M .14 .72 M .86 0 ~ .62 .2 .54 .5 .62 .8 .86 1"),
      ]),
    PenSymbol(
      "triangle",
      weighted: [
        (1, "M .5 .05 L 0 .95 L 1 .95 Z"),
        (1, "M .02 .95 L .98 .95 L .5 .05 Z"),
        (0.6, "M .5 .04 L .02 .96 M .5 .04 L .98 .96 M .02 .96 L .98 .96"),
        (0.3, "M .06 .05 L .06 .95 L .96 .95 Z"),
        (0.5, "M .5 .05 L .02 .95 L .98 .93 L .56 .1"),
        (0.15, "M .5 .04 ~ .2 .5 .02 .92 ~ .5 .96 .98 .92 ~ .8 .5 .5 .04"),
      ]),
    PenSymbol(
      "5star",
      weighted: [
        (1, "M .2 .95 L .5 0 L .8 .95 L 0 .36 L 1 .36 Z"),
        (0.6, "M 0 .36 L 1 .36 L .2 .95 L .5 0 L .8 .95 Z"),
        (
          0.8,
          """
          M .5 0 L .62 .36 L 1 .36 L .69 .58 L .81 .95 L .5 .72 L .19 .95 L .31 .58 L 0 .36 L
          .38 .36 Z
          """
        ),
        (0.5, "M .2 .95 L .5 0 L .8 .95 L .02 .36 L .98 .4 L .26 .9"),
      ]),
    PenSymbol("scribble", weighted: []),
  ]
}

extension PenPath {
  /// A path without a meaning: to and fro, in coils, or anywhere.
  static func scribble(_ random: Random) -> PenPath {
    func number(_ place: Int, _ range: ClosedRange<Double>) -> Double {
      range.lowerBound + Double(random.uniform(place)) * (range.upperBound - range.lowerBound)
    }
    let kind = random.uniform(0)
    let places: [Spot]
    if kind < 0.4 {
      // From one side to the other and back, a little lower each time, turned by any angle.
      let (turns, angle) = (8 + Int(number(1, 0...7)), number(2, -60...60))
      places = (0...turns).map { turn in
        let side: Double = turn.isMultiple(of: 2) ? -1 : 1
        let across = side * number(100 + turn, 0.3...0.55)
        let down = Double(turn) / Double(turns) - 0.5 + number(200 + turn, -0.06...0.06)
        return Spot(0.5, 0.5) + Spot(across, 0.9 * down).turned(degrees: angle)
      }
    } else if kind < 0.65 {
      // Round and round, while the centre moves.
      let (turns, from) = (number(1, 3.5...7), Spot(number(2, 0.1...0.4), number(3, 0.2...0.6)))
      let to = Spot(number(4, 0.6...0.9), number(5, 0.3...0.8))
      let count = Int(turns * 7)
      places = (0...count).map { step in
        let share = Double(step) / Double(count)
        let radius = number(100 + step, 0.16...0.42)
        return .onEllipse(
          from + share * (to - from), Spot(radius, 0.9 * radius),
          degrees: number(6, 0...360) + 360 * turns * share)
      }
    } else {
      places = (0...11 + Int(number(1, 0...8))).map {
        Spot(number(100 + $0, 0...1), number(200 + $0, 0...1))
      }
    }
    let isAngular = kind < 0.15 || kind > 0.92
    let rest = Array(places.dropFirst())
    var path = PenPath(text: "")
    path.strokes = [
      Stroke(start: places[0], pieces: isAngular ? rest.map { .line($0) } : [.smooth(rest)])
    ]
    return path
  }

  fileprivate init(text: String) { (self.text, strokes) = (text, []) }
}
