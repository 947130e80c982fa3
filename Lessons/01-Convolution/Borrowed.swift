import CNN
import Explain
import Figures
import LessonKit
import Models
import Printing

// The kernels of the network that all lessons look at, and the route through it.

/// The eight kernels of the first convolution, each with its map of the seven.
func borrowedKernels(_ lesson: Lesson, _ borrowed: Trace) {
  lesson.cell("Borrowed kernels") {
    let maps = try borrowed["conv1"]
    let bias = borrowed.network["conv1", "bias"]  // [8]
    lesson.print("the maps, with the border `full`: \(maps.shape) numbers")
    let pairs: [Figure] = try (0..<bias.shape.count).map { k in
      let answers = range(maps.channel(k))
      lesson.print("kernel \(k): bias \(bias[k].fixed(4, signed: true)), answers \(answers)")
      return .column(
        try .kernel(borrowed.network, "conv1", k, "kernel \(k)").traced(by: borrowed),
        try .activation(borrowed, "conv1", channel: k).cell(6), spacing: 8)
    }
    // The scale ends where most answers do, or they would all be pale.
    let end: Float = 2
    lesson.show(
      .montage(pairs, columns: 4, sharing: .signed(upTo: end)), "borrowed",
      "Learned kernels and their maps; the darkest colours stand for all numbers beyond "
        + "±\(end.fixed(0)). Which kernel finds left edges, which top edges?",
      alt: "Eight learned kernels and their maps")
  }
}

/// The learned kernel that comes closest to one made by hand, by the angle between their weights.
///
/// - Parameter weights: `[3, 3, 1, K]`
func closest(in weights: Tensor, to kernel: Kernel) -> Int {
  let cosines = (0..<weights.shape[3]).map { k in
    var (product, square): (Float, Float) = (0, 0)
    for a in 0..<weights.shape[0] {
      for b in 0..<weights.shape[1] {
        product += weights[a, b, 0, k] * kernel.weights[a][b]
        square += weights[a, b, 0, k] * weights[a, b, 0, k]
      }
    }
    return product / max(square.squareRoot(), .leastNormalMagnitude)
  }
  return cosines.argmax
}

/// The number of conv1 on the route, and the whole route upwards from the pixels.
func theRoute(_ lesson: Lesson, _ borrowed: Trace) {
  lesson.cell("From the pixels up") {
    lesson.print(try borrowed.numberOfTheRoute("conv1").description)
    lesson.print("")
    let scores = borrowed.network.stages[try borrowed.network.scoresStage]  // its name
    try lesson.printRoute(borrowed, from: "in", to: scores)
  }
}
