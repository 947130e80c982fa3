import CNN
import Figures
import Models
import Printing

// The picture that carries the lesson: what a network holds from left to right, and directly
// beneath each number how the loss changes with it.

/// Two rows of stages, with an arrow for each way.
///
/// - Parameter columns: the names of the stages; a second line is small.
func thereAndBack(_ columns: [String], _ values: [Figure], _ gradients: [Figure]) -> Figure {
  .column(
    .way("forward: what each stage holds"),
    .table([values, [.space(0, 6)], gradients], columns: columns, spacing: 10),
    .way("backward: how the loss changes with each of these numbers", .left, .mark),
    .row(
      .text("lower row:", .small),
      .key((.square(.rise), "more of it, more loss"), (.square(.fall), "more of it, less loss"))))
}

/// What the little seven's network holds at each stage.
///
/// - Parameter winners: of the pooling windows, marked in the map that they lie on.
func stages(_ little: Trace, _ winners: [Figure.Mark]) throws -> [Figure] {
  let scores = try little.scores.reshaped([2, 1])
  return [
    try .activation(little, "in"), try .kernel(little.network, "conv1", 0).note("bias −1"),
    try .activation(little, "conv1"), try .activation(little, "relu1").marking(winners),
    try .activation(little, "pool1"),
    .map(scores, of: .activation("dense1")).names(rows: LittleSeven.classes),
  ]
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
    try Figure.gradient(trace, stage, channel: channel).note(norm(trace.gradient(stage)))
  }
  // The kernel stands between the image and the map that it makes.
  let own = try Figure.kernel(network, place.layer, kernel)
  let blame = try Figure.kernelGradient(trace, place.layer, kernel)
    .note(norm(trace.gradient(place.layer, place.parameter)))
  let ring = Figure.Mark.ring(place.index[0], place.index[1])
  names.insert("kernel \(kernel)\nof \(place.layer)", at: 1)
  values.insert(own.marking(ring), at: 1)
  gradients.insert(blame.marking(ring), at: 1)

  let hidden = try network.name(behind: "dense1")
  let (units, dUnits) = (try trace[hidden], try trace.gradient(hidden))
  names += ["hidden\n\(units.shape.count) units", "scores"]
  values += [.map(units.inRows, of: .activation(hidden)), bars(try trace.scores)]
  gradients += [
    .map(dUnits.inRows, of: .gradient(hidden), scale: .signed).note(norm(dUnits)),
    bars(try trace.blame).titled("p − y").note(norm(try trace.blame)),
  ]
  return thereAndBack(names, values, gradients).side(90).values(nil)
}

/// A number for each class; those of a network that is sure have no two decimals.
private func bars(_ numbers: Tensor) -> Figure {
  let isSmall = numbers.scalars.allSatisfy { abs($0) < 0.005 }
  return .levelBars(
    digits, numbers.scalars, axis: .hidden(), format: isSmall ? .short : .signed(2), width: 130
  ).signed()
}

private func norm(_ gradient: Tensor) -> String { "norm \(gradient.norm.shortened)" }

extension Tensor {
  /// A list in rows of eight, or as many as fit.
  fileprivate var inRows: Tensor {
    let width = (1...8).last { shape.count.isMultiple(of: $0) } ?? 1
    return reshaped([shape.count / width, width])
  }
}

extension Figure {
  /// Numbers with so many decimals, unless they would all be written as zeros and are none: a
  /// network that is sure has gradients of a billionth.
  func written(_ decimals: Int) -> Figure {
    let numbers = maps.flatMap(\.numbers.scalars).filter { $0 != 0 }
    let isSeen = numbers.contains { Double($0).fixed(decimals).contains(/[1-9]/) }
    return values(numbers.isEmpty || isSeen ? decimals : nil)
  }
}
