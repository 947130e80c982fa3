import CNN
import Digits
import Explain
import Figures
import LessonKit
import Models
import Printing

/// The mean of each window in place of the largest, and what a ReLU after it changes.
func averages(_ lesson: Lesson, _ trace: Trace, map number: Int, _ littleMap: Tensor) {
  lesson.cell("Averages") {
    let average = try Network(input: littleMap.shape, seed: 1, [AveragePooling(2, stride: 1)])
    let image = LittleSeven.image.moved(right: -1)
    let moved = try LittleSeven.network().trace(image)["relu1"]
    lesson.print("the little seven: \(try average.trace(littleMap).output.inLine)")
    lesson.print("after the move:   \(try average.trace(moved).output.inLine)")

    let maps = try trace["relu2"]
    let kinds = [Keep.largest, .average]
    let networks = try kinds.map {
      try Network(input: maps.shape, seed: 1, [$0.layer(2, stride: 2), ReLU()])
    }
    // ReLU last: the second convolution's numbers go into the window as they are.
    let swapped = try networks.map { try $0.trace(try trace["conv2"]).output }
    let usual = try networks.map { try $0.trace(maps).output }
    for (number, name) in ["largest", "average"].enumerated() {
      let differing = zip(usual[number].scalars, swapped[number].scalars).count { $0 != $1 }
      lesson.print(
        "\(name), then ReLU: \(differing) of \(usual[number].scalars.count) numbers differ from those with "
          + "ReLU first")
    }
    lesson.show(
      .row(
        try .activation(trace, "relu2", channel: number, "map \(number)"),
        .map(usual[0].channel(number), "largest of 2×2"),
        .map(usual[1].channel(number), "mean of 2×2"), spacing: 28, sharing: .unsigned
      ).side(252), "kinds",
      "Map \(number) of the seven, the largest number of each window, and the mean. "
        + "All have one scale.",
      alt: "The largest and the mean of each window")
  }
}
