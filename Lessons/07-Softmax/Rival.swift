import CNN
import Digits
import Foundation
import Printing

/// Which digit the rival is, and how near its two scores lie.
func rivalText(_ rival: TestDigit, scores: Tensor) -> String {
  let other = rival.label == 7 ? 1 : 7
  let lead = Double(scores[rival.label]) - Double(scores[other])
  let answer = scores.scalars.argmax
  let apart = abs(lead).fixed(2)
  let nearness =
    lead > 0
    ? "Its scores for 7 and 1 are only \(apart) apart, less than in any other test 7 or 1."
    : "Of its scores for 7 and 1 the wrong one leads by \(apart), more than in any other test 7 or 1."
  return """
    The seven is an easy case. We add a hard one, its **rival**: a \(rival.label) \
    (number \(rival.cell) of all test \(rival.label == 7 ? "sevens" : "ones")). \(nearness) The network reads it as a \(answer).
    """
}

/// How a digit is called.
func name(of digit: TestDigit, rival: TestDigit) -> String {
  digit == TestDigit(7, cell: 0) ? "the seven" : digit == rival ? "the rival" : "a \(digit.label)"
}

/// How far the second score lies below the first, and the ratio of their shares.
func second(of subject: Subject) -> String {
  let shifted = subject.stages.shifted.sorted(by: >)[1]
  return "\(subject.title): the second largest share is exp(\(shifted.fixed(2))) = "
    + "\(exp(shifted).shortened) times the largest"
}
