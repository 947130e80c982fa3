import LessonKit
import Printing

/// The losses of all test digits, and some points on the curve.
func meanLoss(
  _ lesson: Lesson, _ answers: [Answered], _ loss: (Stages, Int) -> Double,
  _ marked: [(name: String, share: Double, loss: Double)]
) {
  lesson.cell("−ln p") {
    let losses = answers.map { loss($0.stages, $0.label) }
    let total = losses.reduce(0, +)
    let largest = losses.sorted(by: >).prefix(10).reduce(0, +)
    lesson.print(
      "mean loss of \(losses.count.grouped) test digits: \((total / Double(losses.count)).fixed(4))"
    )
    lesson.print(
      "largest: \((losses.max() ?? 0).fixed(4)); the ten largest make "
        + "\((largest / total).percent()) of the sum"
    )
    lesson.show(
      lossCurve(marked), "loss",
      "The same curve with more points. “Newborn” and “trained” are the seven in the two networks.")
  }
}
