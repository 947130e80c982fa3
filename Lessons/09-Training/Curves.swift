import Figures

/// The losses of several kinds of training, each the mean of its seeds.
///
/// - Parameters:
///   - tones: a colour for each; empty for colours that are told apart.
///   - limit: the end of the axis; a training that goes wild leaves it.
///   - hasShade: whether a shade reaches from the lowest to the highest of the seeds.
func curves(
  _ kinds: [(name: String, outcomes: [Outcome])], _ tones: [Figure.Tone] = [],
  upTo limit: Double, hasShade: Bool = false
) -> Figure {
  let lines = kinds.indices.map { kind in
    let runs = kinds[kind].outcomes.map { smooth($0.losses) }
    let steps = (0..<(runs.map(\.count).min() ?? 0)).map { Double($0 + 1) }
    var line = Figure.Plot.Series.runs(
      kinds[kind].name, steps, runs, tones.isEmpty ? nil : tones[kind])
    if !hasShade { line.ranges = [] }
    return line
  }
  return .plot(x: "steps", y: .linear("loss, mean of 20 steps", 0...limit), lines)
}

/// What several kinds of training read after each epoch, each the mean of its seeds: of the images
/// learned from dashed, of test images with a line.
func epochs(_ kinds: [(name: String, outcomes: [Outcome])]) -> Figure {
  func mean(_ runs: [[Double]]) -> [Double] {
    (0..<(runs.map(\.count).min() ?? 0)).map { epoch in runs.map { $0[epoch] }.mean }
  }
  let lines = kinds.enumerated().flatMap { place, kind -> [Figure.Plot.Series] in
    let test = mean(kind.outcomes.map(\.testedByEpoch))
    let learned = mean(kind.outcomes.map(\.learnedByEpoch))
    let steps = test.indices.map { Double($0 + 1) }
    return [
      .dashed("", steps, learned, .series(place)),
      .lineDots(kind.name, steps, test, .series(place)),
    ]
  }
  // The first epochs would take most of the room.
  let worst = kinds.map(\.outcomes.tested.mean).min() ?? 0
  let start = max(0, (20 * worst).rounded(.down) / 20 - 0.1)
  return .plot(
    x: "epochs", y: .share("images read rightly", start...1), lines, height: 340)
}
