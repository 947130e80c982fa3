import CNN
import Explain
import Figures
import LessonKit
import Models
import Printing

// The part of the lesson for those who want more.

func more() {
  sizesOfNudges()
  everyLayer()
  routes()
  twoWays()
  learnedKernel()
  aNetworkThatIsSure()
  blameRoute()
}

private func everyLayer() {
  lesson.more("every layer, checked")
  lesson.text(
    """
    Of each tensor of weights the twelve with the largest gradients, each nudged by \
    ±\(short(nudge)). Where a kink lies between the two nudges they need not agree, so the last column \
    is about the others.
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
  if case .newborn = subject, !biases.isEmpty {
    lesson.text(
      """
      The biases of the convolutions stand on a kink however small the nudge (\
      \(biases.joined(separator: ", "))). They begin at 0, so where all is black exactly 0 goes into \
      the ReLU, and the least nudge opens or shuts the whole background. The gradient there is that of \
      the shut side. Once a bias has moved, this is over.
      """)
  }
}

private func routes() {
  lesson.more("pooling's routes")
  lesson.text(
    """
    Pooling takes over the largest number of each window, unchanged. So the slope of what comes out is \
    1 with respect to the winner and 0 with respect to the other three, and the gradient of the \
    window goes where the number came from.
    """)
  lesson.cell("There and back on the same routes") {
    let map = mostCut(try trace["conv2"])
    let source = try network.name(before: "pool1")
    let before = try trace[source].channel(map)
    let dBefore = try trace.gradient(source).channel(map)
    let dAfter = try trace.gradient("pool1").channel(map)
    var routes: [Route] = []
    for (i, j) in busiestWindows(before) {
      var winner = (row: 2 * i, column: 2 * j)
      for (h, w) in [(2 * i, 2 * j + 1), (2 * i + 1, 2 * j), (2 * i + 1, 2 * j + 1)]
      where before[h, w, 0] > before[winner.row, winner.column, 0] { winner = (h, w) }
      lesson.print(
        "window (\(i),\(j)): won by (\(winner.row),\(winner.column)), which gets "
          + dBefore[winner.row, winner.column, 0].signed + " of " + dAfter[i, j, 0].signed)
      routes.append(Route(map: map, window: (i, j), winner: winner))
    }
    lesson.show(
      .column(
        .heading("forward: the largest number goes on"),
        .montage(
          try routes.map { try $0.forward(trace) }, columns: 3, spacing: 26, sharing: .automatic
        ).written(3),
        .heading("backward: the gradient goes where the number came from"),
        .montage(
          try routes.map { try $0.backward(trace) }, columns: 3, spacing: 26, sharing: .signed
        ).written(3)),
      "routes",
      "Six windows of map \(map), their winners outlined. To the right the number that pooling takes "
        + "over; below, the gradient that comes back on the same route.", alt: "Six routes",
      preview: false)
  }
}

private func twoWays() {
  lesson.more("a convolution's way back to its input, in two ways")
  lesson.text(
    """
    From the map's side: each place hands its gradient to the nine pixels that it looked at, times \
    the weights it looked with. That is **scattering**. From the pixel's side: the pixel was seen from \
    nine places, and adds up what they hand to it. The place further down has seen it with a weight \
    further up, so the kernel is met the other way round, in both directions: the same sum is a \
    convolution of the gradients with the kernel **turned** by 180°.
    """)
  lesson.cell("The pixels' gradient, scattered and gathered") {
    let weight = network["conv1", "weight"]  // [3, 3, 1, 8]
    let dMap = try trace.gradient("conv1")  // [30, 30, 8]
    let core = try trace.gradient(network.name(before: "conv1"))  // [28, 28, 1]
    let (height, width) = (core.shape[0], core.shape[1])
    let (rows, columns, kernels) = (dMap.shape[0], dMap.shape[1], dMap.shape[2])
    let isPixel = { (h: Int, w: Int) in (0..<height).contains(h) && (0..<width).contains(w) }

    var (scattered, halfway) = (Tensor(core.shape), Tensor(core.shape))
    for i in 0..<rows {
      if i == rows / 2 { halfway = scattered }
      for j in 0..<columns {
        for k in 0..<kernels {
          for a in 0..<3 {
            for b in 0..<3 where isPixel(i - 2 + a, j - 2 + b) {
              scattered[i - 2 + a, j - 2 + b, 0] += dMap[i, j, k] * weight[a, b, 0, k]
            }
          }
        }
      }
    }

    var gathered = Tensor(core.shape)
    for h in 0..<height {
      for w in 0..<width {
        for a in 0..<3 {
          for b in 0..<3 {
            for k in 0..<kernels {
              gathered[h, w, 0] += dMap[h + a, w + b, k] * weight[2 - a, 2 - b, 0, k]
            }
          }
        }
      }
    }

    let different = zip(scattered.scalars, gathered.scalars).count { $0 != $1 }
    lesson.print("numbers that differ, scattered and gathered: \(different) of \(core.shape.count)")
    let rounding = zip(gathered.scalars, core.scalars).map { abs($0 - $1) }.max() ?? 0
    let largest = core.scalars.map(abs).max() ?? 0
    lesson.print(
      "largest difference from the package's own: "
        + "\((Double(rounding) / Double(max(largest, .leastNormalMagnitude))).scientific(1)) "
        + "of the largest gradient")
    let pixels = Figure.Origin.gradient(try network.name(before: "conv1"), channel: 0)
    lesson.show(
      .row(
        .map(halfway, "\(rows / 2) rows scattered"),
        .map(scattered, "all scattered", of: pixels),
        .map(gathered, "gathered, turned", of: pixels), sharing: .signed), "two-ways",
      "The pixels' gradient. The first \(rows / 2) rows of all \(inWords(kernels)) maps have handed "
        + "theirs down; all rows have; and the same, gathered with the turned kernels.",
      alt: "The pixels' gradient, in two ways")
  }
  lesson.text(
    """
    Both add the same products in the same order, so they agree to the last bit. The package's own \
    does it in the second way, with products that are not rounded before they are added.
    """)
}

private func learnedKernel() {
  lesson.more("learn a kernel from what it does")
  lesson.text(
    """
    Somebody has slid a kernel over the seven and shows us the map, but not the kernel. It was \
    [1, −1]. Begin with [0, 0], take half the squared difference from the map as the loss, and step \
    downhill. The gradient of each weight is once more a sum of pixel times blame, and the blame of a \
    place is simply how far it is off.
    """)
  lesson.cell("From [0, 0] to [1, −1]") {
    let (rows, places) = (seven.shape[0], seven.shape[1] - 1)  // 28 rows of 27 places
    func pixel(_ n: Int, _ b: Int) -> Float { seven[n / places, n % places + b, 0] }
    let target = (0..<rows * places).map { pixel($0, 0) - pixel($0, 1) }
    var weights: [Float] = [0, 0]
    var path = [weights]
    for step in 0...100 {
      var (loss, gradient): (Float, [Float]) = (0, [0, 0])
      for n in target.indices {
        let off = weights[0] * pixel(n, 0) + weights[1] * pixel(n, 1) - target[n]
        loss += off * off / 2
        for b in 0..<2 { gradient[b] += pixel(n, b) * off }
      }
      if [0, 1, 2, 5, 10, 20, 50, 100].contains(step) {
        lesson.print(
          "step \("\(step)".alignedLeft(4)) weights\(list(weights))   loss \(loss.fixed(4))")
      }
      for b in 0..<2 { weights[b] -= 0.01 * gradient[b] }
      path.append(weights)
    }
    lesson.show(
      .plot(
        x: "step", y: .linear("weight", -1.2...1.2),
        [.line("left weight", path.map { $0[0] }), .line("right weight", path.map { $0[1] })],
        height: 220
      ).reference(1).reference(-1), "learned",
      "The two weights of the kernel over 100 steps with η = 0.01; dashed, the weights that were "
        + "used.", alt: "Two weights, step by step", preview: false)
  }
}

private func aNetworkThatIsSure() {
  lesson.more("a network that is sure")
  var question = ""
  if case .newborn = subject { question = "Why was all this shown on a newborn network? " }
  lesson.text(
    """
    \(question)The trained one is so sure of its seven that there is \
    next to nothing to blame, and what there is, is not right. Its p(7) is so close to 1 that a Float \
    holds exactly 1, and so p − y of the 7 is exactly 0. The blame of the nine others is there, but \
    what should balance it is lost.
    """)
  lesson.cell("The trained network's gradients") {
    let trained = try Models.walkthrough().trace(seven, label: 7)
    let blame = try trained.blame
    let others = blame.scalars.enumerated().reduce(0.0) { $1.0 == 7 ? $0 : $0 + Double($1.1) }
    lesson.print("loss \(Double(trained.loss ?? 0).scientific(2)), p(7) = \(trained.output[7])")
    lesson.print("p − y of the 7: \(blame[7]); of all others together: \(others.scientific(2))")
    lesson.print("the same weight as above, its slope by nudging:")
    for h in [0.1, 0.01, 0.001] as [Float] {
      let check = try trained.network.checkGradient(
        of: place.site(in: trained.network), seven.reshaped(seven.shape.batch(of: 1)),
        labels: [7], step: h, Pass(.inference))
      lesson.print("  h = \(short(h).alignedLeft(22)) \(check.slope.signed)")
    }
    let site = try place.site(in: trained.network).gradient
    lesson.print("its gradient:              \(trained.value(at: site).signed)")

    // Without the softmax the way back can begin with any gradient: with one that is balanced.
    var balanced = blame
    balanced[7] = Float(-others)
    let traced = try trained.network.scorer.trace(seven, outputGradient: balanced)
    lesson.print("if p − y were balanced:    \(traced.value(at: site).signed)")
  }
}

private func blameRoute() {
  lesson.more("one route of the blame")
  let own = lesson.prepare { trace.value(at: try place.site(in: network).gradient) }
  let which =
    own == 0
    ? "Our weight's gradient is 0, and no term adds anything to it; where all are 0 the first one is "
      + "followed, else the one that adds most, up to the scores."
    : "Here is the term that adds most to our weight's gradient, the term that adds most to that, and "
      + "so on up to the scores."
  lesson.text(
    """
    Any gradient can be asked where it came from, as any number can. \(which) A share says \
    how much of all that speaks for or against a number comes from the one in the next line.
    """)
  lesson.cell("From the weight up to p − y") {
    for step in trace.route(from: try place.site(in: network).gradient) {
      lesson.print(
        step.explanation.name.alignedLeft(32) + step.explanation.stored.signed.alignedRight(10)
          + step.share.percent().alignedRight(10))
    }
  }
}
