import CNN
import Explain
import Figures
import LessonKit
import Printing

// The part of the lesson for those who want more: sizes, other kernels, the flipped kind.

func more(on seven: Tensor, _ kernel: Kernel, bias: Float, _ borrowed: Trace) {
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
    var (names, images, maps): ([String], [Figure], [Figure]) = ([], [], [])
    for padding in Padding.allCases {
      let layer = try Convolution(weights: kernel.weights, bias: bias, padding: padding)
      let (rows, columns) = layer.axes(for: seven.shape)
      let first = (rows: rows.window(at: 0), columns: columns.window(at: 0))
      let border = rows.before == rows.after ? "\(rows.before)" : "\(rows.before) or \(rows.after)"
      names.append("\(padding)\nborder \(border)")
      images.append(
        .image(seven).border(rows, columns)
          .marking(.window(rows: first.rows, columns: first.columns)))
      let trace = try Network(input: seven.shape, seed: 1, [layer]).trace(seven)
      maps.append(
        try .activation(trace, "conv1", "map \(rows.output)×\(columns.output)")
          .marking(.cell(0, 0)))
    }
    lesson.show(
      .table([images, maps], columns: names, sharing: .signed).cell(8), "padding",
      "Above, the first place of the window. The chequered border, so many pixels wide, is not part "
        + "of the image; it counts as black. Below, the maps, all on one scale, with a stride of 1; "
        + "the framed cell is the answer of the window above. With `full`, row i of the map looks at "
        + "the rows up to i of the image: do not lay a map with a border over the image without "
        + "moving it.",
      alt: "The border of each padding, and the map that comes out")
  }

  lesson.more("seven kernels made by hand")
  lesson.cell("A gallery") {
    let maps: [Figure] = try Kernel.gallery.map { kernel in
      lesson.print("\(kernel.name.alignedLeft(12)) \(kernel.question)")
      let layer = try Convolution(weights: kernel.weights, padding: .same)
      let trace = try Network(input: seven.shape, seed: 1, [layer]).trace(seven)
      return .column(kernel.figure, try .activation(trace, "conv1").cell(7), spacing: 10)
    }
    lesson.show(
      .montage(maps, columns: 4, spacing: 24), "gallery",
      "Each kernel above its map of the seven, all with bias 0 and padding `same`; each bar belongs "
        + "to the map above it. Left and right edge are the same map with its signs turned around. "
        + "Each weight of the blur is one ninth.", alt: "Seven kernels made by hand, and their maps"
    )
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
        + "A kernel that half a turn leaves as it is, such as the blur, would give the same map "
        + "twice.", alt: "A kernel, turned, and both maps")
  }
}
