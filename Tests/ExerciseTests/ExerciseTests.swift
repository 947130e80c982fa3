import Exchange
import LessonKit
import Testing

@testable import Exercises

/// Each exercise: a solution passes, a stub is a stub, each usual mistake is named.
@Suite struct ExerciseTests {
  /// A function of an exercise, with its solution in the reader's place.
  struct Written: CustomTestStringConvertible, Sendable {
    let exercise: Exercise
    let part: Part
    var testDescription: String { "\(exercise.entry.number): \(part.function)" }
  }

  static let parts = Solved.all.flatMap { exercise in
    exercise.parts.map { Written(exercise: exercise, part: $0) }
  }

  @Test func thereAreAll() {
    #expect(Solved.all.map(\.entry) == ExerciseEntry.all)
    #expect(ExerciseEntry.all.count { !$0.isOptional } == 15)
    let mistakes = Self.parts.map(\.part.mistakes.count).reduce(0, +)
    #expect(mistakes >= 30)
  }

  @Test(arguments: parts)
  func theSolutionPasses(_ written: Written) {
    let judged = written.part.judge.map { [Outcome.judged($0())] }
    let outcomes = judged ?? written.part.cases.map { .returned($0.attempt()) }
    let verdict = Verdict(written.part, outcomes)
    #expect(verdict.isSolved, "\(verdict.text(written.part))")
  }

  @Test(arguments: parts)
  func eachMistakeIsNamed(_ written: Written) {
    let part = written.part
    for (number, sentence) in part.mistakes.enumerated() {
      let verdict = Verdict(part, part.cases.map { .returned($0.mistaken[number]) })
      #expect(verdict.mistake == sentence, "\(number)")
      #expect(!verdict.isSolved, "\(sentence)")
      let text = verdict.text(part)
      #expect(text.contains(sentence))
      if case .wrong = verdict.finding {
        // The arithmetic stands below, and the figure shows the cell.
        #expect(text.split(separator: "\n").count > 2, "\(text)")
        #expect(verdict.figure(part) != nil)
      }
    }
  }

  /// At least two mistakes for each exercise, and a case that is larger than its first.
  @Test(arguments: Solved.all.filter { !$0.entry.isOptional }.map(\.entry.number))
  func hasCasesAndMistakes(_ number: Int) throws {
    let exercise = try #require(Solved.all.first { $0.entry.number == number })
    #expect(exercise.parts.map(\.mistakes.count).reduce(0, +) >= 2)
    #expect(exercise.hints.count == 2)
    for part in exercise.parts { #expect(part.cases.count >= 2, "\(part.function)") }
  }

  /// An unknown mistake gets the arithmetic, and no guess.
  @Test(arguments: parts)
  func anUnknownMistakeGetsNoGuess(_ written: Written) {
    let outcomes = written.part.cases.map { one in
      Outcome.returned(Returned(one.expected.values.map { $0 + 17.25 }))
    }
    #expect(Verdict(written.part, outcomes).mistake == nil)
  }

  /// A program that ends by itself has not solved the case on which it ended.
  @Test(arguments: parts)
  func aProgramThatEndedIsNotSolved(_ written: Written) {
    let part = written.part
    let verdict = Verdict(part, part.cases.dropLast().map { .returned($0.expected) })
    #expect(!verdict.isSolved)
    #expect(verdict.text(part).contains(" ended the program before it returned."))
  }

  /// What a reader finds is the solution without what is to be written.
  @Test(arguments: Solved.all.map(\.entry))
  func theReadersFileIsTheSolutionWithoutItsBody(_ entry: ExerciseEntry) throws {
    let files = ExerciseFiles(entry: entry)
    let stub = try files.stub()
    #expect(String(decoding: try File.read(files.path), as: UTF8.self) == stub)
    #expect(stub.contains("notWrittenYet()"))
    let solution = try files.solution()
    #expect(!solution.contains("notWrittenYet()") && !solution.contains("// ----"))
    #expect(stub.hasPrefix("import Exercises\n"))
    #expect(stub.contains("\n// Exercise \(entry.number): "))
    #expect(stub.contains("Behind lesson \(entry.lesson.number)."))
  }

  @Test(
    arguments: [
      (
        "Swift/ContiguousArrayBuffer.swift:600: Fatal error: Index out of range\n",
        "Index out of range."
      ),
      (
        "a\n/x/Lessons/Exercises/01-Correlate.swift:7: Fatal error: Division by zero\n",
        "Division by zero, in 01-Correlate.swift, line 7."
      ),
      ("Fatal error: Index out of range: file Swift/Array.swift, line 3\n", "Index out of range."),
      ("Segmentation fault", nil),
    ] as [(String, String?)])
  func whatSwiftSays(_ text: String, _ sentence: String?) {
    #expect(Runner.said(in: text) == sentence)
  }
}
