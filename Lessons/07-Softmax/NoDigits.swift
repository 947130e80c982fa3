import CNN
import Figures
import Foundation
import LessonKit
import Printing

/// How sure an answer can be.
enum Sureness: String, CaseIterable {
  case split = "below 50 %"
  case likely = "50 to 90 %"
  case sure = "above 90 %"

  init(_ share: Double) { self = share < 0.5 ? .split : share <= 0.9 ? .likely : .sure }
}

/// Each image with its ten shares below it.
func shares(of subjects: [Subject]) -> Figure {
  let figures = subjects.map { subject in
    let (stages, says) = (subject.stages, "says \(subject.stages.answer)")
    return Figure.column(
      .image(subject.image, subject.title, of: .image).cell(6),
      .bars(
        (0...9).map(String.init), stages.shares, axis: .hidden(0...1), format: .none,
        highlighting: [stages.answer], width: 168, height: 60),
      .lines([says, confidence(stages.largest)]), spacing: 10)
  }
  return .montage(figures, columns: 4, spacing: 28)
}

/// Answers how sure the network is of the triangle, the first of the shapes.
func settle(_ prediction: Prediction, _ lesson: Lesson, _ shapes: [Subject]) {
  let triangle = shapes[0].stages
  let answer = Sureness(triangle.largest)
  let ahead = -(100 * triangle.shifted.sorted(by: >)[1]).rounded() / 100  // as it is printed
  let ratio = exp(ahead) < 100_000 ? exp(ahead).fixed(0) : exp(ahead).scientific(2)
  let mistakes: Mistakes =
    answer == .split
    ? [:] : [.option("below 50 %"): "Ten shares always add up to 1, so one can be large."]
  lesson.settle(
    prediction, .option(answer.rawValue),
    because: """
      The triangle's score for \(triangle.answer) is \
      \(ahead.fixed(2)) ahead, and exp(\(ahead.fixed(2))) is \(ratio). A triangle is \
      empty inside, like a 0. With a stroke inside, this score falls. Being sure is not being right.
      """, mistakes: mistakes)
}
