import CNN
import Digits
import Foundation
import Printing

/// Which digit the rival is, and how near its two scores lie.
func rivalText(_ rival: TestDigit, scores: Tensor) -> String {
  let other = rival.label == 7 ? 1 : 7
  // Of the scores as they are printed.
  func printed(_ k: Int) -> Double { (100 * Double(scores[k])).rounded() / 100 }
  let lead = printed(rival.label) - printed(other)
  let answer = scores.scalars.argmax
  let apart = abs(lead).fixed(2)
  let nearness =
    lead > 0
    ? "Its scores for 7 and 1 are only \(apart) apart, the least of all test sevens and ones."
    : "Its wrong score of these two is ahead by \(apart), the most of all test sevens and ones."
  return """
    The seven is an easy case. A hard one stays with us, its **rival**: a \(rival.label) \
    (\(rival) of the sheet). \(nearness) The network reads it as a \(answer).
    """
}

/// How a digit is called.
func name(of digit: TestDigit, rival: TestDigit) -> String {
  digit == TestDigit(7, cell: 0) ? "the seven" : digit == rival ? "the rival" : "a \(digit.label)"
}

/// How far the second is behind the first, and its share, in parts of the first one's.
func second(of subject: Subject) -> String {
  let shifted = subject.stages.shifted.sorted(by: >)[1]
  return "second best of \(subject.title): exp(\(shifted.fixed(2))) = \(exp(shifted).shortened) "
    + "times the share of the best"
}
