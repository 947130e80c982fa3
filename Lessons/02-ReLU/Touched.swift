import CNN
import Digits
import LessonKit
import Notebook

// What can be touched on this page in the browser (Sources/Notebook/Page/lessons).

/// Two kernels and the one in their place, on an image that can be negated and drawn on.
func mergeToTouch(_ lesson: Lesson, _ seven: Tensor, _ collapse: Collapse) {
  lesson.interactive(
    "merge", "Negate the input, with and without ReLU",
    "Negate or invert the input, or draw on it. Then switch ReLU on. When does one kernel still do "
      + "what two layers do?",
    data: [
      "image": JSON(seven), "bias": .scalar(collapse.bias), "slope": .scalar(collapse.slope),
      "kernels": .array(collapse.kernels.map { JSON(Tensor(rows: $0)) }),
    ])
}

/// The maps of the first convolution, whose background can be hidden.
func backgroundToTouch(_ lesson: Lesson, _ trained: Trace, _ hand: [[Float]], bias: Float) {
  lesson.interactive(
    "background", "Hide the background",
    "Change the kernel and its bias, and hide the places that see only black. Which share does ReLU "
      + "cut?",
    data: [
      "image": JSON(trained.activations[0]),
      "hand": [
        "name": "left edge", "weights": JSON(Tensor(rows: hand)), "bias": .scalar(bias),
      ],
    ], networks: ["conv1": lesson.prepare { try trained.network.part(to: "conv1") }])
}

/// One kernel of the first convolution on ten digits, with a bias that can be lowered.
func deadToTouch(_ lesson: Lesson, _ trained: Trace, kernel: Int) {
  let digits = lesson.prepare { try (0...9).map { try MNIST.sheet(.test, digit: $0).image(0) } }
  lesson.interactive(
    "dead", "Lower the bias on ten digits",
    "Lower the bias until the kernel is closed on all ten digits. Watch its gradients. Then raise it "
      + "again.",
    data: ["kernel": JSON(kernel), "digits": .array(digits.map { JSON($0) })],
    networks: ["conv1": lesson.prepare { try trained.network.part(to: "conv1") }])
}
