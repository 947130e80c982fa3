import CNN
import LessonKit
import Pictures

// The part of the lesson for those who want more: sizes, other kernels, the flipped kind.

func more(on seven: Tensor, image path: String?) {
  lesson.more("borders, steps, and the sizes of maps")
  lesson.text(
    """
    A window of k pixels that moves s pixels at a step along n pixels with a border of p in all \
    has ⌊(n + p − k) / s⌋ + 1 places, rounded down: what is left at the end is not looked at. \
    The border is 0 for `.valid`, 2·(k − 1) for `.full`, and for `.same` just as much as makes \
    the map ⌈n / s⌉ long.
    """)
  lesson.cell("Sizes") {
    for size in [2, 3, 5] {
      for stride in [1, 2, 3] {
        let row = Padding.allCases.map { padding in
          let axis = SlidingAxis(input: 28, size: size, stride: stride, padding: padding)
          let unused = axis.unused == 0 ? "" : " (\(axis.unused) unused)"
          return "\(padding) \(axis.output)\(unused)".padding(22)
        }
        lesson.print("28 by kernel \(size), stride \(stride):  " + row.joined())
      }
    }
    let maps = try Padding.allCases.map { padding in
      let layer = try Convolution(weights: kernel.weights, bias: bias, padding: padding)
      return (layer, try Network(input: seven.shape, seed: 1, [layer]).trace(seven).output)
    }
    lesson.show(
      paddingPicture(seven, maps), "padding",
      "Above, the first place of the window: the chequered border is not part of the image, it "
        + "counts as black. Below, the maps, all on one scale. With `full`, row i of the map "
        + "looks at rows i − 2 to i of the image: a map with a border is not to be laid over "
        + "the image without moving it.")
  }

  lesson.more("seven kernels made by hand")
  lesson.cell("A gallery") {
    let pictures = try Kernel.gallery.map { kernel in
      lesson.print("\(kernel.name.padding(12)) \(kernel.question)")
      let layer = try Convolution(weights: kernel.weights, padding: .same)
      let map = try Network(input: seven.shape, seed: 1, [layer]).trace(seven).output
      return galleryPicture(kernel, map, cell: 7)
    }
    lesson.show(
      .montage(pictures, columns: 4, spacing: 24), "gallery",
      "Each kernel above its map of the seven, all with bias 0, each map with a scale of its own. "
        + "Left and right edge are the same map with its signs turned around.")
  }
  if let path { gallery(of: path) }

  lesson.more("flipped and unflipped")
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
      "A kernel and the same kernel turned, with their maps on one scale. A kernel that looks the "
        + "same upside down, such as the blur, would give the same map twice.")
  }
}

/// The gallery on a picture of the reader's own.
private func gallery(of path: String) {
  lesson.cell("The gallery on your own picture") {
    let original = try GreyPicture(contentsOf: path)
    let small = original.reduced(to: 280)
    let image = Tensor(small)
    lesson.print(
      "\(path): \(original.width)×\(original.height) pixels, taken as grey"
        + (small == original ? "" : " and made smaller, to \(small.width)×\(small.height)"))
    let pictures = try Kernel.gallery.map { kernel in
      let layer = try Convolution(weights: kernel.weights, padding: .same)
      let map = try Network(input: image.shape, seed: 1, [layer]).trace(image).output
      return galleryPicture(kernel, map, cell: max(1, 280 / max(small.width, small.height)))
    }
    let shown = MapPanel(
      image, .pixels, cell: max(1, 280 / max(small.width, small.height)), title: "your picture")
    lesson.show(
      .montage([shown.draw()] + pictures, columns: 4, spacing: 24), "own",
      "Your picture, and what each kernel says about it.")
  }
}
