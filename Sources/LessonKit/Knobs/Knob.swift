import Printing

/// A knob, as data: a value at the top of a lesson that you may change. Pages and programs list
/// knobs.
public struct Knob: Codable, Equatable, Sendable {
  /// The name of its `let`.
  public let name: String
  /// Its type, as written: `Float`.
  public let type: String
  /// Its value in the source, as written.
  public let value: String
  /// Its description, in Markdown: the comment above it.
  public let about: String
  /// The values worth trying.
  public let tries: [Try]
  /// The value of this run in place of `value`; nil if it is the same.
  public internal(set) var tried: Tried?

  /// A value worth trying.
  public struct Try: Codable, Equatable, Sendable {
    /// The value, as written in the source.
    public let literal: String
    /// What to look for, in Markdown.
    public let look: String
    /// The values of other knobs that change with it.
    public let others: [Other]
    /// Whether the lesson should refuse it with one sentence.
    public let endsInSentence: Bool
    /// The argument of `--try`: `bias=1`. A text has no quotes there.
    public let argument: String
  }

  /// A knob that changes together with one above it.
  public struct Other: Codable, Equatable, Sendable {
    public let name: String
    public let literal: String
  }

  /// A run's value in place of the one in the source.
  public struct Tried: Codable, Equatable, Sendable {
    public let literal: String
    /// What to look for; nil if the value is not listed.
    public let look: String?
  }
}

extension Knob {
  /// The folder of a value's pages in `Walkthrough --tries --output`.
  ///
  /// - Parameter argument: the argument of `--try`.
  public static func folder(of lesson: LessonEntry, trying argument: String) -> String {
    lesson.folder + " "
      + argument.map { $0.isASCII && !"/:\\".contains($0) ? String($0) : "%" }.joined()
  }
}

extension Knob.Try {
  /// The argument of `--try`, quoted for a shell: `bias=1`, `'corner=(11, 19)'`.
  public var shellWord: String { argument.shellWord }
}

extension String {
  /// What ends it as a sentence: nothing if it ends so already.
  var stop: String { last.map { "?!.".contains($0) } == true ? "" : "." }
  var withItsStop: String { self + stop }
}
