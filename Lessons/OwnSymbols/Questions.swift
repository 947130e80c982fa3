import Foundation
import LessonKit
import Printing

/// Three questions of transfer: a split, what a perfect score is worth, and small scores.
func questions() -> [WorkItOut] { [everyFifth(), allRight(), smallScores()] }

/// How a folder without `train` and `test` is divided.
private func everyFifth() -> WorkItOut {
  let (count, classes) = (23, 3)
  return WorkItOut(
    """
    A folder has no `train` and `test`, but three signs with 23 drawings each. Every fifth drawing of a \
    sign is for the test. How many are for training, and how many for the test?
    """, .numbers(2),
    .numbers([classes * (count - count / 5), classes * (count / 5)].map(Double.init)),
    because: "The drawings 5, 10, 15 and 20 of each sign are tested. 3 · 19 = 57, and 3 · 4 = 12.",
    mistakes: [
      [55, 14]: "Every fifth is counted within each sign. A fifth of all 69 is not the same.",
      [56, 13]: "Every fifth is counted within each sign. A fifth of all 69 is not the same.",
    ])
}

/// A network with an error of 10 % can still read 30 of 30.
private func allRight() -> WorkItOut {
  let chance = 100 * pow(0.9 as Double, 30.0)
  return WorkItOut(
    """
    A network misreads one drawing in ten, at random. In how many of 100 tests with 30 drawings does it \
    still read all 30?
    """, .number, .number((10 * chance).rounded() / 10, within: 0.3),
    because: "0.9 to the power of 30 is 0.042. So 30 of 30 do not prove that it is always right.",
    mistakes: [
      0: "It is rare, but it happens: 0.9 · 0.9 · … thirty times.",
      10: "Each of the 30 must be read, so multiply 0.9 thirty times.",
    ])
}

/// Scores near zero can give a large share.
private func smallScores() -> WorkItOut {
  let (first, other) = (exp(2.0), exp(-1.0))
  let share = first / (first + 2 * other)
  return WorkItOut(
    """
    Nothing in a drawing is like a key. Its score is 2, and those of the other two signs are −1. What share \
    does the key get?
    """, .number, .number((1000 * share).rounded() / 1000, within: 0.01),
    because: """
      e² = 7.39 and e⁻¹ = 0.37. So the share is 7.39 / (7.39 + 0.37 + 0.37). Only differences count.
      """,
    mistakes: [
      .number(0.33, within: 0.01): "The shares are equal only if the scores are.",
      .number(1, within: 0.001): "The others get something, too: e⁻¹ each, before the division.",
    ])
}
