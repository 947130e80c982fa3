import CNN
import Figures
import LessonKit
import Printing

/// One step downhill: what the slopes promised, and what it did.
struct Step {
  let before: Trace
  let after: Trace
  let rate: Float

  private var gradients: [Float] { before.parameterGradients.flatMap { $0 }.flatMap(\.scalars) }
  private var loss: Double { Double(before.loss ?? 0) }
  private var fall: Double { loss - Double(after.loss ?? 0) }

  /// η · Σ gradient²: how far the loss would fall if all slopes stayed as they are.
  var promised: Double { Double(rate) * gradients.reduce(0) { $0 + Double($1) * Double($1) } }

  /// How far the weight with the largest gradient moved.
  var farthest: Double { Double(rate) * Double(gradients.map(abs).max() ?? 0) }

  /// How many weights moved, in a sentence.
  var moving: String {
    let count = gradients.count { $0 != 0 }
    var moved = 0
    for (old, new) in zip(before.network.layers, after.network.layers) {
      for (old, new) in zip(old.parameters, new.parameters) {
        moved += zip(old.value.scalars, new.value.scalars).count { $0 != $1 }
      }
    }
    let all = before.network.parameterCount.grouped
    let others = moved == count ? "The others" : "Most others"
    return moved > count / 2
      ? "Of \(all) weights, \(moved.grouped) moved. \(others) met a 0 or a closed ReLU: their gradient "
        + "is 0."
      : "Of the \(count.grouped) with a gradient that is not 0, \(moved.grouped) moved. For the "
        + "others the change is smaller than a Float can hold."
  }

  /// What became of the loss, after *it has*.
  var outcome: String {
    fall == 0
      ? "stayed as it was" : "\(fall < 0 ? "risen" : "fallen") by \(abs(fall).shortened)"
  }

  /// A sentence about a promise that cannot be kept; empty if it can.
  var remark: String {
    guard promised > loss else { return "" }
    return " The promise was more than the whole loss, \(loss.shortened), and no loss is below 0."
  }

  /// What the step did for its digit, in a word or two.
  var helps: String {
    fall > 0 ? "has helped with" : fall < 0 ? "has done harm to" : "has changed nothing for"
  }
}

/// `p(7) 0.0810 → 0.3081, loss 2.5133 → 1.1772`
func change(_ before: Trace, _ after: Trace) -> String {
  let right = before.label ?? 0
  func share(_ trace: Trace) -> String { trace.output.scalars[right].fixed(4) }
  func loss(_ trace: Trace) -> String { Double(trace.loss ?? .nan).shortened }
  return "p(7) \(share(before)) → \(share(after)), loss \(loss(before)) → \(loss(after))"
}

/// What a step has changed.
func printStep(
  _ title: String, _ before: Trace, _ after: Trace, _ classes: [String], _ lesson: Lesson
) {
  lesson.print("\(title):  \(change(before, after))")
  lesson.print("  before: \(verdict(before, classes))")
  lesson.print("  after:  \(verdict(after, classes))")
}

/// A kernel before a step, its gradient and the kernel after it; below, what the network says.
func beforeAndAfter(
  _ before: Trace, _ after: Trace, kernel k: Int, _ rate: Float
) throws -> Figure {
  let kernels: [Figure] = [
    try .kernel(before.network, "conv1", k, "kernel \(k) before").family("weights")
      .traced(by: before),
    .sign("− \(short(rate)) ×"),
    try .kernelGradient(before, "conv1", k, "its gradient").family("gradient"), .sign("="),
    try .kernel(after.network, "conv1", k, "kernel \(k) after").family("weights"),
  ]
  let shares: [Figure.Bars.Series] = [
    .values("before", before.output.scalars, .plain),
    .values("after", after.output.scalars, .mark),
  ]
  return .column(
    .row(kernels.map { $0.written(4) }, sharing: .signed).cell(78),
    .bars(digits, shares, axis: "p", format: .decimals(2), height: 150))
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
