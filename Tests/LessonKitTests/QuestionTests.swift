import Testing

@testable import LessonKit

/// A question of one number, the first of its page.
func question(_ text: String, _ form: AnswerForm = .number) -> Page.Question {
  Page.Question(number: 1, text: Prose(text), form: form)
}

/// What is typed is read, judged, and answered in words.
@Suite struct QuestionTests {
  @Test(
    arguments: [
      ("-2", [-2.0]), ("−2", [-2]), ("+.5", [0.5]), ("¾", [0.75]), ("-½", [-0.5]),
      ("1/3", [1.0 / 3]),
      ("1½", [1.5]), ("−2¼", [-2.25]), ("½2", nil), ("1.5½", nil), ("1/2½", nil),
      (" 7. ", [7]), ("-3/4", [-0.75]), ("1e3", nil), ("", nil), ("seven", nil), ("1 2", nil),
      ("1/0", nil), ("--2", nil), ("1/2/3", nil),
    ] as [(String, [Double]?)])
  func aNumber(_ typed: String, _ values: [Double]?) {
    let given = try? GivenAnswer(typed, .number)
    #expect(given?.answer == values.map { .numbers($0) })
  }

  @Test(
    arguments: [
      ("[[4,3],[2,1]]", AnswerForm.numbers(4), Answer.numbers([4, 3, 2, 1])),
      ("1/4, 3/4", .numbers(2), .numbers([0.25, 0.75])),
      ("2 4 6", .someNumbers, .numbers([2, 4, 6])),
      ("(3, 14)", .place, .place(row: 3, column: 14)),
      ("3, 14", .place, .place(row: 3, column: 14)), ("3", .place, nil),
      ("3.5, 1", .place, nil), ("1, 2, 3", .numbers(2), nil), ("B", .oneOf(["x", "y"]), "y"),
      ("y", .oneOf(["x", "y"]), "y"), ("c", .oneOf(["x", "y"]), nil),
      ("z", .oneOf(["x", "y"]), nil),
    ] as [(String, AnswerForm, Answer?)])
  func otherAnswers(_ typed: String, _ form: AnswerForm, _ answer: Answer?) {
    #expect((try? GivenAnswer(typed, form))?.answer == answer)
  }

  @Test func whatCannotBeReadIsSaid() {
    #expect(throws: GivenAnswer.Unreadable(description: "“x” is not a number.")) {
      try GivenAnswer("x", .number)
    }
    #expect(throws: GivenAnswer.Unreadable(description: "“d” is not one of a, b, c.")) {
      try GivenAnswer("d", .oneOf(["x", "y", "z"]))
    }
  }

  @Test(
    arguments: [
      (AnswerForm.number, Answer.number(-3), "-3", Verdict.right), (.number, -3, "-2", .slip),
      (.number, -3, "4", .off(by: 7)), (.number, .number(94, within: 20), "80", .right),
      (.number, .number(94, within: 20), "73", .off(by: -21)),
      // Two decimals or more count as rounded, fewer as exact.
      (.number, 0.2689, "0.27", .right), (.number, 0.2689, ".269", .right),
      (.number, 0.2689, "0.3", .off(by: 0.0311)), (.number, 0.2689, "0.26", .off(by: -0.0089)),
      (.numbers(2), [0.1, 0.9], "1/10 9/10", .right), (.numbers(2), [0.1, 0.9], ".9 .1", .wrong),
      (.someNumbers, [2, 4, 6], "6, 2, 4", .right), (.someNumbers, [2, 4, 6], "2, 4", .wrong),
      (.someNumbers, [2, 4, 6], "-2", .slip), (.oneOf(["x", "y"]), "x", "a", .right),
      (.oneOf(["x", "y"]), "x", "b", .wrong),
      (.place, .place(row: 1, column: 2), "1 2", .right),
      (.place, .place(row: 1, column: 2), "2 1", .wrong),
    ] as [(AnswerForm, Answer, String, Verdict)])
  func isJudged(_ form: AnswerForm, _ answer: Answer, _ typed: String, _ expected: Verdict) throws {
    let solution = Page.Solution(
      question: 1, form: form, answer: answer, reason: "So.",
      mistakes: [Page.Mistake(answer: -2, sentence: Self.slip)])
    switch (Verdict(try GivenAnswer(typed, form), solution), expected) {
    case (.off(let by), .off(let expected)): #expect(abs(by - expected) < 1e-9)
    case (let verdict, _): #expect(verdict == expected)
    }
  }

  fileprivate static let slip: [Prose.Span] = [.text("The bias keeps its sign.")]

  @Test(
    arguments: [
      (Verdict.right, "Right."), (.slip, "Not quite. The bias keeps its sign."), (.wrong, "No."),
      (.off(by: 21), "No. Your number is 21 too large."),
      (.off(by: -0.0311), "No. Your number is 0.0311 too small."),
    ] as [(Verdict, String)])
  func theVerdictInWords(_ verdict: Verdict, _ words: String) {
    #expect(Terminal(width: 80, hasColors: false).filled(verdict.sentence) == words)
  }

  @Test(
    arguments: [
      (-3, "−3"), (0.25, "0.25"), (0.2689414, "0.2689"), (10000, "10,000"), (0.0000012, "1.2·10⁻⁶"),
      (-0.5, "−0.5"), (2.0 / 3, "0.6667"), (0.99999, "1"), (-12.00001, "−12"),
      (1e14, "100,000,000,000,000"), (1e20, "1.0·10²⁰"), (-1e20, "−1.0·10²⁰"),
    ] as [(Double, String)])
  func aNumberInWriting(_ value: Double, _ written: String) {
    #expect(Answer.number(value).written == written)
  }

  @Test func onThePage() {
    let options = question("which?", .oneOf(["grey", "the *edge*"]))
    let solution = Page.Solution(
      question: 1, form: .number, answer: -3, reason: "Turn it.",
      mistakes: [Page.Mistake(answer: -2, sentence: Self.slip)])
    #expect(
      MarkdownWriter().text(of: [
        .prediction(options), .settled(solution),
        .workItOut([Page.Exercise(question: question("How *many*?"), solution: solution)]),
      ]) == """
        **Predict:** which?

        - a) grey
        - b) the *edge*

        **Answer: −3.** Turn it.

        - −2? The bias keeps its sign.

        **1.** How *many*?

        <details>
        <summary>Solution</summary>

        **Answer: −3.** Turn it.

        - −2? The bias keeps its sign.

        </details>


        """)
  }
}

extension Verdict {
  fileprivate static let slip = Verdict.mistake(QuestionTests.slip)
}
