import Foundation

extension Lesson {
  /// The start of the line that names the tried values.
  nonisolated static let triedMark = "**Tried:**"

  /// The knobs with another value in this run, and what to look for; nil if there are none.
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

  /// Ends a lesson without knobs, if the command line lists or tries knobs.
  func endWithoutKnobs() {
    if options.knobs.wantsList {
      say(options.knobs.triesAsJSON ? "[]" : "\(entry.name) has no knobs that --try can set.")
      exit(0)
    }
    if !options.knobs.tried.isEmpty {
      fail(
        KnobError("--try: this lesson has no knob; edit \(entry.origin.source)"))
    }
  }
}
