import Foundation
import LessonKit

/// What an open page is told: `Outputs/.live/status.js` calls `glassbox.live` with it.
struct LiveStatus: Codable, Equatable, Sendable {
  enum State: String, Codable, Sendable {
    case building, running, done, failed
  }

  /// A picture before and after, as paths from Outputs. Nil where there is none.
  struct Pair: Codable, Equatable, Sendable {
    let name: String
    let before: String?
    let after: String?
  }

  /// What is said to an exercise.
  struct Verdict: Codable, Equatable, Sendable {
    let number: Int
    let name: String
    let isSolved: Bool
    let text: String
    /// From Outputs; nil if there is none.
    let picture: String?
  }

  /// What has become of the last save of one lesson or exercise.
  struct Entry: Codable, Equatable, Sendable {
    /// The watch's running number at its last change.
    var number = 0
    var state = State.building
    /// The folder of the page that shows it: `01-Convolution`.
    var page: String
    /// Milliseconds since 1970, as in a browser: the save, and the last change of this entry.
    var savedAt: Int
    var changedAt = 0
    /// The saved files, from the package's folder.
    var saved: [String]
    /// One sentence on the outcome.
    var sentence = ""
    var pictures: [Pair] = []
    var printedLines = 0
    var sections: [ChangesReport.Section] = []
    /// Why it failed.
    var errors: [Diagnostic] = []
    /// What the compiler warned of, or the lesson complained of, although it ended well.
    var notes: [Diagnostic] = []
    var verdict: Verdict?
    /// The pages that `.live` holds, from Outputs: `01-Convolution/index`, the first one first.
    var pages: [String] = []
    /// Whether the lesson itself has said what differs.
    var hasReport = false
    var timing: Timing
  }

  let format = 1
  /// Counts the changes of this status, on from one watch to the next.
  var number: Int
  /// Milliseconds since 1970.
  var startedAt: Int
  /// When the watch was alive for the last time. It says so every few seconds.
  var aliveAt: Int
  /// Nil while it watches.
  var endedAt: Int?
  /// The name of the entry that has changed last.
  var latest: String?
  /// By lesson (`01-Convolution`) or exercise (`Exercises/01-Correlate`).
  var entries: [String: Entry] = [:]

  private enum CodingKeys: CodingKey {
    case format, number, startedAt, aliveAt, endedAt, latest, entries
  }

  init(after number: Int) {
    self.number = number + 1
    startedAt = Self.now
    aliveAt = startedAt
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    number = try values.decode(Int.self, forKey: .number)
    startedAt = try values.decode(Int.self, forKey: .startedAt)
    aliveAt = try values.decode(Int.self, forKey: .aliveAt)
    endedAt = try values.decodeIfPresent(Int.self, forKey: .endedAt)
    latest = try values.decodeIfPresent(String.self, forKey: .latest)
    entries = try values.decode([String: Entry].self, forKey: .entries)
  }

  static var now: Int { Int(Timing.now * 1000) }
}
