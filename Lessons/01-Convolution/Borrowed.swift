import CNN
import Explain
import Figures
import LessonKit
import Printing

// The kernels of the network that all lessons look at, and the way through it that they follow.

func borrowedKernels(_ borrowed: Trace) {
  let maps = lesson.prepare { try borrowed["conv1"] }
  lesson.heading("Eight kernels that nobody made")
  lesson.text(
    """
    A network has many kernels, and nobody chooses their weights. The next lessons all look at one \
    network that has learned to read digits; training, a lesson of its own, shows how its weights were \
    found. Until then they are borrowed. Here is its first convolution, conv1: eight kernels, each with \
    nine weights and a bias of its own, and so eight maps. Some look like an edge, most do not look \
    like anything that has a name. This network lays a border around the image (`full`, see above), so \
    its maps are \(maps.shape[0])×\(maps.shape[1]): \(maps.shape) numbers in all.
    """)
  let begin = lesson.prepare { try borrowed.numberOfTheRoute("conv1") }
  let first = begin.site.index  // row, column, kernel
  lesson.cell("Borrowed kernels") {
    let bias = borrowed.network["conv1", "bias"]  // [8]
    let pairs: [Figure] = try (0..<bias.shape.count).map { k in
      let answers = range(maps.channel(k))
      lesson.print("kernel \(k): bias \(bias[k].fixed(4, signed: true)), answers \(answers)")
      let map = try Figure.activation(borrowed, "conv1", channel: k).cell(6)
      return .column(
        try .kernel(borrowed.network, "conv1", k, "kernel \(k)"),
        k == first[2] ? map.marking(.ring(first[0], first[1])) : map, spacing: 8)
    }
    // The scale ends where most answers do, or they would all be pale.
    let end: Float = 2
    lesson.show(
      .montage(pairs, columns: 4, sharing: .signed(upTo: end)), "borrowed",
      "Eight learned kernels, and below each its map of the seven, all on one scale. The maps range "
        + "from \(range(maps)); the darkest colours stand for all beyond ±\(end.fixed(0)). Ringed: "
        + "where the route begins.", alt: "Eight learned kernels and their maps")
  }
  let score = lesson.prepare { borrowed.value(at: try borrowed.winningScore) }
  lesson.text(
    """
    In the end this network says *seven*, with a score of \(score.fixed(2)). A score is a sum. \
    Its largest term comes from another sum, and so on down to the pixels. Following the largest term \
    at each step gives **the route**: one of very many, and it carries little of the whole. It passes \
    through the ringed number, \(begin.name) = \(begin.stored.fixed(4)), which is row \(first[0]), \
    column \(first[1]) of the map of kernel \(first[2]). Each lesson ends with the numbers that it \
    hands on, and the route is one of them. Another is the little seven, the 4×4 image from the paper \
    example above, on its way through a network of its own.
    """)
}
