import CNN
import Foundation
import Printing

/// The progress of a long training. A terminal shows a bar, which is updated in place. Elsewhere
/// there is a plain line at the end of each epoch.
struct ProgressLine {
  private let isTerminal: Bool
  private let epochs: Int
  private let imagesPerStep: Double
  private let start = ContinuousClock.now
  private let firstStep: Int
  private var lastDrawn: ContinuousClock.Instant?
  /// The time that was not spent on training.
  private var pause = Duration.zero

  /// - Parameters:
  ///   - firstStep: how many steps an earlier run has done.
  init(epochs: Int, images: Int, steps: Int, firstStep: Int) {
    isTerminal = Console.isTerminal
    self.epochs = epochs
    self.firstStep = firstStep
    imagesPerStep = Double(images) / Double(max(1, steps))
  }

  /// Shows a step in less than 80 characters, on a terminal, if enough time has passed to read the
  /// last one.
  mutating func show(_ progress: Training.Progress) {
    let now = ContinuousClock.now
    guard isTerminal, lastDrawn.map({ now - $0 > .milliseconds(100) }) ?? true else { return }
    lastDrawn = now
    write("\r\u{1B}[K\(progress.epoch + 1)/\(epochs) " + bar(progress) + " " + figures(progress))
  }

  /// Does other work, whose time does not count for the rate.
  mutating func pausing<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = ContinuousClock.now
    defer { pause += ContinuousClock.now - before }
    return try body()
  }

  /// Writes a line that stays, at the end of an epoch or at a stop within one.
  func keep(_ progress: Training.Progress, _ more: String) {
    let place = "epoch \(progress.epoch + 1)/\(epochs), step \(progress.step)/\(progress.steps), "
    write((isTerminal ? "\r\u{1B}[K" : "") + place + figures(progress) + more + "\n")
  }

  private func write(_ text: String) {
    print(text, terminator: "")
    Console.flush()
  }

  // [#####·····]
  private func bar(_ progress: Training.Progress) -> String {
    let done = 10 * progress.step / progress.steps
    return "[" + String(repeating: "#", count: done) + String(repeating: "·", count: 10 - done)
      + "]"
  }

  // 12,345 images/s, 2:05 left, loss 0.1234, 96.53 % right
  private func figures(_ progress: Training.Progress) -> String {
    let seconds = max(1e-9, (ContinuousClock.now - start) / .seconds(1))
    let done = progress.epoch * progress.steps + progress.step
    let own = Double(max(1, done - firstStep))
    let left = seconds / own * Double(epochs * progress.steps - done)
    let trained = max(1e-9, seconds - pause / .seconds(1))
    let rate = Int((own * imagesPerStep / trained).rounded())
    return "\(rate.grouped) images/s, \(Self.clock(left)) left, loss \(progress.loss.fixed(4)), "
      + "\(progress.share.percent(2)) right"
  }

  /// `2:05`, and with hours `1:02:05`.
  static func clock(_ seconds: Double) -> String {
    let all = Int(min(seconds, 1e9).rounded())
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let minutes = all / 60 % 60
    return all >= 3600
      ? "\(all / 3600):\(two(minutes)):\(two(all % 60))" : "\(minutes):\(two(all % 60))"
  }
}
