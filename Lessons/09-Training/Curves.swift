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
