import CNN
import LessonKit
import Models
import Notebook

// What can be touched on this page in the browser (Sources/Notebook/Page/lessons).

/// Masks over the little seven's four numbers: the mean of a score, and the mean of p(7).
func meansToTouch(
  _ lesson: Lesson, _ little: Tensor, _ network: Network, rate: Float, seed: UInt64
) {
  lesson.interactive(
    "means", "Average the scores, and average p(7)",
    "Deal masks, at several rates. Which mean returns to its value without masks?",
    data: [
      "numbers": JSON(little), "stage": "pool1", "rate": .scalar(rate), "seed": JSON("\(seed)"),
      "classes": JSON(LittleSeven.classes),
    ],
    networks: ["net": network])
}

/// Masks over one map, and the mean of what they leave.
func masksToTouch(_ lesson: Lesson, _ map: Tensor, rate: Float, seed: UInt64) {
  lesson.interactive(
    "masks", "Deal masks over the map",
    "Deal one mask, then more. Choose a number of the map to follow it. "
      + "What does one mask make of it? And the mean?",
    data: ["map": JSON(map), "rate": .scalar(rate), "seed": JSON("\(seed)")])
}

/// Several passes of two sevens, in both modes.
func modesToTouch(
  _ lesson: Lesson, _ seven: Tensor, _ doubtful: Tensor, _ network: Network, seed: UInt64
) {
  lesson.interactive(
    "modes", "Ask again, in training and at inference",
    "Ask several times in training, then at inference. Compare the scores of the passes.",
    data: [
      "images": [
        ["name": "the seven", "image": JSON(seven)],
        ["name": "the doubtful seven", "image": JSON(doubtful)],
      ], "digit": 7, "seed": JSON("\(seed)"),
    ],
    networks: ["net": network])
}
