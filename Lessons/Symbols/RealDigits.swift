import CNN
import Digits
import Models
import Printing

/// The only real hands: MNIST's test digits, read by a network that knows nine of the ten.
struct RealDigits {
  let answers: Answers
  /// How many are right if only the nine digits are allowed as answers.
  private let rightAmongNine: Int

  /// Of 100, with all 40 answers, and with the nine digits alone.
  var rightOf100: Double { 100 * Double(answers.right) / Double(answers.data.count) }
  var rightOf100AmongNine: Double { 100 * Double(rightAmongNine) / Double(answers.data.count) }

  init() throws {
    let all = try MNIST.dataSet(.test)
    let digits = all.choosing(all.labels.indices.filter { all.labels[$0] != 0 })
    let answers = try Answers(Models.symbols(), digits)
    self.answers = answers
    let nine = (1...9).compactMap { answers.names.firstIndex(of: "\($0)") }
    rightAmongNine = zip(digits.labels, answers.probabilities).count { label, said in
      nine.map { said[$0] }.argmax + 1 == label
    }
  }

  var summary: String {
    let count = answers.data.count
    return "\(rightAmongNine.grouped) of \(count.grouped), \(share(rightAmongNine, count)), "
      + "if it may only answer 1 to 9\n\(answers.right.grouped), "
      + "\(share(answers.right, count)), if all 40 answers are allowed"
  }

  var lines: [String] {
    let each = (1...9).map { digit in
      let counts = answers.counts[digit]
      let right = answers.answer(digit).map { counts[$0] } ?? 0
      return "  \(digit): \(share(right, counts.reduce(0, +)))"
    }
    return ["with all 40 answers, each digit:"] + each + ["most often:"] + answers.confusionLines(8)
  }
}
