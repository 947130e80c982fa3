import CNN
import Digits
import Figures
import LessonKit
import Models
import Printing

/// What augmentation makes of one image.
func augmented(_ lesson: Lesson, _ train: DataSet) {
  lesson.more("what dropout and augmentation do")
  lesson.text(
    """
    A seven that is moved by a pixel or turned by some degrees is still a seven. So augmentation shows \
    each image a little differently in each epoch. The knob `augmentation` turns it on. How an \
    image changes is random, but depends only on the seed and the step.

    Dropout is thought to help because no unit can rely on another one (Srivastava and others, 2014). \
    This page measures whether it helps, not why.
    """)
  lesson.cell("One image, eleven ways") {
    let one = train.choosing([train.count * 7 / 10]).batch([0]).images
    var shown = [Figure.image(one.reshaped(train.shape), "as it is", of: .image)]
    for step in 0..<11 {
      var copy = one
      Augmentation.small.apply(to: &copy, seed: 1, step: step)
      shown.append(.image(copy.reshaped(train.shape), "\(step + 1)", of: .image))
    }
    lesson.show(
      .montage(shown, columns: 6).side(112), "augmented",
      "A training image, and what `.small` makes of it. A turned pixel lands between four others and is "
        + "shared among them, so the strokes become softer, too.", alt: "one image, eleven ways")
  }
}
