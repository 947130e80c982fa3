import CNN
import Digits
import LessonKit
import Notebook

// What can be touched on this page in the browser.

/// Ink taken away from an image, and what p and the margin say of it.
func shareToTouch(_ lesson: Lesson, _ subject: Subject, digit: Int, _ network: Network) {
  lesson.interactive(
    "p-margin", "Take ink away: p beside the margin",
    "Take away more and more ink. When does the margin notice, and when does *p*?",
    data: ["digit": JSON(digit), "image": JSON(subject.image)], networks: ["net": network])
}

/// A black square that is moved over two images.
func coverToTouch(_ lesson: Lesson, _ subjects: [Subject], patch: Int, _ network: Network) {
  let images = subjects.map { subject -> JSON in
    [
      "name": JSON(subject.name), "digit": JSON(subject.label ?? 7),
      "image": JSON(subject.image),
    ]
  }
  lesson.interactive(
    "cover", "Cover something to raise the margin",
    "Move the black square. Find a place where the margin of the correct digit *rises*, on both "
      + "images.",
    data: ["patch": JSON(patch), "images": .array(images)], networks: ["net": network])
}

/// Maps of reasons from trained and from random weights, to be told apart.
func blindToTouch(_ lesson: Lesson, _ network: Network) {
  let digits = lesson.prepare { try (0...9).map { try MNIST.sheet(.test, digit: $0).image(0) } }
  lesson.interactive(
    "blind", "Guess blind: trained or random?",
    "Both maps give reasons for the same digit. Guess which comes from trained weights. Play ten "
      + "pairs.",
    data: ["seed": 1, "digits": .array(digits.map { JSON($0) })], networks: ["net": network])
}
