/// A value at the top of a lesson that is there to be changed, as data: what a page lists, and what
/// a program says of its knobs.
public struct Knob: Codable, Equatable, Sendable {
  /// That of its `let`.
  public let name: String
  /// As it is written: `Float`.
  public let type: String
  /// Its value in the source, as it is written.
  public let value: String
  /// What it is, in Markdown: the comment above it.
  public let about: String
  /// The values worth trying.
  public let tries: [Try]
  /// The value that this run has in place of `value`; nil if it has none.
  public internal(set) var tried: Tried?

  /// A value worth trying.
  public struct Try: Codable, Equatable, Sendable {
    /// As it is written in the source.
    public let literal: String
    /// What to look for, in Markdown.
    public let look: String
    /// What it brings along.
    public let others: [Other]
    /// Whether the lesson refuses it with one sentence, as it should.
    public let endsInSentence: Bool
    /// What follows `--try`: `bias=1`. A text stands there without its quotes.
    public let argument: String
  }

  /// A knob that gets another value together with one above it.
  public struct Other: Codable, Equatable, Sendable {
    public let name: String
    public let literal: String
  }

  /// The value that a run has in place of the one in the source.
  public struct Tried: Codable, Equatable, Sendable {
    public let literal: String
    /// What to look for; nil if the value is none of those that are listed.
    public let look: String?
  }
}

extension Knob {
  /// The folder in which `Walkthrough --tries --output` keeps the pages of a value.
  ///
  /// - Parameter argument: what stands behind `--try`.
  public static func folder(of lesson: LessonEntry, trying argument: String) -> String {
    lesson.folder + " "
      + argument.map { $0.isASCII && !"/:\\".contains($0) ? String($0) : "%" }.joined()
  }
}

extension Knob.Try {
  /// What one types behind `--try`, as a shell reads it: `bias=1`, `'corner=(11, 19)'`.
  public var shellWord: String {
    let isPlain = argument.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "=._-+/:,%".contains($0))
    }
    return isPlain ? argument : "'" + argument.replacing("'", with: #"'\''"#) + "'"
  }
}

extension String {
  /// What ends it as a sentence: nothing if it ends so already.
  var stop: String { last.map { "?!.".contains($0) } == true ? "" : "." }
  var withItsStop: String { self + stop }
}
