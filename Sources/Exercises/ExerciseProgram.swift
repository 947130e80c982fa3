import ArgumentParser
import Exchange
import Foundation
import LessonKit
import Pictures
import Printing

/// `swift run Exercise`: lists the exercises, and judges one.
public enum ExerciseProgram {
  nonisolated(unsafe) private static var known: [Exercise] = []

  /// Runs the program. It ends with code 0 if what was judged is solved, and with 1 if not.
  ///
  /// - Parameter exercises: all of them, with the reader's functions, in their order.
  public static func run(_ exercises: [Exercise]) -> Never {
    Console.checkOutput("Exercise")
    known = exercises
    Command.main()
    exit(0)
  }

  private struct Command: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "Exercise",
      abstract: "Judges what you have written in Lessons/Exercises.",
      discussion: """
        swift run Exercise                    lists the exercises, and judges the first unsolved one
        swift run Exercise 3                  judges exercise 3
        swift run Exercise 3 --hint           gives a nudge; --hint --hint says nearly all
        swift run Exercise 3 --solution       shows a solution
        swift run Exercise 3 --reset          puts the file back as it was
        """)

    @Argument(help: "Which exercise, by number or name.") var exercise: String?
    @Flag(help: "Give a nudge; given twice, nearly all.") var hint: Int
    @Flag(help: "Show a solution.") var solution = false
    @Flag(help: "Put the file back as it was before you wrote in it. What you wrote is lost.")
    var reset = false
    @Option(help: .hidden) var part: Int?
    @Option(help: .hidden) var answers: String?

    func validate() throws {
      if let exercise, chosen == nil {
        throw ValidationError(
          "There is no exercise \(exercise); there are 1 to \(ExerciseProgram.known.count).")
      }
      if exercise == nil, hint > 0 || solution || reset {
        throw ValidationError("Which exercise? Name its number, such as 3.")
      }
      if let chosen, let part, !chosen.parts.indices.contains(part) {
        throw ValidationError(
          "Exercise \(chosen.entry.number) has no part \(part); its last is "
            + "\(chosen.parts.count - 1).")
      }
    }

    private var chosen: Exercise? {
      exercise.flatMap { name in
        ExerciseProgram.known.first {
          String($0.entry.number) == name || $0.entry.name.lowercased() == name.lowercased()
            || $0.entry.file.lowercased() == name.lowercased()
        }
      }
    }

    func run() throws {
      do {
        guard let chosen else { return try ExerciseProgram.listAndJudge() }
        let files = ExerciseFiles(entry: chosen.entry)
        if let part, let answers {
          try Runner.attempt(chosen.parts[part], answers: answers)
        } else if hint > 0 {
          print(chosen.hints.prefix(hint).joined(separator: "\n\n"))
        } else if solution {
          print(try files.solution(), terminator: "")
        } else if reset {
          try files.reset()
          print("\(chosen.entry.path) is as it was.")
        } else {
          try ExerciseProgram.judge(chosen)
        }
      } catch let code as ExitCode {
        throw code
      } catch {
        Console.complain("Exercise", "\(error)")
        throw ExitCode(1)
      }
    }
  }

  /// A verdict on each part, up to one that never ended; an open one is left out if something before
  /// it is not solved.
  private static func verdicts(on exercise: Exercise) throws -> [Verdict] {
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    var verdicts: [Verdict] = []
    for (number, part) in exercise.parts.enumerated() {
      // Nobody waits for the speed of what is wrong.
      if part.judge != nil, !verdicts.allSatisfy(\.isSolved) { break }
      let outcomes = try Runner.outcomes(
        ofPart: number, of: exercise, program: program, ["\(exercise.entry.number)"])
      verdicts.append(Verdict(part, outcomes))
      if outcomes.last == .late { break }
    }
    return verdicts
  }

  private static func listAndJudge() throws {
    var next: Exercise?
    for exercise in known {
      let verdicts = try verdicts(on: exercise)
      let state =
        verdicts.allSatisfy(\.isSolved)
        ? "solved" : verdicts.allSatisfy { $0.finding == .notWritten } ? "" : "begun"
      let number = "\(exercise.entry.number)".alignedRight(3)
      let task = exercise.entry.task + (exercise.entry.isOptional ? " (optional)" : "")
      print("\(number)  \(state.alignedLeft(6))  \(exercise.entry.name): \(task)")
      if next == nil, state != "solved" { next = exercise }
    }
    guard let next else { return print("\nAll are solved.") }
    print("\nThe next one:\n")
    try judge(next)
  }

  /// Says what is to be said to one exercise, part by part up to the first that is not solved.
  private static func judge(_ exercise: Exercise) throws {
    let terminal = Terminal()
    let folder = "\(ExerciseFiles.package)/Outputs/Exercises"
    let path = "\(folder)/\(exercise.entry.file).png"
    // The picture of an earlier verdict would contradict this one.
    try? FileManager.default.removeItem(atPath: path)
    print(terminal.bold("Exercise \(exercise.entry.number): \(exercise.entry.task)"))
    for (part, verdict) in zip(exercise.parts, try verdicts(on: exercise)) {
      print("\n" + verdict.text(part))
      if let figure = verdict.figure(part) {
        let picture = Picture(figure)
        if let small = terminal.preview(picture) { print("\n" + small) }
        try File.makeFolder(folder)
        try picture.write(to: path)
        print("\n→ \(path)")
      }
      if verdict.isSolved { continue }
      print(
        "\nYou write in \(exercise.entry.path), behind lesson \(exercise.entry.lesson.number). "
          + "Stuck? swift run Exercise \(exercise.entry.number) --hint")
      throw ExitCode(1)
    }
    print("\nExercise \(exercise.entry.number) is solved.")
  }
}
