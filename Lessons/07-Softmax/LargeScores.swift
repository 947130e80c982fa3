import Foundation
import LessonKit
import Printing

/// Two scores, one apart, and ever larger: softmax with the shift and without.
func largeScores(_ lesson: Lesson) {
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
}

/// A number, however large, or none at all.
private func inWords(_ number: Float) -> String {
  if number.isNaN { return "not a number" }
  if number.isInfinite { return "infinite" }
  return number < 100_000 ? number.fixed(4) : Double(number).scientific(2)
}
