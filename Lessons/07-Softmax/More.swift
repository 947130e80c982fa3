import CNN
import Figures
import Foundation
import LessonKit
import Printing

// The part of the lesson for those who want more: numbers too large, how far shares can be
// believed, the loss as a curve.

func more(_ answers: [Answer], _ loss: @escaping (Stages, Int) -> Double) {
  lesson.more("why the largest score is taken away first")
  lesson.text(
    """
    On paper it changes nothing: exp(a − m) is exp(a) / exp(m), and exp(m) cancels in the quotient. \
    In a machine it does. A Float ends at 3.4·10³⁸, which exp passes beyond 88.7, and a Double \
    ends where exp passes 709.7. With the largest taken away no exponent is above 0, and the sum is at least 1. \
    What is too small becomes 0, and does no harm.
    """)
  lesson.cell("With the shift and without") {
    func softmax(_ scores: [Float]) -> (each: [Float], share: Float) {
      let each = scores.map { Float(exp(Double($0))) }  // rounded to Float, infinite if too large
      return (each, each[1] / (each[0] + each[1]))
    }
    lesson.print("two scores     exp, plain             second share   with the shift")
    for scores in [[1, 2], [50, 51], [100, 101], [1000, 1001], [-1000, -999]] as [[Float]] {
      let plain = softmax(scores)
      let shifted = softmax(scores.map { $0 - (scores.max() ?? 0) })
      lesson.print(
        scores.map { $0.fixed(0) }.joined(separator: ", ").alignedLeft(15)
          + plain.each.map(inWords).joined(separator: ", ").alignedLeft(23)
          + inWords(plain.share).alignedLeft(15) + inWords(shifted.share))
    }
  }

  lesson.more("how sure, and how right")
  lesson.text(
    """
    Take all digits of which the network is 80 to 90 % sure. Is it right on 80 to 90 % of them? If \
    so, and for every other range, its shares may be read as probabilities, for images like these; \
    it is then called **calibrated**.
    """)
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
      "Each pair of bars is a line of the table: the mistakes that are to be expected if the shares "
        + "are probabilities, and those that were made. The whiskers reach two standard deviations up "
        + "and down: a bar that ends beyond them is hardly chance." + farthest(points),
      preview: false)
  }
  let all = CalibrationPoint(answers, 0, 1)
  lesson.text(verdict(expected: all.expected, spread: all.spread, wrong: all.made))
  lesson.text(
    """
    Dividing the scores by a temperature changes no answer, only how sure it is. The right one can \
    mend a network that is too sure (Guo and others, “On calibration of modern neural networks”, \
    2017). Find it with the knob.
    """)

  lesson.more("the loss as a curve")
  lesson.cell("−ln p") {
    let losses = answers.map { loss($0.stages, $0.label) }
    let total = losses.reduce(0, +)
    let largest = losses.sorted(by: >).prefix(10).reduce(0, +)
    lesson.print(
      "mean loss of \(losses.count.grouped) test digits: \((total / Double(losses.count)).fixed(4))"
    )
    lesson.print(
      "largest: \((losses.max() ?? 0).fixed(4)); the ten largest are \((largest / total).percent()) of all loss"
    )
    let marked = try [
      ("the little seven", softmax([1, 2]), 0), ("rival", subjects[1].stages, rival.label),
      ("newborn", softmax(newborn.scores.scalars), 7),
      ("trained", softmax(trained.scores.scalars), 7),
    ]
    lesson.show(
      lossCurve(marked.map { ($0, $1.shares[$2], loss($1, $2)) }), "loss",
      "The loss over the share of the right class: 0 at the right end, and without end towards "
        + "the left. “Newborn” and “trained” are the seven in the two networks.")
  }
}

/// A number, however large, or none at all.
private func inWords(_ number: Float) -> String {
  if number.isNaN { return "not a number" }
  if number.isInfinite { return "infinite" }
  return number < 100_000 ? number.fixed(4) : Double(number).scientific(2)
}
