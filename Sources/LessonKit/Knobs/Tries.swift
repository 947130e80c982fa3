/// What to look for when a knob has a certain value.
///
/// A text alone will do: `4: "the map shrinks to 7"`.
public struct Look: Equatable, Sendable, ExpressibleByStringInterpolation {
  /// In Markdown, one line.
  public let text: String
  /// The knobs below that get another value at the same time.
  let others: [Knob.Other]
  /// Whether the lesson refuses the value with one sentence, as it should.
  let endsInSentence: Bool

  /// - Parameters:
  ///   - others: the knobs that the value brings along, each with its literal:
  ///     `Look("each window stands alone", with: ["stride": "4"])`. They stand below this knob. One
  ///     that is tried by name keeps the value that was named.
  ///   - endsInSentence: whether the lesson refuses the value with one sentence and code 1.
  public init(
    _ text: String, with others: KeyValuePairs<String, String> = [:], endsInSentence: Bool = false
  ) {
    self.text = text
    self.others = others.map { Knob.Other(name: $0, literal: $1) }
    self.endsInSentence = endsInSentence
  }

  public init(stringLiteral text: String) { self.init(text) }
}

/// The values of a knob that are worth trying, each with what to look for, in their order.
///
/// Values of any type can be listed, and one twice: nothing is looked up by a key.
public struct Tries<Value>: ExpressibleByDictionaryLiteral {
  let all: [(value: Value, look: Look)]

  public init(dictionaryLiteral all: (Value, Look)...) {
    self.all = all.map { (value: $0.0, look: $0.1) }
  }
}
