import CNN
import LessonKit
import Synchronization

/// Something to write, with what is right and which mistakes are usual.
public struct Exercise: Sendable {
  public let entry: ExerciseEntry
  /// A nudge, and nearly all.
  let hints: [String]
  private let made: Once<[Part]>

  /// - Parameter parts: made when first asked for: a program knows all exercises, and judges one.
  init(
    _ number: Int, hints: [String],
    _ parts: @autoclosure @escaping @Sendable () -> [Part]
  ) {
    entry = ExerciseEntry.all[number - 1]
    self.hints = hints
    made = Once(parts)
  }

  var parts: [Part] { made.value }
}

/// Something that is made when it is first asked for, and kept.
private final class Once<Value: Sendable>: Sendable {
  private let kept = Mutex<Value?>(nil)
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  var value: Value {
    kept.withLock { kept in
      let value = kept ?? make()
      kept = value
      return value
    }
  }
}

/// One function of an exercise, with the cases on which it is tried, from small to mean.
struct Part: Sendable {
  /// Its name, as in the reader's file.
  let function: String
  let cases: [Case]
  /// What is said to each of the usual mistakes.
  let mistakes: [String]
  /// For a part without cases: its own judge, which runs in the same process as the function.
  let judge: (@Sendable () -> Judged)?
  /// Where the number at an offset of what it returns stands, in words; nil if rows and columns
  /// say it.
  let place: (@Sendable (Int) -> String)?
  /// So many seconds it may take.
  let limit: Int
  /// What the case is called that the task works out.
  static let example = "the example of the task"

  /// What a function is asked once.
  struct Case: Sendable {
    let name: String
    /// What the function is handed, in writing; nil if it is too much.
    let given: String?
    let attempt: @Sendable () -> Returned
    let expected: Returned
    /// What each of the usual mistakes would return.
    let mistaken: [Returned]
    /// How the number at an offset comes about.
    let arithmetic: @Sendable (Int) -> String
  }

  /// - Parameters:
  ///   - cases: what the function is asked, each with a few words on what it is.
  ///   - given: what the function is handed, under the names of the task; nil if a function is
  ///     among it, which cannot be written.
  ///   - attempt: the reader's function.
  ///   - expected: what is right, from the package's own layers.
  ///   - mistakes: the usual ones, each as a sentence and as a function that makes it.
  ///   - place: where the number at an offset stands, in words; nil if rows and columns say it.
  ///   - arithmetic: how the number at an offset of what is right comes about.
  init<Input: Sendable>(
    _ function: String, _ cases: KeyValuePairs<String, Input>,
    given: ((Input) -> KeyValuePairs<String, Any>)? = nil,
    attempt: @escaping @Sendable (Input) -> Returned, expected: (Input) -> Returned,
    mistakes: KeyValuePairs<String, (Input) -> Returned>,
    place: (@Sendable (Int) -> String)? = nil,
    arithmetic: @escaping @Sendable (Input, Int) -> String
  ) {
    self.function = function
    self.mistakes = mistakes.map(\.key)
    self.place = place
    (judge, limit) = (nil, 10)
    self.cases = cases.map { name, input in
      Case(
        name: name, given: given.flatMap { Given.text(of: $0(input)) }, attempt: { attempt(input) },
        expected: expected(input),
        mistaken: mistakes.map { $0.value(input) }, arithmetic: { arithmetic(input, $0) })
    }
  }

  /// A part that is judged by more than its numbers: by its speed, or by what it learns.
  ///
  /// - Parameter function: what it is asked for, such as `the speed of product`.
  init(open function: String, limit: Int = 60, judge: @escaping @Sendable () -> Judged) {
    self.function = function
    (cases, mistakes, place) = ([], [], nil)
    (self.judge, self.limit) = (judge, limit)
  }
}
