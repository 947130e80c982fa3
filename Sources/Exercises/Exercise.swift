import CNN
import LessonKit

/// Something to write, with what is right and which mistakes are usual.
public struct Exercise: Sendable {
  public let entry: ExerciseEntry
  /// A nudge, and nearly all.
  let hints: [String]
  let parts: [Part]

  init(_ number: Int, hints: [String], _ parts: [Part]) {
    entry = ExerciseEntry.all[number - 1]
    self.hints = hints
    self.parts = parts
  }
}

/// One function of an exercise, with the cases on which it is tried, from small to mean.
struct Part: Sendable {
  /// Its name, as in the reader's file.
  let function: String
  let cases: [Case]
  /// What is said to each of the usual mistakes.
  let mistakes: [String]

  /// What a function is asked once.
  struct Case: Sendable {
    let name: String
    let attempt: @Sendable () -> Returned
    let expected: Returned
    /// What each of the usual mistakes would return.
    let mistaken: [Returned]
    /// How the number at an offset comes about.
    let arithmetic: @Sendable (Int) -> String
  }

  /// - Parameters:
  ///   - cases: what the function is handed, each with a few words on what it is.
  ///   - attempt: the reader's function.
  ///   - expected: what is right, from the package's own layers.
  ///   - mistakes: the usual ones, each as a sentence and as a function that makes it.
  ///   - arithmetic: how the number at an offset of what is right comes about.
  init<Input: Sendable>(
    _ function: String, _ cases: KeyValuePairs<String, Input>,
    attempt: @escaping @Sendable (Input) -> Returned, expected: (Input) -> Returned,
    mistakes: KeyValuePairs<String, (Input) -> Returned>,
    arithmetic: @escaping @Sendable (Input, Int) -> String
  ) {
    self.function = function
    self.mistakes = mistakes.map(\.key)
    self.cases = cases.map { name, input in
      Case(
        name: name, attempt: { attempt(input) }, expected: expected(input),
        mistaken: mistakes.map { $0.value(input) }, arithmetic: { arithmetic(input, $0) })
    }
  }
}
