import Figures
import Measuring
import Printing

// What the measured steps say together: beside the peak, and beside each other.

extension SecondConvolution {
  /// What so many cores can do at most, in GFLOP/s; measured once.
  func measurePeak(cores: Int) throws -> Double {
    if let known = peaks[cores] { return known }
    let rate = try peak(workers: cores, seconds: 0.5)
    peaks[cores] = rate
    return rate
  }

  /// What so many cores can do at most, in words, and why if that is not what one would expect.
  func peakInWords(cores: Int) throws -> String {
    let (one, all) = (try measurePeak(cores: 1), try measurePeak(cores: cores))
    let warning = cores > 1 && all < 1.5 * one ? " (\(Self.busy(cores, all / one)))" : ""
    return "\(cores) \(cores == 1 ? "core" : "cores"): \(all.fixed(0)) GFLOP/s\(warning)"
  }

  /// What the last step says of more cores, which follows what was measured.
  func gainOfCores(_ cores: Int) -> String {
    guard cores > 1, steps.count > 1 else { return "one core, as in the step before" }
    let gain = steps[steps.count - 1].gflops / steps[steps.count - 2].gflops
    let doubt =
      gain < 1.5
      ? " (\(Self.busy(cores, gain)))"
      : gain > 1.1 * Double(cores) ? " (which was measured while something else was running)" : ""
    return "\(cores) cores: \(gain.fixed(1)) times as fast as one core\(doubt)"
  }

  /// That so many cores gained little or nothing over one.
  private static func busy(_ cores: Int, _ gain: Double) -> String {
    "on this machine, in this run, \(cores) cores were \(gain < 1.1 ? "no" : "hardly") faster than one: "
      + "something else was running, or there are fewer cores"
  }

  /// Each step's factor over the step before it: `step 2 × 1.12, step 3 × 1.87`.
  var gains: String {
    zip(steps, steps.dropFirst()).map { before, step in
      "step \(step.name.prefix(1)) × \((step.gflops / before.gflops).fixed(2))"
    }.joined(separator: ", ")
  }

  /// Which of the steps after the first gains the largest factor over the step before it, from 0.
  func largestGain(of ideas: Int) -> Int {
    let gains = zip(steps, steps.dropFirst()).prefix(ideas).map { $1.gflops / $0.gflops }
    return gains.indices.max { gains[$0] < gains[$1] } ?? 0
  }

  /// How many times as fast as the first step the fastest is that uses one core, and the fastest
  /// that uses more.
  func gain(cores: Int) -> String {
    let first = steps[0].gflops
    let best = [steps[..<5], steps[5...]].map { part in
      let best = part.max { $0.gflops < $1.gflops }
      return
        "step \(best?.name.prefix(1) ?? ""): \(((best?.gflops ?? first) / first).fixed(0)) times"
    }
    return "one core, \(best[0]) as fast as step 1"
      + (cores == 1 ? "" : "; \(cores) cores, \(best[1])")
  }

  /// How fast each step was, and after those that use so many cores what these can do at most.
  var bars: [(name: String, gflops: Double, isPeak: Bool)] {
    var bars = steps.map { (name: $0.name, gflops: $0.gflops, isPeak: false) }
    for (count, gflops) in peaks.sorted(by: { $0.key < $1.key }) {
      let isEnd = count > 1 || peaks.count == 1
      bars.insert(
        ("peak of \(count) \(count == 1 ? "core" : "cores")", gflops, true),
        at: isEnd ? bars.count : 5)
    }
    return bars
  }

  /// How fast each step was, on an axis of powers of ten.
  var speeds: Figure {
    let bars = bars
    let fastest = bars.map(\.gflops).max() ?? 0
    return .levelBars(
      bars.map(\.name), bars.map(\.gflops),
      axis: .log("billions of operations a second", 0.1...(fastest > 1000 ? 10_000 : 1000)),
      highlighting: bars.indices.filter { bars[$0].isPeak }
    ).dotted()
  }
}
