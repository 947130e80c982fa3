extension Page {
  /// A question for the reader.
  public struct Question: Equatable, Sendable {
    /// From 1, through all pages of a lesson.
    public let number: Int
    public let text: Prose
    public let form: AnswerForm
  }

  /// An answer to a question: found by a lesson's cells, or worked out.
  public struct Solution: Equatable, Sendable {
    /// The number of its question.
    public let question: Int
    public let form: AnswerForm
    public let answer: Answer
    /// The reason.
    public let reason: Prose
    /// The usual wrong answers, each with the probable thought behind it.
    public let mistakes: [Mistake]
  }

  public struct Mistake: Equatable, Sendable {
    public let answer: Answer
    /// One sentence.
    public let sentence: [Prose.Span]
  }

  /// A question that no picture answers, with its solution.
  public struct Exercise: Equatable, Sendable {
    public let question: Question
    public let solution: Solution
  }
}

/// The form of an answer.
public enum AnswerForm: Equatable, Sendable {
  /// One number: `-2`, `0.5` or `1/3`.
  case number
  /// This many numbers, in order: `1/4, 3/4` or `[[4,3],[2,1]]`.
  case numbers(Int)
  /// Numbers in any order, as many as the reader finds.
  case someNumbers
  /// One of these answers.
  case oneOf([String])
  /// A row and a column.
  case place
}

/// An answer to a question.
public enum Answer: Equatable, Sendable {
  /// Numbers. A reader's number may differ by `within`.
  case numbers([Double], within: Double = 0)
  /// One of the question's options, in the same words.
  case option(String)
  case place(row: Int, column: Int)

  /// One number. A prediction is right if it differs by at most `within`.
  public static func number(_ value: Double, within: Double = 0) -> Answer {
    .numbers([value], within: within)
  }
}

extension Answer: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringLiteral
{
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  public init(arrayLiteral values: Double...) { self = .numbers(values) }
  public init(stringLiteral option: String) { self = .option(option) }
}

/// The usual wrong answers to a question, in order: `[-2: "The bias keeps its sign."]`.
public struct Mistakes: ExpressibleByDictionaryLiteral, Sendable {
  let all: [(answer: Answer, sentence: String)]

  public init(dictionaryLiteral all: (Answer, String)...) {
    self.all = all.map { (answer: $0.0, sentence: $0.1) }
  }
}
