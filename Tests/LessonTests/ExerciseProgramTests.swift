import Exchange
import Foundation
import LessonKit
import Pictures
import Testing

/// `swift run Exercise` as a program: what it lists, judges and refuses.
@Suite struct ExerciseProgramTests {
  @Test func allAreListedAndNoneIsWritten() throws {
    let run = try Program.run("Exercise", limit: 120)
    #expect(run.code == 1 && run.errors == "")
    for entry in ExerciseEntry.all {
      #expect(run.output.contains("\n") && run.output.contains("\(entry.name): \(entry.task)"))
      #expect(!run.output.contains(" solved  \(entry.name)"))
    }
    #expect(run.output.contains("`correlate(_:_:bias:)` is not written yet."))
  }

  @Test(arguments: ExerciseEntry.all)
  func aStubIsAStub(_ entry: ExerciseEntry) throws {
    let run = try Program.run("Exercise", ["\(entry.number)"])
    #expect(run.code == 1 && run.errors == "")
    #expect(run.output.contains(" is not written yet."))
    #expect(
      run.output.contains("You write in \(entry.path), behind lesson \(entry.lesson.number)."))
    let hint = try Program.run("Exercise", [entry.name, "--hint"]).output
    let both = try Program.run("Exercise", [entry.file, "--hint", "--hint"]).output
    #expect(hint.count > 20 && both.hasPrefix(hint.dropLast()) && both.count > hint.count + 20)
    #expect(
      try !Program.run("Exercise", ["\(entry.number)", "--solution"]).output.contains(
        "notWrittenYet"))
  }

  @Test(arguments: [
    (["18"], "There is no exercise 18; there are 1 to 17."),
    (["Nonsense"], "There is no exercise Nonsense"), (["--hint"], "Which exercise?"),
    (["--reset"], "Which exercise?"),
    (["3", "--part", "99", "--answers", "answers"], "Exercise 3 has no part 99; its last is 1."),
    (["1", "2"], "Unexpected argument"),
  ])
  func whatIsRefused(_ arguments: [String], _ sentence: String) throws {
    let run = try Program.run("Exercise", arguments)
    #expect(run.code != 0)
    #expect(run.errors.contains(sentence), "\(run.errors)")
  }

  /// An endless loop ends by itself, also if nobody waits for it any more.
  @Test func anAttemptThatWasLeftAlone() throws {
    try inFolder { folder in
      let run = try Program.run(
        "Attempts", ["1", "--part", "0", "--answers", "\(folder)/answers"],
        environment: ["ATTEMPT": "loop"])
      #expect(run.code == SIGALRM)
    }
  }

  /// What goes wrong in a reader's code ends with the case that was running.
  @Test(arguments: [
    ("index", "on the case “the example of the task” crashed: Index out of range.", 1),
    (
      "overflow",
      "on the case “the example of the task” crashed: an index out of range, or a number", 1
    ),
    ("loop", "on the case “the example of the task” did not end within 10 seconds", 1),
    ("stub", "`correlate(_:_:bias:)` is not written yet.", 1),
    ("exit", "on the case “the example of the task” ended the program before it returned.", 1),
    ("empty", "returned nothing; it should be 2×2.", 1),
    ("ragged", "returned 2 rows of different lengths; it should be 1×2.", 1),
    ("print", "a reader's own line", 0), ("", "Exercise 1 is solved.", 0),
  ])
  func whatGoesWrongInAReadersCode(_ attempt: String, _ words: String, _ code: Int32) throws {
    let run = try Program.run("Attempts", ["1"], environment: ["ATTEMPT": attempt])
    #expect(run.code == code && run.errors == "")
    #expect(run.output.contains(words), "\(run.output)")
  }
}
