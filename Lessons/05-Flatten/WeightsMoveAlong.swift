import CNN
import Digits
import LessonKit

/// A dense network whose weights have moved with the pixels gives the same answers.
func weightsMoveAlong(
  _ lesson: Lesson, _ permutation: [Int], _ dense: [any Layer], _ train: DataSet, _ test: DataSet,
  isShuffled: Bool
) {
  lesson.cell("The weights move along") {
    let network = try trained(dense, on: train, seed: 1)
    let weight = network["dense1", "weight"]  // [784, 64], a row for each pixel
    guard weight.shape[0] == permutation.count else {
      throw KnobError("dense1 has weights for \(weight.shape[0]) numbers, which are not pixels")
    }
    var other = network
    for (p, old) in permutation.enumerated() {
      for unit in 0..<weight.shape[1] { other["dense1", "weight"][p, unit] = weight[old, unit] }
    }

    let shuffled = test.mapping { pixels in permutation.map { pixels[$0] } }
    let (images, labels) = test.batch(0..<test.count)
    var tapes = Tapes()
    let answers = try network.classify(images, tapes: &tapes)
    let others = try other.classify(shuffled.batch(0..<test.count).images, tapes: &tapes)
    let right = zip(answers, labels).count { $0 == $1 }
    let same = zip(answers, others).count { $0 == $1 }
    lesson.print("trained on digits as they are: right on \(right) of \(test.count)")
    let moved = isShuffled ? "pixels and their weights moved" : "no weight and no pixel moved"
    lesson.print("\(moved): the same answer on \(same) of them")
  }
}
