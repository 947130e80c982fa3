import Foundation
import Printing

/// A prediction that waits for the lesson's result.
public struct Prediction {
  let question: Page.Question
  /// The reader's answer, in step mode.
  let given: GivenAnswer?
}

/// A question that applies the lesson, with the answer that the lesson computes.
public struct WorkItOut {
  let text: Prose
  let form: AnswerForm
  let answer: Answer
  let reason: Prose
  let mistakes: Mistakes

  /// - Parameters:
  ///   - text: in Markdown.
  ///   - answer: computed, not typed, if the lesson has the numbers.
  ///   - reason: how to get there, in one or two sentences.
  ///   - mistakes: the usual wrong answers, each with a sentence about the probable thought behind
  ///     it.
  public init(
    _ text: Prose, _ form: AnswerForm, _ answer: Answer, because reason: Prose, mistakes: Mistakes
  ) {
    self.text = text
    self.form = form
    self.answer = answer
    self.reason = reason
    self.mistakes = mistakes
  }
}

extension Lesson {
  /// Asks for a prediction before the reader sees the answer. `settle` answers it, after the cell
  /// that computes it.
  public func predict(_ question: Prose, _ form: AnswerForm) -> Prediction {
    let question = Page.Question(number: nextQuestion(), text: question, form: form)
    unsettled.append(question.number)
    add(.prediction(question))
    return Prediction(question: question, given: answer(to: question))
  }

  /// Answers a prediction, and judges the reader's answer.
  public func settle(
    _ prediction: Prediction, _ answer: Answer, because reason: Prose, mistakes: Mistakes = [:]
  ) {
    let solution = solution(of: prediction.question, answer, reason, mistakes)
    unsettled.removeAll { $0 == prediction.question.number }
    if let given = prediction.given {
      say("\n" + terminal.filled(Verdict(given, solution).sentence))
    }
    add(.settled(solution))
  }

  /// Asks what no picture answers. The page folds the solutions away; step mode judges answers, and
  /// asks again until one is right or given up.
  public func workItOut(_ questions: [WorkItOut], heading title: String = "Work it out") {
    endMore()
    heading(title)
    var exercises: [Page.Exercise] = []
    for question in questions {
      let asked = Page.Question(number: nextQuestion(), text: question.text, form: question.form)
      let solution = solution(of: asked, question.answer, question.reason, question.mistakes)
      exercises.append(Page.Exercise(question: asked, solution: solution))
    }
    page.add(.workItOut(exercises))
    say(terminal.text(of: .workItOut(exercises)) ?? "")
    guard options.step else { return }
    for (place, exercise) in exercises.enumerated() {
      say("\n" + terminal.text(of: exercise.question, at: place))
      while let given = answer(to: exercise.question) {
        let verdict = Verdict(given, exercise.solution)
        say(terminal.filled(verdict.sentence))
        if verdict == .right { break }
      }
      say(terminal.text(of: exercise.solution))
    }
  }

  /// The reader's answer in step mode; nil if the reader presses only Return, and without steps.
  private func answer(to question: Page.Question) -> GivenAnswer? {
    guard options.step else { return nil }
    let ask = "Your answer (\(question.form.description)), or Return for the next step "
    while true {
      Swift.print(terminal.dim(ask), terminator: "")
      Console.flush()
      guard let line = readLine()?.trimmingCharacters(in: .whitespaces), !line.isEmpty else {
        return nil
      }
      do { return try GivenAnswer(line, question.form) } catch { say("\(error)") }
    }
  }

  private func nextQuestion() -> Int {
    questions += 1
    return questions
  }

  private func solution(
    of question: Page.Question, _ answer: Answer, _ reason: Prose, _ mistakes: Mistakes
  ) -> Page.Solution {
    guard question.form.fits(answer), mistakes.all.allSatisfy({ question.form.fits($0.answer) })
    else { fail(KnobError("the answer to question \(question.number) does not have its form")) }
    return Page.Solution(
      question: question.number, form: question.form, answer: answer, reason: reason,
      mistakes: mistakes.all.map {
        Page.Mistake(answer: $0.answer, sentence: Prose.spans($0.sentence))
      })
  }
}

extension AnswerForm {
  /// The form of the typed answer.
  var description: String {
    switch self {
    case .number: "a number"
    case .numbers(let count): "\(count) numbers"
    case .someNumbers: "numbers"
    case .oneOf(let options): Self.letters.prefix(options.count).joined(separator: ", ")
    case .place: "row, column"
    }
  }

  func fits(_ answer: Answer) -> Bool {
    switch (self, answer) {
    case (.number, .numbers(let values, _)): values.count == 1
    case (.numbers(let count), .numbers(let values, _)): values.count == count
    case (.someNumbers, .numbers), (.place, .place): true
    case (.oneOf(let options), .option(let option)): options.contains(option)
    default: false
    }
  }
}
