import CNN
import Digits
import Foundation
import LessonKit
import Printing

// Sentences that depend on what was found, or on a knob.

/// What the rival is, and how near it comes to being taken for the other.
func rivalText(_ rival: TestDigit, scores: Tensor) -> String {
  let other = rival.label == 7 ? 1 : 7
  let lead = scores[rival.label] - scores[other]
  let answer = softmax(scores.scalars).answer
  let taken =
    lead > 0
    ? "takes none for the other; nearest to it comes"
    : "takes some for the other, most decidedly"
  let reading =
    answer == rival.label
    ? "It is read rightly, as a \(answer)."
    : answer == other
      ? "It is read as a \(answer)." : "It is misread all the same, as a \(answer)."
  return """
    The seven is an easy case. A hard one stays with us from here on, its **rival**. Of MNIST's \
    test sevens and ones this network \(taken) \(rival), a \(rival.label). Its score for \
    \(rival.label) is only \(abs(lead).fixed(2)) \(lead > 0 ? "above" : "below") that for \(other). \
    \(reading) (The package keeps MNIST on sheets, one for each digit, in \
    [Sources/Digits/Resources/MNIST](../../Sources/Digits/Resources/MNIST); cells are counted from 0, \
    row by row.)
    """
}

/// How far the second is behind the first, and what becomes of it.
func comparison(_ subjects: [Subject]) -> String {
  let sentences = subjects.enumerated().map { number, subject in
    let shifted = subject.stages.shifted.sorted(by: >)[1]
    let (gap, ratio) = (shifted.fixed(2), exp(shifted))
    return (number == 0 ? "Look at the column “shifted”: the" : "The")
      + " second best of \(subject.title) stands at \(gap), and so it gets exp(\(gap)) = \(ratio.shortened) "
      + "times the share of the best."
  }
  let distinct = sentences.prefix(subjects[0].title == "the rival" ? 1 : 2)
  return distinct.joined(separator: " ")
    + " On paper no share is ever quite 0, since exp is above zero whatever the score."
}

/// What the network says of pictures that are no digits.
func shapesText(_ shapes: [Subject]) -> String {
  let sure = shapes.count { $0.stages.largest > 0.9 }
  let least = shapes.reduce(shapes[0]) { $1.stages.largest < $0.stages.largest ? $1 : $0 }
  let number = sure == 0 ? "none" : "\(sure)"
  let modest =
    least.stages.largest > 0.5
    ? ""
    : " Not everything strange makes it sure: its best guess at “\(least.title)” has only "
      + "\(confidence(least.stages.largest)). But nothing keeps it from being sure of nonsense."
  return """
    It says a digit, for there is nothing else that it can say: the shares add up to 1 whatever \
    the scores are, and no bar stands for “none of these”. It is more than 90 % sure of \(number) \
    of these \(shapes.count). (The circle is fair enough: that is what a zero looks like.)\(modest)
    """
}

/// How far the shares may be believed: what they promise, against what happened.
func verdict(expected: Double, spread: Double, wrong: Int) -> String {
  let gap = Double(wrong) - expected
  let judgement =
    abs(gap) <= 2 * spread
    ? "that is within what chance explains: the network is about as sure as it is right"
    : gap > 0
      ? "more than chance explains: the network is too sure"
      : "fewer than chance explains: the network is not sure enough"
  return """
    If its shares were probabilities, \(expected.fixed(0)) mistakes would be expected, give or take \
    \(spread.fixed(0)). It makes \(wrong), \(judgement).
    """
}

/// The next lesson knows nothing of this one's knobs.
func sayWhatIsHandedOn() {
  if temperature != 1 { lesson.text("What is handed on are the numbers at temperature 1.") }
}

/// What goes wrong in practice.
var practice: String {
  let most = exp(1.0) / (exp(1.0) + 9)
  return """
    - **Twice.** Many frameworks' loss functions apply softmax themselves. Whoever gives them shares \
    instead of scores applies it twice, and nothing complains: of ten classes even a perfect answer, \
    1 and nine times 0, then gets only e / (e + 9) = \(most.fixed(4)), and the loss cannot fall \
    below \((-log(most)).fixed(4)).
    - **Along the wrong axis.** The shares of each image must add up to 1. Softmax along the batch \
    makes images compete with each other, and nothing complains either.
    - **The logarithm of zero.** A share too small for the machine becomes 0, and its loss \
    infinite. That is why a loss is computed from the scores, as above, and not from shares.
    - **Shares taken for the chance of being right.** On digits like those of the training they may \
    come close, see below. On a triangle they mean nothing.
    """
}
