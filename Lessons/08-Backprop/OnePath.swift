import CNN
import Explain
import LessonKit
import Printing

/// One path of the gradient, up to the scores.
func onePath(_ lesson: Lesson, _ trace: Trace, _ place: Place) {
  let network = trace.network
  lesson.more("one path of very many")
  let own = lesson.prepare { trace.value(at: try place.site(in: network).gradient) }
  let which =
    own == 0
    ? "Our weight's gradient is 0, and no term adds anything to it. Where all terms are 0 we "
      + "follow the first one; elsewhere the one that adds most, up to the scores."
    : "Here is the largest positive term of our weight's gradient, then the largest positive term "
      + "of that number, and so on up to the scores. (Negative terms may be larger still.)"
  lesson.text(
    """
    We can ask of any gradient where it came from. \(which) This is one path of very many. The \
    share compares the term that leads to the next line with all terms, without signs.
    """)
  lesson.cell("From the weight up to p − y") {
    for step in trace.route(from: try place.site(in: network).gradient) {
      lesson.print(
        step.explanation.name.alignedLeft(32) + step.explanation.stored.signed.alignedRight(10)
          + step.share.percent().alignedRight(10))
    }
  }
}
