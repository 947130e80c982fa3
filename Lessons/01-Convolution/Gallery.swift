import CNN
import Figures
import LessonKit
import Printing

/// The seven kernels made by hand, each with its map.
func gallery(_ lesson: Lesson, on seven: Tensor) {
  lesson.cell("A gallery") {
    let maps: [Figure] = try Kernel.gallery.map { kernel in
      lesson.print("\(kernel.name.alignedLeft(12)) \(kernel.question)")
      let layer = try Convolution(weights: kernel.weights, padding: .same)
      let trace = try Network(input: seven.shape, seed: 1, [layer]).trace(seven)
      return .column(kernel.figure, try .activation(trace, "conv1").cell(7), spacing: 10)
    }
    lesson.show(
      .montage(maps, columns: 4, spacing: 24), "gallery",
      "Each kernel above its map of the seven, with bias 0 and padding `same`; each bar belongs to "
        + "the map above it. The right edge gives the map of the left edge with its signs turned. "
        + "Each weight of the blur is one ninth.", alt: "Seven kernels made by hand, and their maps"
    )
  }
}
