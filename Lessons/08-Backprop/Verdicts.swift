import CNN
import Figures
import LessonKit
import Printing

// What three checks say of a mistake.

/// How many steps the trainings of the second page have.
let steps = 60

/// What the three checks say of a mistake.
nonisolated struct Verdict {
  var name: String
  /// The loss of each step, the mean of three seeds.
  var right: [Double], wrong: [Double]
  /// At the first step and at the last.
  var checks: (first: Found, last: Found)
  /// The gradients before pooling and at the pixels, as they should be and as they are.
  var maps: [(stage: String, right: Tensor, wrong: Tensor)]

  var start: Double { wrong[0] }
  var end: Double { wrong.suffix(20).reduce(0, +) / 20 }
  /// Which share of the cells has another colour.
  var differing: Double {
    let cells = maps.flatMap {
      zip($0.right.inColors, $0.wrong.inColors).map { abs($0 - $1) > 0.1 }
    }
    return Double(cells.count { $0 }) / Double(max(1, cells.count))
  }

  var isCaughtByCurve: Bool { end > 0.75 * start }
  var isCaughtByCheck: Bool { checks.first.isCaught || checks.last.isCaught }
  var isCaughtByPicture: Bool { differing > 0.01 }
}

extension Tensor {
  /// The numbers as a scale of its own would colour them: as shares of the largest.
  nonisolated fileprivate var inColors: [Float] {
    let limit = scalars.map(abs).max() ?? 0
    return limit == 0 ? scalars : scalars.map { $0 / limit }
  }
}

extension Verdict {
  /// The loss with the mistake and without it.
  func curves(upTo highest: Double) -> Figure {
    let places = smooth(right).indices.map { Double($0 + 10) }
    return .plot(
      x: "step", y: .linear("loss", 0...highest),
      [
        .line("wrong", places, smooth(wrong), .series(1)),
        .dashed("right", places, smooth(right), .ink),
      ], width: 310, height: 140
    ).titled(name)
  }

  /// The gradients as they should be and as they are, and how many cells differ.
  var gradients: [Figure] {
    let map = loudestMap(maps[0].right)
    let pairs = maps.flatMap { stage, right, wrong in
      let channel = right.shape[2] == 1 ? 0 : map
      return [right, wrong].map {
        Figure.map(
          $0.channel(channel), of: .gradient(stage, channel: channel), scale: .signed)
      }
    }
    return pairs.map { $0.cell(8).key(.none) } + [
      .text(differing.percent(), isCaughtByPicture ? .strong : .text)
    ]
  }
}

/// The mean of each number with the nine before it.
nonisolated func smooth(_ losses: [Double]) -> [Double] {
  guard losses.count >= 10 else { return [] }
  return (10...losses.count).map { losses[$0 - 10..<$0].reduce(0, +) / 10 }
}

/// The map whose gradient is longest.
private func loudestMap(_ gradient: Tensor) -> Int {
  let norms = (0..<gradient.shape[2]).map { gradient.channel($0).norm }
  return norms.argmax
}
