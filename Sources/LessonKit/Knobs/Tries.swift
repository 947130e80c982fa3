/// What to look for if a knob has a certain value.
///
/// A text alone is enough: `4: "the map shrinks to 7"`.
public struct Look: Equatable, Sendable, ExpressibleByStringInterpolation {
  /// In Markdown, one line.
  public let text: String
  /// The knobs below it that change at the same time.
  let others: [Knob.Other]
  /// Whether the lesson should refuse the value with one sentence.
  let endsInSentence: Bool

  /// - Parameters:
  ///   - others: other knobs that change with the value, each with its literal: `Look("each window
  ///     stands alone", with: ["stride": "4"])`. They are below this knob. A knob that the command
  ///     line names keeps that value.
  ///   - endsInSentence: whether the lesson should refuse the value with one sentence and code 1.
  public init(
    _ text: String, with others: KeyValuePairs<String, String> = [:], endsInSentence: Bool = false
  ) {
    self.text = text
    self.others = others.map { Knob.Other(name: $0, literal: $1) }
    self.endsInSentence = endsInSentence
  }

  public init(stringLiteral text: String) { self.init(text) }
}

/// The values of a knob that are worth trying, in order, each with what to look for.
///
/// You can list values of any type, and one value twice: nothing is looked up by a key.
public struct Tries<Value>: ExpressibleByDictionaryLiteral {
  let all: [(value: Value, look: Look)]

  public init(dictionaryLiteral all: (Value, Look)...) {
    self.all = all.map { (value: $0.0, look: $0.1) }
  }
}
