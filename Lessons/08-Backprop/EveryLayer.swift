import CNN
import Explain
import LessonKit
import Printing

/// Every tensor of weights, held against nudges.
func everyLayer(_ lesson: Lesson, _ trace: Trace, _ seven: Tensor, nudge: Float, isNewborn: Bool) {
  let network = trace.network
  lesson.more("every layer, checked")
  lesson.text(
    """
    From the weights and from the biases of each layer we take the twelve with the largest \
    gradients, and nudge each by ±\(short(nudge)). Across a kink, gradient and nudge need not \
    agree. So the last column leaves those out.
    """)
  let kinked = lesson.cell("Gradient and nudge, layer by layer") {
    var kinked: [String] = []
    lesson.print(
      "                weights  norm of gradient  at a kink  largest error of the others")
    let batch = seven.reshaped(seven.shape.batch(of: 1))
    for (layer, own) in zip(network.names, network.layers) {
      for parameter in own.parameters where parameter.isLearned {
        let gradient = try trace.gradient(layer, parameter.name)
        let checks = try largest(12, of: gradient).map {
          try network.checkGradient(
            of: network.site(layer, parameter.name, $0), batch, labels: [7], step: nudge,
            Pass(.inference, workers: 1))
        }
        let smooth = checks.filter(\.kinks.isEmpty)
        let error = smooth.map(\.relativeError).max()
        let name = "\(layer).\(parameter.name)"
        if smooth.isEmpty { kinked.append(name) }
        lesson.print(
          "\(name.alignedLeft(16)) \("\(gradient.shape.count)".alignedRight(6))"
            + gradient.norm.shortened.alignedRight(17)
            + "\(checks.count - smooth.count) of \(checks.count)".alignedRight(12)
            + (error?.percent(2) ?? "–").alignedRight(16))
      }
    }
    return kinked
  }
  let biases = kinked.filter { $0.hasPrefix("conv") && $0.hasSuffix(".bias") }
  if isNewborn, !biases.isEmpty {
    lesson.text(
      """
      Some biases stand on a kink, however small the nudge: \(biases.joined(separator: ", ")). They \
      begin at 0, so exactly 0 goes into the ReLU wherever the image is black. Even the smallest \
      nudge upwards opens all of the background. The gradient there is that of the closed side. Once \
      a bias has moved, it no longer stands on the kink.
      """)
  }
}

/// Where the `count` largest numbers of a gradient stand, the largest first.
private func largest(_ count: Int, of gradient: Tensor) -> [[Int]] {
  let order = gradient.scalars.indices.sorted {
    (-abs(gradient.scalars[$0]), $0) < (-abs(gradient.scalars[$1]), $1)
  }
  return order.prefix(count).map { gradient.shape.index(at: $0) }
}
