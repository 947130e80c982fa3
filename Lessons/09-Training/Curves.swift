import Figures

/// The losses of several kinds of training, each the mean of its seeds.
///
/// - Parameters:
///   - tones: a colour for each; empty for colours that are told apart.
///   - limit: the end of the axis; a training that goes wild leaves it.
///   - hasShade: whether a shade reaches from the lowest to the highest of the seeds.
func curves(
  _ kinds: [Kind], _ tones: [Figure.Tone] = [],
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

/// What several kinds of training read after some of their epochs, each the mean of its seeds: of the
/// images learned from as a line, of test images dashed. A kind has one colour.
func epochs(_ kinds: [Kind]) -> Figure {
  let tones: [Figure.Tone] = [.quiet, .series(0), .mark, .series(1)]
  let lines = kinds.enumerated().flatMap { place, kind -> [Figure.Plot.Series] in
    let count = kind.outcomes.map(\.looks.count).min() ?? 0
    func mean(_ number: (Outcome.Look) -> Double) -> [Double] {
      (0..<count).map { look in kind.outcomes.map { number($0.looks[look]) }.mean }
    }
    let epochs = mean { Double($0.epoch) }
    let tone = tones[place % tones.count]
    return [
      .lineDots(kind.name, epochs, mean(\.learned), tone),
      .dashed(kind.name, epochs, mean(\.tested), tone),
    ]
  }
  let lowest = lines.flatMap(\.y).min() ?? 0
  let start = max(0, (20 * lowest).rounded(.down) / 20)
  return .plot(
    x: "epochs", y: .share("images read correctly", start...1), lines, height: 400)
}

/// The same for rates in their order: the best in green, smaller ones blue, larger ones orange.
func curves(ofRates kinds: [Kind], upTo limit: Double) -> Figure {
  let winner = kinds.firstIndex { $0.name == best(of: kinds)?.name } ?? kinds.count
  let tones: [Figure.Tone] = kinds.indices.map {
    $0 == winner ? .mark : $0 < winner ? .fall : .rise
  }
  return curves(
    kinds.map { Kind(name: "η \($0.name)", outcomes: $0.outcomes) }, tones, upTo: limit)
}

/// The loss of one training, step by step.
///
/// - Parameter guess: the loss of a guess.
func loss(_ losses: [Double], guess: Double) -> Figure {
  let smooth = smooth(losses)
  return .plot(
    x: "steps", y: .linear("loss, mean of 20 steps", 0...max(0.1, smooth.max() ?? 1)),
    [.line("", losses.indices.map { Double($0 + 1) }, smooth)], height: 200
  ).reference(guess, "a guess, \(guess.fixed(2))")
}

/// What one training reads after each epoch, of the images learned from and of test images.
func learnedAndTest(_ shares: [Shares]) -> Figure {
  let steps = shares.map { Double($0.step) }
  return .plot(
    x: .linear("steps; a dot at the end of each epoch", 0...(steps.last ?? 1)),
    y: .share("images read correctly", nil),
    [
      .lineDots("learned from", steps, shares.map(\.learned)),
      .lineDots("test", steps, shares.map(\.test)),
    ], height: 200)
}

/// What kinds of training read in the end, with the reach of their seeds.
///
/// - Parameter guess: the share of a guess.
func bars(_ kinds: [Kind], guess: Double) -> Figure {
  let seeds = kinds.map(\.outcomes.count).min() ?? 0
  let runs = (0..<seeds).map { seed in kinds.map { $0.outcomes[seed].tested } }
  return .levelBars(
    kinds.map(\.name), [.runs("", runs)], axis: .share("test images read correctly"),
    format: .percentage(1)
  ).reference(guess, "a guess")
}
