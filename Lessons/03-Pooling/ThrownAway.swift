import CNN
import Explain
import Figures
import LessonKit
import Printing

/// Another map that pools as the seven's own does.
///
/// - Parameters:
///   - number: of the map that is shown.
///   - pool: what the window makes of maps.
func mapsThatPoolEqually(
  _ lesson: Lesson, _ trace: Trace, map number: Int, _ window: Window, _ pool: (Tensor) -> Pooled
) {
  lesson.cell("Two maps with the same pooled map") {
    let maps = try trace["relu2"]
    let pooled = pool(maps)
    var stood = [Int](repeating: 0, count: window.size * window.size)
    var other = Tensor(maps.shape)
    for (number, winner) in pooled.winners.enumerated() where pooled.numbers.scalars[number] > 0 {
      let (i, j, c) = pooled.place(of: number)
      stood[(winner.row - i * window.stride) * window.size + winner.column - j * window.stride] += 1
      // For the mean all of the window's sum has to go there.
      let share = window.keep == .largest ? 1 : Float(window.size * window.size)
      other[i * window.stride, j * window.stride, c] = pooled.numbers.scalars[number] * share
    }
    lesson.print("where in its window the largest stood, if it was above zero:")
    let all = Double(max(1, stood.reduce(0, +)))
    for a in 0..<window.size {
      lesson.print(
        stood[a * window.size..<(a + 1) * window.size].map {
          (Double($0) / all).percent().alignedRight(9)
        }
        .joined())
    }
    let last = (0..<window.size).reduce(0) { $0 + stood[$1 * window.size + window.size - 1] }
    lesson.print(
      "in the last column \((Double(last) / all).percent()): a move of one pixel to the right takes "
        + "these out of their windows"
    )
    guard window.stride >= window.size else {
      lesson.print("where windows overlap, moving the winner of one changes others: no picture")
      return
    }
    let again = pool(other).numbers
    let difference = zip(pooled.numbers.scalars, again.scalars).map { abs($0 - $1) }.max() ?? 0
    lesson.print("largest difference between the two pooled maps: \(difference.asDifference)")
    let map = try Figure.activation(trace, "relu2", channel: number, "map \(number)")
    lesson.show(
      .row(
        map, .sign("and"), .map(other.channel(number), "another map"), .arrow(),
        .map(again.channel(number), "what both become"), spacing: 14, sharing: .unsigned
      ).side(252), "alike",
      "Map \(number) of the seven, another map, and what pooling makes of both.",
      alt: "Two maps that become the same")
  }
}

extension Window {
  /// What is not handed on, and how another map is made that gives the same pooled map.
  var loses: String {
    let isLargest = keep == .largest
    let lost =
      isLargest
      ? "The smaller numbers of each window are gone, and so is the place of the largest."
      : "The single numbers of each window are gone, and so are their places."
    guard stride >= size else {
      return lost
        + " Two different maps can give the same pooled map. Where windows overlap, such a pair is hard "
        + "to make."
    }
    let moved = isLargest ? "each winner" : "the sum of each window"
    return lost
      + " Two different maps can give the same pooled map. Here \(moved) has been moved to the "
      + "top left of its window, and everything else set to 0."
  }
}
