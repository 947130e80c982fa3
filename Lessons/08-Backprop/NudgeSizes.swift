import CNN
import Explain
import Figures
import LessonKit
import Printing

/// Nudges of many sizes, and how far each is from the gradient.
func sizesOfNudges(_ lesson: Lesson, _ trace: Trace, _ place: Place, _ seven: Tensor) {
  lesson.more("how large a nudge should be")
  lesson.text(
    """
    A nudge measures the slope between two points; a gradient is the slope at one. Here the weight of \
    *The terms of one weight* is nudged in both directions, by more and by less. The median is \
    the middle error of all weights of its layer: half of them have a smaller one.

    The loss has **kinks**. Between two nudges a ReLU may open or close, or a pooling window may \
    get another winner. There the slope changes suddenly.
    """)
  let (large, middling, small) = ("0.3, the largest", "one between them", "0.0000001, the smallest")
  let best = lesson.predict(
    "Which h brings the nudge closest to the gradient?", .oneOf([large, middling, small]))
  let sweep = lesson.cell("Smaller and smaller nudges") {
    let sizes: [Float] = [0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 1e-6, 1e-7]
    let sweep = try sizes.map { try Sweep(trace, place, seven, label: 7, h: $0) }
    printSweep(sweep, trace.network.names, lesson)
    lesson.show(
      errors(sweep), "sweep",
      "How far nudges of each size are from the gradient; both axes are logarithmic. What grows to "
        + "the left, and what to the right?",
      alt: "Errors of nudges", preview: false)
    return sweep
  }
  let place = sweep.indices.min { sweep[$0].median < sweep[$1].median } ?? 0
  lesson.settle(
    best, .option(place == 0 ? large : place == sweep.count - 1 ? small : middling),
    because: Prose(answer(sweep, trace.network.names, loss: trace.loss ?? 0)),
    mistakes: place == 0 || place == sweep.count - 1
      ? [:]
      : [
        .option(large): "Large nudges cross kinks.",
        .option(small): "The smallest nudges are lost in rounding.",
      ])
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

private func printSweep(_ sweep: [Sweep], _ names: [String], _ lesson: Lesson) {
  lesson.print("gradient    \(sweep[0].own.gradient.signed)")
  lesson.print("             this weight    the layer   kinks between the two nudges")
  lesson.print("h           slope     error    median   of this weight")
  for nudge in sweep {
    let errors = [nudge.own.relativeError, nudge.median].map { $0.percent(2).alignedRight(10) }
    let kinks = nudge.kinks(names)
    lesson.print(
      "\(short(nudge.h).alignedLeft(8)) \(nudge.own.slope.signed.alignedRight(9))"
        + errors.joined() + (kinks.isEmpty ? "" : "   " + kinks))
  }
}

/// What the sweep of nudges has shown.
private func answer(_ sweep: [Sweep], _ names: [String], loss: Float) -> String {
  let best = sweep.reduce(sweep[0]) { $1.median < $0.median ? $1 : $0 }
  func percent(_ share: Double) -> String { share.percent(share < 0.1 ? 2 : 0) }
  guard best.median < 0.1 else {
    return "The two agree at no size. The best, h = \(short(best.h)), is still off by "
      + "\(percent(best.median)) in the median. The loss is so close to 0 that the gradients are "
      + "mostly rounding; *a network that is sure*, below, says why."
  }
  let (large, small) = (sweep[0], sweep[sweep.count - 2])
  let kink = sweep.last { !$0.own.kinks.isEmpty }
  let own =
    kink.map {
      " For this weight, the smallest nudge across kinks is h = \(short($0.h)) "
        + "(\($0.kinks(names))). Its error is \($0.own.relativeError.percent(2))."
    } ?? ""
  return """
    The best h is \(short(best.h)), where half of the weights are off by less than \
    \(percent(best.median)).

    Larger nudges cross kinks: the median error is \(percent(large.median)) at \
    h = \(short(large.h)). The gradient knows one side of a kink, the nudge mixes both.\(own)

    Smaller nudges are lost in **rounding**: the median error is \(percent(small.median)) at \
    h = \(short(small.h)). A \
    Float holds a loss of \(loss.fixed(2)) in steps of \(Double(loss.ulp).scientific(2)). Two \
    losses that hardly differ are a few such steps apart, or none.

    So use a middling h to check a gradient. Across a kink, gradient and nudge need not agree, but \
    sometimes they do.
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
  return best.median < 0.1
    ? plot.reference(x: Double(best.h), "← more rounding | more kinks →") : plot
}
