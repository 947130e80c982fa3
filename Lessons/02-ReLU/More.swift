import CNN
import Exchange
import Explain
import Figures
import LessonKit
import Printing

// The part of the lesson for those who want more.

func more(_ seven: Tensor, _ trained: Trace, _ collapse: Collapse, blur: [[Float]]) {
  lesson.more("could another 5×5 kernel do it?")
  lesson.text(
    """
    The kernel in place of both was made for the case without ReLU. Perhaps another one comes \
    closer to the two with \(collapse.between)? The best of all is here the one whose squared differences add \
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
      .row(
        .map(target, "two kernels").family("maps").cell(6),
        .map(Tensor(rows: best.weights), "the best 5×5").family("weights"), .arrow(),
        .map(answer, "its map").family("maps").cell(6),
        .map(Tensor(target.shape, difference), "difference").family("maps").cell(6),
        sharing: .signed), "best",
      "Two kernels with \(collapse.between) between them, the best single kernel, its map, and "
        + "what is still missing, all maps on one scale: \(missingNote(largest)).",
      alt: "The best single kernel and what it misses")
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
      return (bent: bent, missing: Tensor(second.shape, differences), largest: largest)
    }
    let bends: [Figure] = slopes.map { slope in
      let (x, y) = ([-2.0, 0, 2], [-2 * slope, 0, 2])
      return .plot(
        x: .linear("", -2...2), y: .linear("", -2...2), [.line("", x, y)], width: 160, height: 90)
    }
    let bent: [Figure] = maps.map { .map($0.bent) }
    let missing: [Figure] = maps.map { map in
      .map(map.missing).note(missingNote(map.largest))
    }
    lesson.show(
      .table(
        [bends, bent, missing],
        rows: ["the bend", "left edge\nbehind the bend", "difference\nfrom one kernel"],
        columns: slopes.map { "slope \($0.short)" }, sharing: .signed
      ).cell(5), "slopes",
      "Four slopes; the left edge's map behind each; and what is missing when one kernel takes the "
        + "place of the left edge, this bend and the blur. All maps on one scale.",
      alt: "From bent to straight: four slopes")
  }

  lesson.more("the trained network without its first ReLU")
  lesson.text(
    """
    Many channels do not help: two convolutions with nothing between them are one, whatever their \
    number of kernels. Each of the 16 kernels of 5×5 collects what goes through all 8 maps.
    """)
  lesson.cell("Eight kernels, sixteen kernels, and sixteen in their place") {
    let network = trained.network
    let first = network["conv1", "weight"]  // [3, 3, 1, 8]
    let second = network["conv2", "weight"]  // [3, 3, 8, 16]
    let (side, channels, kernels) = (first.shape[0], second.shape[2], second.shape[3])
    var instead = try Network(
      input: seven.shape, seed: 1, [Convolution(kernels, 5, padding: .same)])
    var weight = Tensor(instead["conv1", "weight"].shape)  // [5, 5, 1, 16]
    var bias = network["conv2", "bias"]
    for k in 0..<kernels {
      for channel in 0..<channels {
        for c in 0..<side {
          for d in 0..<side {
            let behind = second[c, d, channel, k]
            bias[k] += network["conv1", "bias"][channel] * behind
            for a in 0..<side {
              for b in 0..<side {
                weight[a + c, b + d, 0, k] += first[a, b, 0, channel] * behind
              }
            }
          }
        }
      }
    }
    instead["conv1", "weight"] = weight
    instead["conv1", "bias"] = bias
    let one = try instead.trace(seven).output

    let (conv1, conv2) = (try network.layer("conv1"), try network.layer("conv2"))
    let bare = try Network(
      input: seven.shape, seed: 1, [network.layers[conv1], network.layers[conv2]])
    for (name, two) in [
      ("without ReLU:", try bare.trace(seven).output), ("with ReLU:   ", try trained["conv2"]),
    ] {
      let differences = zip(two.scalars, one.scalars).map { abs($0 - $1) }
      lesson.print("largest difference \(name) \((differences.max() ?? 0).asDifference)")
    }
    let counts = [conv1, conv2].map { network.parameterCount(ofLayer: $0) }
    lesson.print(
      "weights and biases: \(counts[0]) + \(counts[1]), and \(instead.parameterCount) in their place"
    )
  }

  lesson.more("what is cut, counted by size")
  lesson.cell("Histograms") {
    let (before, after) = (try trained["conv1"], try trained["relu1"])
    let seesInk = placesWithInk(seven)
    func onInk(_ maps: Tensor) -> [Float] {
      maps.scalars.indices.filter { seesInk[$0 / maps.shape[2]] }.map { maps.scalars[$0] }
    }
    let parts = [
      ("before ReLU, all places", before.scalars),
      ("before ReLU, where ink is seen", onInk(before)),
      ("after ReLU, where ink is seen", onInk(after)),
    ]
    let histograms: [Figure] = parts.map { title, numbers in
      .histogram(
        numbers, bins: 56, axis: .linear("", -4.5...2.5), counts: .log("count", 0.5...10000),
        height: 110
      ).titled(title)
    }
    lesson.show(
      .column(histograms), "histograms",
      "The numbers of the first convolution's 8 maps, counted by size; upwards, equal steps are "
        + "equal factors. Above, the highest columns are the black ground, which says nothing but "
        + "the biases. Where ink is seen they are gone. After ReLU every negative number has become 0: "
        + "they all stand in one high column.",
      alt: "How large the numbers are, before and after ReLU"
    )
  }

  lesson.more("dead kernels")
  deadKernels(trained)

  lesson.more("all 72 products")
  lesson.text("The number of conv2 from above once more, as the program itself explains it.")
  lesson.cell("Every product of one number") {
    lesson.print(try trained.numberOfTheRoute("conv2").worked(keep: 12))
  }
}
