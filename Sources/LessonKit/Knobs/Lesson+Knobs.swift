import Foundation

extension Lesson {
  /// What the line begins with that says what was tried.
  nonisolated static let triedMark = "**Tried:**"

  /// Which knobs have another value in this run, and what to look for; nil if none has.
  static func tried(_ knobs: [Knob]) -> String? {
    let tried = knobs.compactMap { knob in knob.tried.map { (knob, $0) } }
    guard !tried.isEmpty else { return nil }
    let values = tried.map { knob, value in
      "`\(knob.name) = \(value.literal)` in place of `\(knob.value)`"
    }
    let looks = tried.compactMap(\.1.look)
    return triedMark + " " + values.joined(separator: ", ") + "."
      + (looks.isEmpty ? "" : " Look for: " + looks.joined(separator: "; ").withItsStop)
  }

  /// Ends a lesson that has no knobs if they are listed or tried.
  func endWithoutKnobs() {
    if options.knobs.wantsList {
      say(options.knobs.triesAsJSON ? "[]" : "\(entry.name) has no knobs that --try can turn.")
      exit(0)
    }
    if !options.knobs.tried.isEmpty {
      fail(
        KnobError("--try: there is no knob that it can turn; edit \(entry.origin.source)"))
    }
  }
}
