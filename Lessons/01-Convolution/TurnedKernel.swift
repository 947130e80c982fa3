import CNN
import Figures
import LessonKit
import Printing

/// A kernel and the same kernel turned by 180°, with their maps.
func turned(_ lesson: Lesson, _ kernel: Kernel, bias: Float, on seven: Tensor) {
  lesson.cell("The same kernel, turned") {
    let turned = Kernel(
      "turned by 180°", asks: "the opposite?", kernel.weights.reversed().map { $0.reversed() })
    let traces = try [kernel, turned].map { kernel in
      let layer = try Convolution(weights: kernel.weights, bias: bias)
      return try Network(input: seven.shape, seed: 1, [layer]).trace(seven)
    }
    let changes = zip(traces[0].output.scalars, traces[1].output.scalars).map { abs($0 - $1) }
    lesson.print("largest difference between the two maps: \((changes.max() ?? 0).fixed(4))")
    let pairs: [Figure] = try zip([kernel, turned], traces).map { kernel, trace in
      .row(kernel.figure, .arrow(), try .activation(trace, "conv1").cell(8))
    }
    let known = Kernel.gallery.first { $0.weights == turned.weights }
    lesson.show(
      .row(pairs, spacing: 40, sharing: .signed), "flipped",
      "A kernel and the same kernel turned, with their maps on one scale, padding `valid`. "
        + (known.map { "The \(kernel.name) turned is the \($0.name). " } ?? "")
        + "Some kernels, such as the blur, stay the same when they are turned. They give the same map "
        + "twice.", alt: "A kernel, turned, and both maps")
  }
}
