import CNN
import LessonKit
import Printing

// Sentences that depend on what came out.

/// Numbers beside each other, with signs and four decimals.
func list(_ numbers: [Float]) -> String {
  numbers.map { $0.signed.alignedRight(9) }.joined()
}

/// `p(7) 0.0810 → 0.3081, loss 2.5133 → 1.1772`
func change(_ before: Trace, _ after: Trace) -> String {
  let right = before.label ?? 0
  func share(_ trace: Trace) -> String { trace.output.scalars[right].fixed(4) }
  func loss(_ trace: Trace) -> String { Double(trace.loss ?? .nan).shortened }
  return "p(7) \(share(before)) → \(share(after)), loss \(loss(before)) → \(loss(after))"
}

/// What a step has changed.
func printStep(_ title: String, _ before: Trace, _ after: Trace, _ classes: [String]) {
  lesson.print("\(title):  \(change(before, after))")
  lesson.print("  before: \(verdict(before, classes))")
  lesson.print("  after:  \(verdict(after, classes))")
}

/// The length of the gradient at every stage, and at how many of its numbers it is not 0.
func printNorms(_ trace: Trace) throws {
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

/// What the gradients on the way back show.
func flowText(_ trace: Trace) throws -> String {
  func live(_ stage: String) throws -> String {
    let gradient = try trace.gradient(stage).scalars
    return "\(gradient.count { $0 != 0 }) of \(gradient.count)"
  }
  let blame = try trace.blame[7]
  let own = blame.signed
  let first =
    blame < 0
    ? "The score of the 7 has \(own): more of it, less loss; all others have to come down."
    : "The score of the 7 has \(own), since p(7) is 1 to the last bit."
  var text = """
    Read the lower row from the right. \(first) Of the hidden units \(try live("dense1")) hand it on, the others were shut. \
    Pooling hands the blame for each window to one cell in four, its winner, and the map below it is \
    full of holes: \(try live(trace.network.name(before: "pool1"))). The ReLU after conv2 lets through what was open on the way there: \
    \(try live("conv2")).
    """
  if case .newborn = subject {
    text += """
       And at the left end the blame has taken on the shape of the seven, though every weight is \
      random: as long as the biases are 0, nothing comes out where nothing is seen, and all gates are \
      shut there.
      """
  }
  return text
}

/// What one step has done.
func stepText(_ before: Trace, _ after: Trace) -> String {
  let gradients = before.parameterGradients.flatMap { $0 }.flatMap(\.scalars)
  let square = gradients.reduce(0) { $0 + Double($1) * Double($1) }
  let largest = Double(gradients.map(abs).max() ?? 0)
  let promised = Double(rate) * square
  let fallen = Double(before.loss ?? 0) - Double(after.loss ?? 0)
  let count = gradients.count { $0 != 0 }
  let moved = moved(before.network, after.network)
  let moving =
    moved > count / 2
    ? "But \(moved.grouped) of them moved, each down its own slope."
    : "Of the \(count.grouped) that have a slope \(moved.grouped) moved: for the others the change is "
      + "smaller than a Float can hold."
  let outcome =
    fallen == 0
    ? "stayed as it was" : "\(fallen < 0 ? "risen" : "fallen") by \(abs(fallen).shortened)"
  return """
    No weight in the network has moved by more than \
    \((Double(rate) * largest).shortened). \(moving) \
    If all slopes stayed as they are, the loss would fall by η · Σ gradient² = \(promised.shortened); \
    it has \(outcome). A slope is a promise for the \
    neighbourhood only: hence many small steps, and a new gradient for each.

    One thing about this step is not right. The seven is a *test* digit, and a network that learns \
    from it can no longer be tested with it. So the changed weights are thrown away here; the next \
    lesson learns from the training digits.
    """
}

/// How many weights differ between two networks of the same layers.
private func moved(_ before: Network, _ after: Network) -> Int {
  var count = 0
  for (old, new) in zip(before.layers, after.layers) {
    for (old, new) in zip(old.parameters, new.parameters) {
      count += zip(old.value.scalars, new.value.scalars).count { $0 != $1 }
    }
  }
  return count
}

/// What the step has done for its digit, in a word or two.
func helps(_ before: Trace, _ after: Trace) -> String {
  let (loss, then) = (before.loss ?? 0, after.loss ?? 0)
  return then < loss
    ? "has helped with" : then > loss ? "has done harm to" : "has changed nothing for"
}

/// What goes wrong in practice, with the numbers of this run.
func practice(_ trace: Trace) throws -> String {
  let kept = trace.network.shapes.reduce(0) { $0 + $1.count }
  let (last, first) = (try trace.blame.norm.shortened, try trace.gradient("conv1").norm.shortened)
  let between = try trace.network.scoresStage - trace.network.stage("conv1")
  return """
    - **Checks that fail for nothing.** A nudge too small or too large (see below), a ReLU that opens \
    in between, dropout that drops other numbers in each run, a loss next to 0. Check in the middle, \
    with the same numbers dropped, on a network that is not sure yet.
    - **Gradients that fade or grow.** Each layer multiplies them once more. Here the norm is \(last) at \
    the scores and \(first) at conv1, \(inWords(between)) layers further on. Through a hundred layers that each halve \
    it, nothing arrives.
    - **Dead units.** A ReLU that is shut for every image hands nothing back, so the weights before \
    it get a gradient of 0 and stay as they are, for good.
    - **Memory.** The way back needs what the way there has found: \(kept.grouped) numbers for this \
    one image. That is why training takes so much more memory than answering.
    - **Going up.** With a plus instead of the minus the loss climbs. Where gradients are used by \
    hand, this is the first thing to look at.
    """
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

/// The map whose gradient is longest.
func loudestMap(_ gradient: Tensor) -> Int {
  let norms = (0..<gradient.shape[2]).map { gradient.channel($0).norm }
  return norms.argmax
}

/// `eight`; above ten in digits.
func inWords(_ count: Int) -> String {
  let words = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  ]
  return words.indices.contains(count) ? words[count] : "\(count)"
}
