import CNN
import LessonKit
import Models
import Notebook

// What can be touched on this page in the browser (Sources/Notebook/Page/lessons).

/// Any number of the little seven, nudged: the slope beside the gradient.
func nudgeToTouch(_ lesson: Lesson, _ paper: Trace) {
  lesson.interactive(
    "nudge", "Nudge any number",
    "Choose a number and nudge it, by a little and by a lot. Where do slope and gradient agree, and "
      + "where do they part?",
    data: [
      "image": JSON(paper.activations[0]), "label": JSON(paper.label ?? 0),
      "classes": JSON(LittleSeven.classes), "start": ["kernel", 1, 0],
    ], networks: ["little": paper.network])
}

/// One pooling window with its gradient: the numbers can be changed until another one wins.
///
/// - Parameters:
///   - window: four numbers.
///   - gradient: the gradient of the largest.
func winnerToTouch(_ lesson: Lesson, _ window: Tensor, gradient: Float) {
  let rounded = window.scalars.map { ($0 * 100).rounded() / 100 }
  lesson.interactive(
    "winner", "Let another number win",
    "Raise the framed number past the largest one. Then make the two equal. Who gets the gradient?",
    data: [
      "window": ["shape": JSON(window.shape.sizes), "scalars": JSON(scalars: rounded)],
      "gradient": .scalar(gradient),
    ])
}

/// One step of the little seven with any η, from the seven alone, or from the seven and a one.
func stepSizeToTouch(_ lesson: Lesson, _ paper: Trace) {
  let one = Tensor(rows: [[0, 0, 1, 0], [0, 0, 1, 0], [0, 0, 1, 0], [0, 0, 1, 0]])
  lesson.interactive(
    "step-size", "Take longer and longer steps",
    "Raise η, for the 7 alone, then for the 7 and a 1 together. How much of the promise does the "
      + "step keep?",
    data: [
      "images": [JSON(paper.activations[0]), JSON(one)], "labels": [0, 1],
      "classes": JSON(LittleSeven.classes), "rate": 0.1,
    ], networks: ["little": paper.network])
}
