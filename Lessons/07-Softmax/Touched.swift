import LessonKit
import Models
import Notebook

// What can be touched on this page in the browser (Sources/Notebook/Page/lessons).

/// The little seven's two scores and a third one: which shares and which ratios change with one.
func ratioToTouch(_ lesson: Lesson, _ little: Stages) {
  lesson.interactive(
    "ratio", "Move one of three logits",
    "A third class, X, joins the two. Move one logit. Which shares change, and which ratio of two "
      + "shares stays?",
    data: [
      "names": JSON(LittleSeven.classes + ["X"]), "logits": JSON(little.logits + [0]),
    ])
}

/// The rival's ten scores: a number added to all of them, and all of them multiplied.
func addMultiplyToTouch(_ lesson: Lesson, _ rival: Subject) {
  lesson.interactive(
    "add-multiply", "Add to all logits, then multiply all",
    "First add a number to all ten logits of the rival. Then multiply them. When do the shares "
      + "change?",
    data: ["logits": JSON(rival.stages.logits)])
}

/// Three images with the little seven's shares: how many are right, and their mean loss.
func lossToTouch(_ lesson: Lesson, _ little: Stages) {
  lesson.interactive(
    "loss", "Make more images right, and the loss higher",
    "Three images, two classes: an image is right above p = ½. Make more images right, while the "
      + "mean loss rises.",
    data: ["shares": JSON([0, 1, 0].map { little.shares[$0] })])
}
