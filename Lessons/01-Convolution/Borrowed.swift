import CNN
import LessonKit
import Pictures

// The kernels of the network that all lessons look at, and the way through it that they follow.

func borrowedKernels(_ borrowed: Trace) {
  lesson.heading("Eight kernels that nobody made")
  lesson.text(
    """
    A network has many kernels, and nobody chooses their weights. The next lessons all look at one \
    network that has learned to read digits; training, a lesson of its own, shows how its weights were \
    found. Until then they are borrowed. Here is its first convolution, conv1: eight kernels, each with \
    nine weights and a bias of its own, and so eight maps. Some look like an edge, most do not look \
    like anything that has a name. This network lays a border around the image (`full`, see above), so \
    its maps are 30×30: 30×30×8 numbers in all.
    """)
  let route = borrowed.route(from: borrowed.winningScore)
  let first = route.last?.explanation.site.index ?? []
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
      borrowedPicture(kernels, borrowed.activations[1], ringed: first), "borrowed",
      "Eight learned kernels, and below each its map of the seven. All kernels share one scale, "
        + "and so do all maps. Range of the maps \(range(borrowed.activations[1])). Ringed: where the "
        + "route begins.")
  }
  guard let begin = route.last?.explanation, let end = route.first?.explanation else { return }
  lesson.text(
    """
    In the end this network says *seven*, with a score of \(end.stored.fixed(2)). A score is a sum. \
    Its largest term comes from another sum, and so on down to the pixels. Following the largest term \
    at each step gives **the route**: one of very many, and it carries little of the whole. It passes \
    through the ringed number, \(begin.name) = \(begin.stored.fixed(4)), which is row \(first[0]), \
    column \(first[1]) of the map of kernel \(first[2]). Each lesson ends with the numbers that it \
    hands on, and the route is one of them. Another is the little seven, the 4×4 image from the paper \
    example above, on its way through a network of its own.
    """)
}
