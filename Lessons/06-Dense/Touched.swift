import CNN
import Digits
import LessonKit
import Notebook

// What can be touched on this page in the browser (Sources/Notebook/Page/lessons).

/// Two units that see a second number, too: what gates do to the direct weight of the first.
func gateToTouch(_ lesson: Lesson, into: [Float], out: [Float]) {
  lesson.interactive(
    "gate", "Raise one number until a gate changes",
    "The two units from above, with a second number x₂. Raise x₁ from 0. "
      + "When does its direct weight change?",
    data: [
      "into": [JSON(scalars: into), [-3, 2]], "out": JSON(scalars: out), "numbers": [1, 2],
    ])
}

/// The largest votes taken away, in the account and in the network.
func accountToTouch(_ lesson: Lesson, _ seven: Tensor, _ digit: Int, _ network: Network) {
  lesson.interactive(
    "account", "Remove the largest votes",
    "Remove the largest votes for the \(digit), more and more. "
      + "Compare the account with the network. How many votes decide?",
    data: ["image": JSON(seven), "digit": JSON(digit)], networks: ["net": network])
}

/// Two digits' votes, subtracted: on the seven, and on a nine that is read with a small logit.
func marginToTouch(
  _ lesson: Lesson, _ seven: Tensor, _ digit: Int, _ rival: Int, _ network: Network
) {
  let nine = lesson.prepare { try MNIST.sheet(.test, digit: 9).image(229) }
  lesson.interactive(
    "margin", "Subtract the votes for two digits",
    "Choose a digit and a rival. Find two positive logits, then two negative ones. What decides?",
    data: [
      "images": [
        ["name": "the seven", "image": JSON(seven)], ["name": "a nine", "image": JSON(nine)],
      ], "digit": JSON(digit), "rival": JSON(rival),
    ],
    networks: ["net": network])
}
