import CNN
import LessonKit
import Printing

/// What covering has shown of one picture: at each place of it the square around that place was
/// black.
nonisolated struct Covers {
  let subject: Subject
  /// The class whose logit was asked.
  let digit: Int
  /// How much of the asked logit was lost, `[28, 28, 1]`.
  let lost: Tensor
  /// What was said with nothing covered.
  let before: Answer
  /// What was said without each square, row by row.
  let answers: [Answer]

  func place(_ number: Int) -> (row: Int, column: Int) {
    (number / lost.shape[1], number % lost.shape[1])
  }

  /// The cover with the largest of some number.
  func best(_ number: (Answer) -> Float) -> Int {
    answers.indices.reduce(0) { number(answers[$1]) > number(answers[$0]) ? $1 : $0 }
  }
}

/// Where a square of `patch` around a place begins and ends; at the border some of it lies outside.
nonisolated func square(around place: Int, _ patch: Int) -> Range<Int> {
  let start = place - (patch - 1) / 2
  return start..<start + patch
}

extension Covers {
  /// A line with nothing covered, one for the cover after which the logit is lowest, and two for
  /// those after which the margin is lowest and highest.
  nonisolated var table: String {
    func row(_ what: String, _ answer: Answer) -> String {
      what.alignedLeft(26) + answer.logits[digit].fixed(2, signed: true).alignedRight(7)
        + answer.probabilities[digit].fixed(4).alignedRight(9)
        + answer.margin(of: digit).fixed(2, signed: true).alignedRight(9)
        + "\(answer.winner)".alignedRight(6)
        + ", p(\(answer.winner)) = \(answer.probabilities[answer.winner].fixed(4))"
    }
    func named(_ what: String, _ number: Int) -> String {
      let place = place(number)
      return row("\(what), (\(place.row),\(place.column))", answers[number])
    }
    var lines = [
      "\(subject.name), asked for the \(digit)   logit   p(\(digit))     margin   says",
      row("nothing covered", before),
      named("lowest logit", best { -$0.logits[digit] }),
      named("smallest margin", best { -$0.margin(of: digit) }),
      named("largest margin", best { $0.margin(of: digit) }),
    ]
    if let label = subject.label, label != digit {
      lines.append(named("best for the \(label)", best { $0.margin(of: label) }))
    }
    return lines.joined(separator: "\n")
  }

  /// What is said without the square that leaves the digit that was said the smallest margin.
  nonisolated var worst: Answer { answers[best { -$0.margin(of: before.winner) }] }
}

/// What can become of a probability.
enum Fate {
  static let options = ["it stays above 0.99", "it falls, but stays above ½", "it falls below ½"]

  static func of(_ share: Float) -> String { options[share > 0.99 ? 0 : share > 0.5 ? 1 : 2] }
}

/// What the cover that hurts most does to the probability and to the margin.
func worstText(_ covers: Covers) -> String {
  let (digit, worst) = (covers.before.winner, covers.worst)
  let (share, margin) = (worst.probabilities[digit], worst.margin(of: digit))
  return "p(\(digit)) is \(share.fixed(4)), and the margin has fallen from "
    + "\(covers.before.margin(of: digit).fixed(2)) to \(margin.fixed(2)). "
    + (share > 0.99 && margin < covers.before.margin(of: digit) - 1
      ? "A softmax that is sure hides this." : "")
}

/// What is said to those who thought that another digit would win, where none does.
func mistakes(_ covers: Covers) -> Mistakes {
  let (digit, worst) = (covers.before.winner, covers.worst)
  guard worst.margin(of: digit) > 0 else { return [:] }
  return [.option(Fate.options[2]): "The \(digit) is still ahead: its margin is above 0."]
}

/// How covering can help.
///
/// - Parameter covers: of the seven and of the rival.
func helpText(_ covers: [Covers]) -> String {
  let seven = covers[0]
  let digit = seven.before.winner
  let most = seven.best { $0.margin(of: digit) }
  let (better, place) = (seven.answers[most], seven.place(most))
  let helped =
    better.margin(of: digit) > seven.before.margin(of: digit)
    ? "A cover can also help. With the square around (\(place.row),\(place.column)) black, the margin "
      + "of the seven *grows* to \(better.margin(of: digit).fixed(2))."
    : "For the seven no cover helps: its margin never grows."
  return helped + " " + rescue(covers[1])
}

/// Whether the rival is read correctly with something covered.
private func rescue(_ covers: Covers) -> String {
  guard let label = covers.subject.label else { return "" }
  let number = covers.best { $0.margin(of: label) }
  let (best, place) = (covers.answers[number], covers.place(number))
  let count = covers.answers.count { $0.winner == label }
  if covers.before.winner == label {
    return "This network reads the rival correctly without any cover."
  }
  return best.winner == label
    ? "With \(count) of the \(covers.answers.count) covers the rival is read correctly, as a \(label). The "
      + "best is around (\(place.row),\(place.column))."
    : "For the rival no cover is enough: it is never read as a \(label)."
}
