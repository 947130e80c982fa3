import CNN
import Explain
import Figures
import LessonKit
import Printing

// For those who want more: nudges of many sizes, and how far each is from the gradient.

func sizesOfNudges() {
  lesson.more("how large a nudge should be")
  lesson.text(
    """
    A nudge takes the slope between two points, a gradient the slope at one. Here the weight of act 2 \
    is nudged in both directions, by more and by less, and beside it every other weight of its layer.
    """)
  lesson.predict(
    """
    is a smaller h always better? Where between 0.3 and 0.0000001 will the two agree best?
    """)
  let sweep = lesson.cell("Smaller and smaller nudges") {
    let sizes: [Float] = [0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 1e-6, 1e-7]
    let sweep = try sizes.map { try Sweep(trace, place, seven, label: 7, h: $0) }
    printSweep(sweep)
    lesson.show(
      errors(sweep), "sweep",
      "How far nudges of each size are from the gradient. Both axes are logarithmic.",
      alt: "Errors of nudges", preview: false)
    return sweep
  }
  lesson.text(answer(sweep))
}

/// Nudges of one size, held against the gradients of a trace.
struct Sweep {
  let h: Float
  /// Of the weight that is asked.
  let own: GradientCheck
  /// The middle one of the errors of all weights of its layer whose gradient is not 0.
  let median: Double

  init(_ trace: Trace, _ place: Place, _ image: Tensor, label: Int, h: Float) throws {
    self.h = h
    own = try trace.network.checkGradient(
      of: place.site(in: trace.network), image.reshaped(image.shape.batch(of: 1)),
      labels: [label], step: h, Pass(.inference))
    let gradient = try trace.gradient(place.layer, place.parameter)
    var errors: [Double] = []
    for n in gradient.scalars.indices where gradient.scalars[n] != 0 {
      var other = place
      other.index = gradient.shape.index(at: n)
      let above = try trace.network.nudged(other, by: h).exactLoss(of: image, label: label)
      let below = try trace.network.nudged(other, by: -h).exactLoss(of: image, label: label)
      let (slope, own) = ((above - below) / (2 * Double(h)), Double(gradient.scalars[n]))
      errors.append(abs(slope - own) / max(abs(slope), abs(own)))
    }
    errors.sort()
    median = errors.isEmpty ? 0 : errors[errors.count / 2]
  }

  /// How many decisions tip between the two nudges, layer by layer: `relu1 3, pool1 4`.
  func kinks(_ names: [String]) -> String {
    let counts = names.map { name in (name, own.kinks.count { $0.hasPrefix(name + " ") }) }
    return counts.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}

extension Sweep {
  /// The first decision that tips, in words.
  fileprivate var firstKink: String {
    // As the core names it: `relu2 of image 0 at (10,14,4)`.
    guard let name = own.kinks.first,
      let place = name.firstMatch(of: /^(\w+) .*\((\d+),(\d+),(\d+)\)$/)
    else { return "a hidden unit opens or shuts" }
    let what = "row \(place.2), column \(place.3) of map \(place.4)"
    return place.1.hasPrefix("pool")
      ? "the winner changes in a window of \(place.1) (\(what))"
      : "one number of \(place.1) opens or shuts (\(what))"
  }
}

private func printSweep(_ sweep: [Sweep]) {
  lesson.print("gradient    \(sweep[0].own.gradient.signed)")
  lesson.print("             this weight    the layer   what tips between the two nudges")
  lesson.print("h           slope     error    median   of this weight")
  for nudge in sweep {
    let errors = [nudge.own.relativeError, nudge.median].map { $0.percent(2).alignedRight(10) }
    let kinks = nudge.kinks(network.names)
    lesson.print(
      "\(short(nudge.h).alignedLeft(8)) \(nudge.own.slope.signed.alignedRight(9))"
        + errors.joined() + (kinks.isEmpty ? "" : "   " + kinks))
  }
}

/// What the sweep of nudges has shown.
private func answer(_ sweep: [Sweep]) -> String {
  let best = sweep.reduce(sweep[0]) { $1.median < $0.median ? $1 : $0 }
  func percent(_ share: Double) -> String { share.percent(share < 0.1 ? 2 : 0) }
  guard best.median < 0.1 else {
    return "At no size do the two agree: the best, h = \(short(best.h)), is still off by "
      + "\(percent(best.median)) in the middle. The loss is so close to 0 that the gradients "
      + "themselves are mostly rounding; below, under *a network that is sure*, is why."
  }
  let (large, small) = (sweep[0], sweep[sweep.count - 2])
  let step = Double((trace.loss ?? 0).ulp)
  let kink = sweep.last { !$0.own.kinks.isEmpty }
  return """
    No. Best is h = \(short(best.h)): half of the weights of this layer are off by less than \
    \(percent(best.median)). With larger nudges, \(percent(large.median)) at h = \(short(large.h)), it \
    is the **kinks**. Between the two nudges a ReLU opens or shuts, or another pixel wins a pooling \
    window\(kink.map { ": for this weight still at h = \(short($0.h)), where \($0.firstKink)" } ?? ""). There \
    the slope changes at once; the gradient knows the one side, the nudge mixes both. With smaller nudges, \
    \(percent(small.median)) at h = \(short(small.h)), it is **rounding**. A loss of \
    \((trace.loss ?? 0).fixed(2)) is held in steps of \(step.scientific(2)), and two losses that hardly \
    differ are a few such steps apart, or none. So a gradient is checked with a middling h, and \
    where a kink lies in between the check says nothing.
    """
}

/// How far nudges of different sizes are from the gradient, on two logarithmic axes.
private func errors(_ sweep: [Sweep]) -> Figure {
  func dots(_ name: String, overKinks: Bool) -> Figure.Plot.Series {
    let chosen = sweep.filter { $0.own.relativeError > 0 && $0.own.kinks.isEmpty != overKinks }
    return .dots(name, chosen.map { Double($0.h) }, chosen.map(\.own.relativeError))
  }
  let sizes = sweep.map { Double($0.h) }
  let best = sweep.reduce(sweep[0]) { $1.median < $0.median ? $1 : $0 }
  let plot = Figure.plot(
    x: .log("nudge h"), y: .log("error, as a share of the gradient"),
    [
      dots("this weight", overKinks: false), dots("this weight, over kinks", overKinks: true),
      .line("median of the layer", sizes, sweep.map(\.median), .plain),
    ])
  // Where no size is good, there is nothing that the two sides meet at.
  return best.median < 0.1 ? plot.reference(x: Double(best.h), "← rounding | kinks →") : plot
}
