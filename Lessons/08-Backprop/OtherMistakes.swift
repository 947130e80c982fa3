import CNN
import LessonKit
import Printing

/// What else goes wrong in practice, with the numbers of this run.
func otherMistakes(_ lesson: Lesson, _ trace: Trace) throws {
  let kept = trace.network.shapes.reduce(0) { $0 + $1.count }
  let (last, first) = (try trace.scoreGradient.norm, try trace.gradient("conv1").norm)
  lesson.more("what else goes wrong")
  lesson.text(
    """
    - **Checks that fail although the gradient is right.** The nudge is too small or too large. A ReLU opens in \
    between. Dropout drops other numbers in each run. The loss is nearly 0. So check with a \
    middling nudge, with the same numbers dropped, on a network that is not sure yet.
    - **Gradients that vanish or explode.** Each layer multiplies them once more. Here the norm \
    is \(last.shortened) at the scores and \(first.shortened) at conv1. If each of a hundred \
    layers halves it, nothing is left at the first layer.
    - **Dead units.** A ReLU that is closed for every image passes no gradient back. The weights \
    before it then have a gradient of 0 and stay as they are.
    - **Memory.** The backward pass needs the numbers of the forward pass: \(kept.grouped) for \
    this one image. So training takes far more memory than answering.
    - **Going up.** With a plus in place of the minus the loss rises. Look for this first when \
    you use gradients by hand.
    """)
}
