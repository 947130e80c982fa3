import CNN
import Figures
import LessonKit
import Models
import Printing

// The pictures that carry the lesson: what a network holds from left to right, and directly
// beneath each number how the loss changes with it.

/// Two rows of stages, with an arrow for each way.
///
/// - Parameter columns: the names of the stages; a second line is small.
private func thereAndBack(_ columns: [String], _ values: [Figure], _ gradients: [Figure]) -> Figure
{
  .column(
    .way("forward: what each stage holds"),
    .table([values, [.space(0, 6)], gradients], columns: columns, spacing: 10),
    .way("backward: how the loss changes with each of these numbers", .left, .mark),
    .row(
      .text("lower row:", .small),
      .key((.square(.rise), "more of it, more loss"), (.square(.fall), "more of it, less loss"))))
}

/// The little seven's network with all its gradients.
func onPaper(
  _ forward: Trace, _ dImage: Tensor, _ dKernel: Tensor, _ dBias: Float, _ dMap: Tensor,
  _ dRelu: Tensor, _ dPooled: Tensor, _ dScores: [Float]
) throws -> Figure {
  let winners: [Figure.Mark] = [.outline(0, 0, .quiet), .outline(1, 2), .outline(2, 1)]
  let scores = ["s₇", "s₁"]
  let gradients: [Figure] = [
    .map(dImage, of: .gradient("in", channel: 0)),
    .map(dKernel, of: .parameterGradient("conv1", kernel: 0, channel: 0))
      .note("bias \(dBias.fixed(2))"),
    .map(dMap, of: .gradient("conv1", channel: 0)),
    .map(dRelu, of: .gradient("relu1", channel: 0)).marking(winners),
    .map(dPooled, of: .gradient("pool1", channel: 0)),
    .column(
      dWeights(try forward["pool1"], dScores).enumerated().map { k, weights in
        .map(weights, of: .parameterGradient("dense1", kernel: k))
      }, spacing: 6),
    .map(Tensor([2, 1], dScores), of: .gradient("dense1")).names(rows: scores)
      .note("p − y", "\(forward.output[0].fixed(2)) − 1", "\(forward.output[1].fixed(2)) − 0"),
  ]
  let values: [Figure] = [
    try .activation(forward, "in"), try .kernel(forward.network, "conv1", 0).note("bias −1"),
    try .activation(forward, "conv1"), try .activation(forward, "relu1").marking(winners),
    try .activation(forward, "pool1"),
    .column(
      scores.indices.map { k in
        .map(
          Tensor([2, 2], (0..<4).map { LittleSeven.weights[$0, k] }), "to \(scores[k])",
          of: .parameter("dense1", kernel: k)
        ).note("bias \(LittleSeven.biases[k].fixed(0))")
      }, spacing: 6),
    .map(try forward.scores.reshaped([2, 1]), of: .activation("dense1")).names(rows: scores),
  ]
  return .column(
    thereAndBack(
      ["image", "kernel", "map", "ReLU", "pooled", "weights", "scores"],
      values.map { $0.family("values") }, gradients),
    .key(
      (.mark(.outline, .mark), "winner of a window"),
      (.mark(.outline, .quiet), "the first of four zeros: it wins the tie alone")),
    sharing: .signed
  ).cell(54).withoutBar()
}

/// ∂loss/∂weight of the dense layer, for each score: what was pooled, times the score's gradient.
private func dWeights(_ pooled: Tensor, _ dScores: [Float]) -> [Tensor] {
  dScores.map { dScore in Tensor([2, 2], pooled.scalars.map { $0 * dScore }) }
}

/// One map of each stage, with its gradient, and a weight that is ringed.
///
/// - Parameter map: which one of the second convolution.
func flow(_ trace: Trace, _ place: Place, map: Int) throws -> Figure {
  let (network, kernel) = (trace.network, place.index[3])
  let (relu1, relu2) = (try network.name(behind: "conv1"), try network.name(behind: "conv2"))
  let stages = [
    ("in", 0), ("conv1", kernel), (relu1, kernel), ("conv2", map), (relu2, map), ("pool1", map),
  ]
  let image = try trace["in"].shape
  var names = stages.map { $0 == "in" ? "image\n\(image[0])×\(image[1])" : "\($0)\nmap \($1)" }
  var values = try stages.map { try Figure.activation(trace, $0, channel: $1) }
  var gradients = try stages.map { stage, channel in
    try Figure.gradient(trace, stage, channel: channel).note(living(trace.gradient(stage)))
  }
  // The kernel stands between the image and the map that it makes.
  let own = try Figure.kernel(network, place.layer, kernel)
  let dKernel = try Figure.kernelGradient(trace, place.layer, kernel)
    .note(["all kernels:"] + living(trace.gradient(place.layer, place.parameter)))
  let ring = Figure.Mark.ring(place.index[0], place.index[1])
  names.insert("kernel \(kernel)\nof \(place.layer)", at: 1)
  values.insert(own.marking(ring), at: 1)
  gradients.insert(dKernel.marking(ring), at: 1)

  let hidden = try network.name(behind: "dense1")
  let (units, dUnits) = (try trace[hidden], try trace.gradient(hidden))
  names += ["hidden\n\(units.shape.count) units", "scores"]
  values += [.map(units.inRows, of: .activation(hidden)), bars(try trace.scores)]
  gradients += [
    .map(dUnits.inRows, of: .gradient(hidden), scale: .signed).note(living(dUnits)),
    bars(try trace.scoreGradient).titled("p − y").note(living(try trace.scoreGradient)),
  ]
  return .column(
    thereAndBack(names, values, gradients).side(90).values(nil),
    .text(
      "below each map: the end of its scale, and how many numbers of the layer are not 0",
      .small))
}

/// A number for each class; those of a network that is sure have no two decimals.
private func bars(_ numbers: Tensor) -> Figure {
  let isSmall = numbers.scalars.allSatisfy { abs($0) < 0.005 }
  return .levelBars(
    digits, numbers.scalars, axis: .hidden(), format: isSmall ? .short : .signed(2), width: 130
  ).signed()
}

private func living(_ gradient: Tensor) -> [String] {
  let count = gradient.scalars.count { $0 != 0 }
  return ["\(count.grouped) of", "\(gradient.shape.count.grouped)"]
}

extension Tensor {
  /// A list in rows of eight, or as many as fit.
  fileprivate var inRows: Tensor {
    let width = (1...8).last { shape.count.isMultiple(of: $0) } ?? 1
    return reshaped([shape.count / width, width])
  }
}

/// The length of the gradient at every stage, and at how many of its numbers it is not 0.
func printNorms(_ trace: Trace, _ lesson: Lesson) throws {
  lesson.print("norm: the root of the sum of all squares, the gradient's length\n")
  lesson.print("stage      shape     norm of its gradient   not 0")
  // Softmax and loss are passed in one step, so between the two there is no gradient.
  for stage in trace.network.stages.dropLast().reversed() {
    let gradient = try trace.gradient(stage)
    let name = stage == "in" ? "image" : stage
    let live = gradient.scalars.count { $0 != 0 }
    lesson.print(
      "\(name.alignedLeft(10)) \("\(gradient.shape)".alignedLeft(9)) "
        + "\(gradient.norm.shortened.alignedLeft(22)) \(live) of \(gradient.shape.count)")
  }
}

/// The map in which both signs are met most often: of the fewer of its positive and its negative
/// numbers it has most.
func mostCut(_ maps: Tensor) -> Int {
  let counts = (0..<maps.shape[2]).map { k in
    let map = maps.channel(k).scalars
    return min(map.count { $0 > 0 }, map.count { $0 < 0 })
  }
  return counts.argmax
}
