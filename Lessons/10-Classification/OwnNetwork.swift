import CNN
import Explain
import Figures
import Foundation
import LessonKit
import Models
import Printing

/// The page for weights with other classes than the ten digits, or another kind of network than the
/// lesson's: all that holds for any network, on a picture of one's own.
func askOwnNetwork(
  _ lesson: Lesson, _ trained: TrainedNetwork, _ drawing: Drawing?,
  _ options: ClassificationLessonOptions, patch: Int
) -> Never {
  let subject = lesson.prepare {
    try checkKnobs(patch: patch, asked: nil, seeds: [1])
    return try options.subject(drawing, for: trained)
  }
  let trace = lesson.prepare { try trained.network.trace(subject.image) }
  let answer = lesson.prepare { try Answer(trace, names: trained.names) }
  lesson.text(
    """
    These weights have \(trained.classes.count) classes: \
    \(trained.classes.prefix(40).joined(separator: ", ")). So this page is about \(subject.name), and \
    not about the ten digits as lesson 10 is.
    """)
  lesson.heading("The whole way")
  lesson.cell("A line for each stage") {
    lesson.print(try stageTable(trace))
    lesson.print("\nit says \(answer.topThree)")
    lesson.show(
      try sheet(trace, trained.classes, of: subject.name), "sheet",
      "Where do you stop seeing \(subject.name)?",
      alt: "the whole network, with \(subject.name) on its way through it", preview: false)
  }
  lesson.cell("Why that probability?") {
    lesson.print(legend(trained.classes, answer.winner))
    let last = trained.network.names.last ?? "softmax1"
    lesson.print(trace.unfold(try trace.site(last, [answer.winner]), depth: 3, keep: 2))
  }
  if let drawing {
    ownPicture(lesson, drawing, read: trained, patch: patch)
  } else {
    reasons(lesson, subject, trained, answer, patch: patch)
  }
  lesson.knobs()
  lesson.end("**Next:** the same page without `--weights` is the lesson itself, on MNIST's digits.")
  exit(0)
}
