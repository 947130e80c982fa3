import CNN
import Figures
import LessonKit

/// One number after two kernels of 3×3, and the pixels that it has seen.
func receptiveField(_ lesson: Lesson, _ seven: Tensor) {
  lesson.cell("What one number has seen") {
    let (first, second) = (Kernel.leftEdge, Kernel.blur)
    let network = try Network(
      input: seven.shape, seed: 1,
      [Convolution(weights: first.weights), Convolution(weights: second.weights)])
    let trace = try network.trace(seven)
    let (row, column) = (12, 14)
    // A place sees 3 rows and columns of the map before it, and each of these 3 of the image.
    let seen = 3 - 1 + 3
    lesson.print("second map: row \(row), column \(column)")
    lesson.print("first map:  rows \(row) to \(row + 2), columns \(column) to \(column + 2)")
    lesson.print(
      "image:      rows \(row) to \(row + seen - 1), columns \(column) to \(column + seen - 1)")
    lesson.show(
      .row(
        .image(seven, "the seven", of: .activation("in", channel: 0)).traced(by: trace)
          .marking(.window(row, column, seen, seen)), .arrow(first.name),
        try .activation(trace, "conv1", "first map").marking(.window(row, column, 3, 3)),
        .arrow(second.name),
        try .activation(trace, "conv2", "second map").marking(.cell(row, column)), sharing: .signed
      ).cell(8), "field",
      "Frames: what the last number has seen. How much would a number after a third kernel see?",
      alt: "A number after two kernels, and its receptive field")
  }
}
