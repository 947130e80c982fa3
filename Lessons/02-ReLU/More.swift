import CNN
import LessonKit
import Pictures

// The part of the lesson for those who want more.

func more() {
  lesson.more("could another 5×5 kernel do it?")
  lesson.text(
    """
    The kernel in place of both was made for the case without ReLU. Perhaps another one comes \
    closer to the two with ReLU? The best of all is here the one whose squared differences add \
    up to the least; its 25 weights and its bias are the solution of 26 linear equations. Whoever asks \
    for the smallest largest difference instead gets other weights.
    """)
  lesson.cell("The best 5×5 kernel of all") {
    let target = collapse.second[1]
    let best = try bestKernel(rows: 5, columns: 5, from: seven, to: target)
    let answer = try convolve(seven, best.weights, bias: best.bias, .same)
    let difference = zip(target.scalars, answer.scalars).map { $0 - $1 }
    let largest = difference.map(abs).max() ?? 0
    lesson.print("largest difference from two kernels with \(collapse.between) between them")
    lesson.print("the kernel in place of both:  \(collapse.differences[1].asDifference)")
    lesson.print("the best of all 5×5 kernels:  \(largest.asDifference)")
    func spread(_ differences: [Float]) -> String {
      let squares = differences.reduce(0.0) { $0 + Double($1) * Double($1) }
      return (squares / Double(differences.count)).squareRoot().fixed(4)
    }
    lesson.print("root of the mean squared difference, by which it is the best")
    lesson.print("the kernel in place of both:  \(spread(collapse.differenceMaps[1].scalars))")
    lesson.print("the best of all 5×5 kernels:  \(spread(difference))")
    lesson.show(
      bestPicture(target, best.weights, answer, Tensor(target.shape, difference)), "best",
      "Two kernels with \(collapse.between) between them, the best single kernel, its map, and "
        + "what is still missing, all maps on one scale: up to \(largest.fixed(2)).")
  }

  lesson.more("leaky ReLU")
  lesson.text(
    """
    Where a negative answer becomes zero, nothing tells a slight no from a strong one any more. A \
    **leaky** ReLU multiplies it by a small slope instead, 0.1 or 0.01: still bent, but nothing is \
    lost. It is a knob of this lesson. The difference from the kernel in place of both shrinks in \
    proportion to 1 − slope.
    """)
  lesson.cell("From bent to straight") {
    let slopes: [Float] = [0, 0.1, 0.5, 1]
    let maps = try slopes.map { slope in
      let layer = ReLU(slope: slope)
      let first = collapse.first[0]
      let bent = try Network(input: first.shape, seed: 1, [layer]).trace(first).output
      let second = try convolve(bent, blur, bias: 0, .valid)
      let differences = zip(second.scalars, collapse.one.scalars).map { $0 - $1 }
      let largest = differences.map(abs).max() ?? 0
      lesson.print("slope \(slope.short.alignedLeft(4)) largest difference \(largest.asDifference)")
      return (bent, Tensor(second.shape, differences))
    }
    lesson.show(
      slopesPicture(slopes, maps), "slopes",
      "Four slopes; the left edge's map behind each; and what is missing when one kernel takes the "
        + "place of the left edge, this bend and the blur. All maps on one scale.")
  }

  lesson.more("the trained network without its first ReLU")
  lesson.text(
    """
    Many channels do not help: two convolutions with nothing between them are one, whatever their \
    number of kernels. Each of the 16 kernels of 5×5 collects what goes through all 8 maps.
    """)
  lesson.cell("Eight kernels, sixteen kernels, and sixteen in their place") {
    let layers = trained.network.layers
    let (first, second) = (layers[0].parameters, layers[2].parameters)
    var weight = Tensor([5, 5, 1, 16])
    var bias = second[1].value
    for k in 0..<16 {
      for channel in 0..<8 {
        for c in 0..<3 {
          for d in 0..<3 {
            let behind = second[0].value[c, d, channel, k]
            bias[k] += first[1].value[channel] * behind
            for a in 0..<3 {
              for b in 0..<3 {
                weight[a + c, b + d, 0, k] += first[0].value[a, b, 0, channel] * behind
              }
            }
          }
        }
      }
    }
    var one = Convolution(16, 5, padding: .same)
    one.parameters = [Parameter("weight", weight), Parameter("bias", bias)]
    func maps(_ layers: [any Layer]) throws -> Tensor {
      try Network(input: seven.shape, seed: 1, layers).trace(seven).output
    }
    let instead = try maps([one])
    for (name, own) in [
      ("without ReLU:", [layers[0], layers[2]]),
      ("with ReLU:   ", [layers[0], layers[1], layers[2]]),
    ] {
      let differences = zip(try maps(own).scalars, instead.scalars).map { abs($0 - $1) }
      lesson.print("largest difference \(name) \((differences.max() ?? 0).asDifference)")
    }
    func count(_ parameters: [Parameter]) -> Int {
      parameters.reduce(0) { $0 + $1.value.shape.count }
    }
    let numbers = "\(count(first)) + \(count(second)), and \(count(one.parameters)) in their place"
    lesson.print("weights and biases: \(numbers)")
  }

  lesson.more("what is cut, counted by size")
  lesson.cell("Histograms") {
    let (before, after) = (trained.activations[1], trained.activations[2])
    let seesInk = placesWithInk(seven)
    func onInk(_ maps: Tensor) -> [Float] {
      maps.scalars.indices.filter { seesInk[$0 / 8] }.map { maps.scalars[$0] }
    }
    lesson.show(
      histogramsPicture([
        ("before ReLU, all places", before.scalars),
        ("before ReLU, where ink is seen", onInk(before)),
        ("after ReLU, where ink is seen", onInk(after)),
      ]), "histograms",
      "The numbers of the first convolution's 8 maps, counted by size; upwards, equal steps are "
        + "equal factors. Above, the highest columns are the black ground, which says nothing but "
        + "the biases. Where ink is seen they are gone. After ReLU all that was left of 0 stands at 0."
    )
  }

  lesson.more("dead kernels")
  deadKernels()

  lesson.more("all 72 products")
  lesson.text("The number of conv2 from above once more, as the program itself explains it.")
  lesson.cell("Every product of one number") {
    let route = trained.route(from: trained.winningScore).map(\.explanation.site)
    guard let site = route.first(where: { $0.layer == 2 }) else { return }
    lesson.print(trained.explain(site).worked(keep: 12))
  }
}
