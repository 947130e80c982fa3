import Figures
import LessonKit
import Printing

/// Some digits whose largest share lies between two limits: how many mistakes to expect from the
/// shares, and how many were made.
struct CalibrationPoint {
  /// The limits as they are printed.
  let range: String
  let count: Int
  /// Σ (1 − p), if p is the chance of being right.
  let expected: Double
  /// The standard deviation of that, √Σ p (1 − p).
  let spread: Double
  let made: Int

  init(_ answers: [Answered], _ low: Double, _ high: Double) {
    range =
      [low, high].map { (100 * $0).fixed(1).alignedRight(5) }.joined(separator: " to ") + " %"
    count = answers.count
    expected = answers.reduce(0) { $0 + 1 - $1.stages.largest }
    spread = answers.reduce(0) { $0 + $1.stages.largest * (1 - $1.stages.largest) }.squareRoot()
    made = answers.count { !$0.isRight }
  }

  /// The limits in words: `50.0 to 60.0 %`.
  var limits: String { range.split(separator: " ").joined(separator: " ") }

  /// How many standard deviations more mistakes were made than expected.
  var excess: Double { spread > 0 ? (Double(made) - expected) / spread : 0 }
}

/// Where the bars lie farthest apart, if that is hardly chance.
private func farthest(_ points: [CalibrationPoint]) -> String {
  let clear = points.filter { abs($0.excess) > 2 }
  guard
    let point = clear.max(by: {
      abs(Double($0.made) - $0.expected) < abs(Double($1.made) - $1.expected)
    })
  else { return "" }
  return " Farthest apart: at \(point.limits), "
    + "\(point.expected.fixed(1)) mistakes were expected and \(point.made) made."
}

/// How many mistakes the shares promise, and how many were made.
func calibration(_ lesson: Lesson, _ answers: [Answered]) {
  lesson.cell("Shares against the truth") {
    lesson.print("largest share      digits   mistakes expected   made")
    var points: [CalibrationPoint] = []
    let limits = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 0.999, 1]
    for (low, high) in zip(limits, limits.dropFirst()) {
      let own = answers.filter { $0.stages.largest > low && $0.stages.largest <= high }
      guard !own.isEmpty else { continue }
      let point = CalibrationPoint(own, low, high)
      points.append(point)
      lesson.print(
        point.range + own.count.grouped.alignedRight(9) + point.expected.fixed(1).alignedRight(20)
          + "\(point.made)".alignedRight(7))
    }
    let all = CalibrationPoint(answers, 0, 1)
    lesson.print(
      "all             " + all.count.grouped.alignedRight(9)
        + all.expected.fixed(1).alignedRight(20) + "\(all.made)".alignedRight(7))
    let ranges = points.map {
      Figure.Span(max(0, $0.expected - 2 * $0.spread), $0.expected + 2 * $0.spread)
    }
    lesson.show(
      .levelBars(
        points.map { "\($0.limits), \($0.count.grouped) digits" },
        [
          .values("expected", points.map(\.expected), ranges: ranges, .plain),
          .values("made", points.map { Double($0.made) }, .mark),
        ], axis: "mistakes, by how sure the network was"), "calibration",
      "A pair of bars for each line of the table: the mistakes expected if the shares are "
        + "probabilities, and the mistakes made. Whiskers: what chance can explain (two standard "
        + "deviations). A green bar that ends outside them is hardly chance." + farthest(points),
      preview: false)
  }
  let all = CalibrationPoint(answers, 0, 1)
  lesson.text(verdict(expected: all.expected, spread: all.spread, wrong: all.made))
}

/// How far the shares may be believed: what they promise, against what happened.
private func verdict(expected: Double, spread: Double, wrong: Int) -> String {
  let gap = Double(wrong) - expected
  let judgement =
    abs(gap) <= 2 * spread
    ? "no more and no fewer than chance explains: the network is about as sure as it is right"
    : gap > 0
      ? "more than chance explains: the network is too sure"
      : "fewer than chance explains: the network is not sure enough"
  return """
    If the shares were probabilities, \(expected.fixed(0)) mistakes would be expected, give or take \
    \(spread.fixed(0)). The network makes \(wrong), \(judgement).
    """
}
