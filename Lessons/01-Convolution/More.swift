import CNN
import LessonKit
import Pictures

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
    lesson.print("places along 28 pixels; in brackets how many at the end are not looked at")
    lesson.print("kernel  stride  " + Padding.allCases.map { "\($0)".alignedLeft(10) }.joined())
    for size in [2, 3, 5] {
      for stride in [1, 2, 3] {
        let row = Padding.allCases.map { padding in
          let axis = SlidingAxis(input: 28, size: size, stride: stride, padding: padding)
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

  lesson.more("eight kernels that nobody made")
  lesson.text(
    """
    These are borrowed: the first layer of a network that has learned to read digits. Nobody chose \
    their weights; how they were found is a lesson of its own, training. Each has nine weights and a \
    bias of its own. Some look like the edges above, most do not look like anything that has a name. \
    The network lays a border around the image (`full`), so its maps are 30×30.
    """)
  lesson.cell("Borrowed kernels") {
    let parameters = borrowed.network.layers[0].parameters
    let (weight, bias) = (parameters[0].value, parameters[1].value)  // [3, 3, 1, 8] and [8]
    let kernels = (0..<8).map { k in
      Tensor([3, 3, 1], (0..<9).map { weight[$0 / 3, $0 % 3, 0, k] })
    }
    for k in 0..<8 {
      let answers = range(borrowed.activations[1].channel(k))
      lesson.print("kernel \(k): bias \(bias[k].fixed(4, signed: true)), answers \(answers)")
    }
    lesson.show(
      borrowedPicture(kernels, borrowed.activations[1]), "borrowed",
      "Eight learned kernels, and below each its map of the seven. All kernels share one scale, "
        + "and so do all maps. Range of the maps \(range(borrowed.activations[1])).")
  }

  lesson.more("where a long way begins")
  lesson.text(
    """
    In the end the network says *seven*, with a score. A score is a sum, its largest term comes \
    from another sum, and so on down to the pixels. Following the largest term at each step gives \
    a route, one of very many. It begins here, at one number of one map of the borrowed network.
    """)
  lesson.cell("The route's first number") {
    guard let first = borrowed.route(from: borrowed.winningScore).last else { return }
    lesson.print(first.explanation.description)
    lesson.print("")
    lesson.printRoute(borrowed, 0...borrowed.network.layers.count - 1)
  }

  lesson.more("turned kernels")
  lesson.text(
    """
    In mathematics a convolution turns its kernel by 180° before it slides it; without the turn \
    it is called a cross-correlation. Every framework for neural networks leaves the turn out and \
    says convolution all the same, and so do we. A network that learns its kernels does not care: \
    it would learn them turned. But whoever copies a kernel from a book, or code that turns \
    kernels silently, gets another map.
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
