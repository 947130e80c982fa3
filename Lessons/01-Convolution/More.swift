import CNN
import Explain
import LessonKit
import Pictures
import Printing

// The part of the lesson for those who want more: sizes, other kernels, the flipped kind.

func more(on seven: Tensor, _ borrowed: Trace) {
  lesson.more("borders, steps, and the sizes of maps")
  lesson.text(
    """
    A window of k pixels that moves s pixels at a step along n pixels with a border of p in all \
    has ⌊(n + p − k) / s⌋ + 1 places, rounded down: what is left at the end is not looked at. \
    The border is 0 for `.valid`, 2·(k − 1) for `.full`, and for `.same` just as much as makes \
    the map ⌈n / s⌉ long.
    """)
  lesson.cell("Sizes") {
    let pixels = seven.shape[0]
    lesson.print("places along \(pixels) pixels; in brackets how many at the end are not looked at")
    lesson.print("kernel  stride  " + Padding.allCases.map { "\($0)".alignedLeft(10) }.joined())
    for size in [2, 3, 5] {
      for stride in [1, 2, 3] {
        let row = Padding.allCases.map { padding in
          let axis = SlidingAxis(input: pixels, size: size, stride: stride, padding: padding)
          return (axis.unused == 0 ? "\(axis.output)" : "\(axis.output) (\(axis.unused))")
            .alignedLeft(9)
        }
        lesson.print("   \(size)       \(stride)     " + row.joined(separator: " "))
      }
    }
    let maps = try Padding.allCases.map { padding in
      let layer = try Convolution(weights: kernel.weights, bias: bias, padding: padding)
      return (layer, try Network(input: seven.shape, seed: 1, [layer]).trace(seven).output)
    }
    lesson.show(
      paddingPicture(seven, maps), "padding",
      "Above, the first place of the window: the chequered border is not part of the image, it "
        + "counts as black. Below, the maps, all on one scale, with a stride of 1. With `full`, "
        + "row i of the map looks at the rows up to i of the image: a map with a border is not to "
        + "be laid over the image without moving it.")
  }

  lesson.more("seven kernels made by hand")
  lesson.cell("A gallery") {
    let pictures = try Kernel.gallery.map { kernel in
      lesson.print("\(kernel.name.alignedLeft(12)) \(kernel.question)")
      let layer = try Convolution(weights: kernel.weights, padding: .same)
      let map = try Network(input: seven.shape, seed: 1, [layer]).trace(seven).output
      return galleryPicture(kernel, map, cell: 7)
    }
    lesson.show(
      .montage(pictures, columns: 4, spacing: 24), "gallery",
      "Each kernel above its map of the seven, all with bias 0 and padding `same`; each bar belongs "
        + "to the map above it. Left and right edge are the same map with its signs turned around.")
  }

  lesson.more("the route's first number")
  lesson.text(
    """
    Here is the ringed number of kernel 7, as the program explains it, and the whole route upwards \
    from it. The names on the way, and what happens there, are what the next lessons are about.
    """)
  lesson.cell("From the pixels up") {
    lesson.print(try borrowed.numberOfTheRoute("conv1").description)
    lesson.print("")
    let scores = borrowed.network.stages[try borrowed.network.scoresStage]  // its name
    try lesson.printRoute(borrowed, from: "in", to: scores)
  }

  lesson.more("turned kernels")
  lesson.text(
    """
    In mathematics a convolution turns its kernel by 180° before it slides it; without the turn \
    it is called a cross-correlation. PyTorch, TensorFlow and JAX leave the turn out and say \
    convolution all the same, and so do we; Theano, from which many of the first courses came, \
    turned. A network that learns its kernels does not care: it would learn them turned. But whoever \
    copies a kernel from a book, or uses code that turns kernels silently, gets another map.
    """)
  lesson.cell("The same kernel, turned") {
    let turned = Kernel(
      "turned by 180°", asks: "the opposite?", kernel.weights.reversed().map { $0.reversed() })
    let pairs = try [kernel, turned].map { kernel in
      let layer = try Convolution(weights: kernel.weights, bias: bias)
      return (kernel, try Network(input: seven.shape, seed: 1, [layer]).trace(seven).output)
    }
    let changes = zip(pairs[0].1.scalars, pairs[1].1.scalars).map { abs($0 - $1) }
    lesson.print("largest difference between the two maps: \((changes.max() ?? 0).fixed(4))")
    lesson.show(
      pairsPicture(pairs), "flipped",
      "A kernel and the same kernel turned, with their maps on one scale, padding `valid`. The left "
        + "edge turned is the right edge. A kernel that half a turn leaves as it is, such as the "
        + "blur, would give the same map twice.")
  }
}
