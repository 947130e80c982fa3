import CNN
import Digits
import LessonKit
import Notebook

// What can be touched on this page in the browser (Sources/Notebook/Page/lessons).

/// From a cell of the maps to its position in the list, and back.
func inverseToTouch(_ lesson: Lesson, _ maps: Tensor, _ place: Place, _ order: Order) {
  lesson.interactive(
    "inverse", "Find a number in the list, and the way back",
    "Choose a cell of a map, then a position in the list. Does every position have a way back?",
    data: [
      "maps": JSON(maps), "place": JSON([place.row, place.column, place.map]),
      "order": JSON(order.rawValue),
    ])
}

/// Twenty shuffled digits to read, against a dense network that has learned shuffled ones.
func shuffledToTouch(
  _ lesson: Lesson, _ permutation: [Int], _ dense: [any Layer], _ train: DataSet, _ test: DataSet
) {
  let chosen = Random(seed: 1).permutation(of: test.count).prefix(20)
  let (images, labels) = test.batch(Array(chosen))
  let reader = lesson.prepare {
    try trained(dense, on: train.mapping { pixels in permutation.map { pixels[$0] } }, seed: 1)
  }
  lesson.interactive(
    "shuffled", "Read shuffled digits yourself",
    "Guess the digit, then see it unshuffled. "
      + "The dense network has learned 2,000 other digits, shuffled in the same way.",
    data: [
      "images": JSON(images), "labels": JSON(labels), "permutation": JSON(permutation),
    ],
    networks: ["net": reader])
}

/// One digit of each kind, with list and weights in either order.
func orderToTouch(_ lesson: Lesson, _ network: Network, stage: String) {
  let images = lesson.prepare { try (0..<10).map { try MNIST.sheet(.test, digit: $0).image(0) } }
  lesson.interactive(
    "order", "Exchange the order of list and weights",
    "Change the order of the list, then that of the weights. When are the ten digits read?",
    data: ["images": .array(images.map { JSON($0) }), "stage": JSON(stage)],
    networks: ["net": network])
}
