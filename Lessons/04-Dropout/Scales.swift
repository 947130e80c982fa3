import CNN
import LessonKit
import Printing

/// What the next layer sees on average, if one scales while learning, at inference, never or twice.
func fourWaysToScale(_ lesson: Lesson, _ little: Tensor, _ masks: [LittleMask], rate: Float) {
  lesson.cell("Four ways to scale") {
    let keep = Double(1 - rate)
    // What survives is multiplied by the first number, everything at inference by the second.
    let ways = [
      ("÷ (1 − rate) in training, here", 1 / keep, 1.0),
      ("× (1 − rate) at inference", 1.0, keep),
      ("wrong: neither", 1.0, 1.0),
      ("wrong: both", 1 / keep, keep),
    ]
    lesson.print(
      "                                mean in training        at inference               ratio")
    for (name, training, inference) in ways {
      var mean = [0.0, 0, 0, 0]
      for (probability, dropped, _) in masks {
        for i in 0..<4 where !dropped.contains(i) {
          mean[i] += probability * training * Double(little.scalars[i])
        }
      }
      let later = little.scalars.map { inference * Double($0) }
      let ratio = "  " + (later[1] / mean[1]).fixed(4).alignedRight(7)
      func text(_ numbers: [Double]) -> String {
        numbers.map { $0.fixed(2).alignedRight(6) }.joined()
      }
      lesson.print("\(name.alignedLeft(30))\(text(mean))  \(text(later))\(ratio)")
    }
  }
}
