import Exchange
import Foundation
import LessonKit
import Printing
import Synchronization

/// Runs every value worth trying of the lessons' knobs, several at once. Compares what differs with
/// the scripts that the pages' buttons load, or writes these scripts.
struct Tries {
  /// A value of a lesson's knob.
  private struct Run {
    let lesson: LessonEntry
    let value: Knob.Try

    var name: String { "\(lesson.folder) \(value.argument)" }
    /// Its script, from Outputs.
    var script: String {
      "\(lesson.folder)/\(TriedScript.folder)/\(TriedScript.file(of: value.argument))"
    }

    /// How a run ended.
    enum Outcome {
      case good
      case wrong(String)
      /// It ended well, but its script is not what it makes.
      case old(String)

      /// What is wrong, in a sentence.
      var problem: String? {
        switch self {
        case .good: nil
        case .wrong(let sentence), .old(let sentence): sentence
        }
      }
    }

    /// What is wrong with the end of a run; nil if it ended as expected.
    func problem(_ end: LessonProgram.End) -> String? {
      if end.isLate { return "it took longer than \(Tries.limit.fixed(0)) s and was stopped" }
      guard let code = end.code else { return "it did not end by itself" }
      let sentences = end.errors.split(separator: "\n")
      if code != (value.endsInSentence ? 1 : 0) {
        return "it ended with code \(code). " + sentences.joined(separator: " ")
      }
      if value.endsInSentence, sentences.count != 1 {
        return "it should end with one sentence, not \(sentences.count)"
      }
      if !value.endsInSentence, let first = sentences.first { return "it complains: \(first)" }
      return nil
    }
  }

  /// How many seconds a value may take.
  private static let limit = 240.0

  private let runs: [Run]
  private let folder: String
  private let isTemporary: Bool
  /// A folder of its own, removed at the end.
  private let temporary: String
  private let lessons: [LessonEntry]
  /// The package's own Outputs, with the scripts of the values.
  private let outputs: String
  private let isWriting: Bool

  /// Asks the lessons for their knobs.
  ///
  /// - Parameters:
  ///   - output: the folder for the pages. Each value has its own folder in it (`Knob.folder`). Nil
  ///     for no pages.
  ///   - outputs: the package's own Outputs.
  ///   - isWriting: whether to write the values' scripts there. Otherwise they are compared.
  init(
    _ lessons: [LessonEntry], keepingPagesIn output: String?, outputs: String, isWriting: Bool
  ) throws(Failure) {
    (self.lessons, self.outputs, self.isWriting) = (lessons, outputs, isWriting)
    var runs: [Run] = []
    for lesson in lessons {
      let values = try Self.knobs(of: lesson).flatMap(\.tries)
      if values.isEmpty { print("\(lesson.folder): no values to try") }
      runs += values.map { Run(lesson: lesson, value: $0) }
    }
    let scripts = Dictionary(grouping: runs, by: \.script)
    if let (script, both) = scripts.first(where: { $0.value.count > 1 }) {
      throw Failure(
        sentence: "\(both.map(\.name).joined(separator: " and ")) have the same script \(script).")
    }
    self.runs = runs
    isTemporary = output == nil
    let temporary = FileManager.default.temporaryDirectory
      .appending(path: "GlassBox-" + UUID().uuidString).path(percentEncoded: false)
    self.temporary = temporary
    folder = output ?? temporary
  }

  /// Runs all values, and prints a line when one has ended. Throws if one did not end as expected, or
  /// if a script is not what its value makes.
  func run() throws(Failure) {
    let start = ContinuousClock.now
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    // A free worker takes the next value. The last lessons take longest, so they are first: then no
    // core works alone at the end.
    let state = Mutex((next: runs.count, failed: 0, old: 0))
    let cores = ProcessInfo.processInfo.activeProcessorCount
    DispatchQueue.concurrentPerform(iterations: min(cores, runs.count)) { _ in
      while true {
        let index = state.withLock { state in
          state.next -= 1
          return state.next
        }
        guard index >= 0 else { return }
        let (line, outcome) = outcome(of: runs[index])
        guard EndSignals.first == nil else { return }
        state.withLock { state in
          if case .wrong = outcome { state.failed += 1 }
          if case .old = outcome { state.old += 1 }
          print(line)
          Console.flush()
        }
      }
    }
    guard EndSignals.first == nil else { throw Failure(sentence: "The values were not all run.") }
    let seconds = ((ContinuousClock.now - start) / .seconds(1)).fixed(1)
    let (_, failed, old) = state.withLock { $0 }
    guard failed == 0 else {
      throw Failure(
        sentence: "\(failed) of \(runs.count) values did not end as they should, in \(seconds) s.")
    }
    print("All \(runs.count) values ended as they should, in \(seconds) s.")
    let unused = try unusedScripts()
    for path in unused { print("Outputs/\(path) belongs to no value.") }
    guard old == 0, unused.isEmpty else {
      throw Failure(
        sentence: "The scripts of \(old + unused.count) values in Outputs are not what the code "
          + "makes. Run swift run Walkthrough --tries --write.")
    }
    print(
      isWriting
        ? "Outputs has the script of each value." : "Outputs has the script that each value makes.")
  }

  /// The scripts of values that are no longer listed. Removes them when it writes.
  private func unusedScripts() throws(Failure) -> [String] {
    let known = Set(runs.map(\.script))
    let there = lessons.flatMap { lesson in
      let folder = "\(lesson.folder)/\(TriedScript.folder)"
      let names = try? FileManager.default.contentsOfDirectory(atPath: "\(outputs)/\(folder)")
      return (names ?? []).filter { $0.hasSuffix(".js") }.sorted().map { "\(folder)/\($0)" }
    }
    let unused = there.filter { !known.contains($0) }
    guard isWriting else { return unused }
    for path in unused { try? FileManager.default.removeItem(atPath: "\(outputs)/\(path)") }
    return []
  }

  private func outcome(of run: Run) -> (String, Run.Outcome) {
    let own = "\(folder)/\(Knob.folder(of: run.lesson, trying: run.value.argument))"
    defer { if isTemporary { try? FileManager.default.removeItem(atPath: own) } }
    let program = LessonProgram(
      run.lesson,
      ["--try", run.value.argument, "--output", own, "--kept", "\(temporary)/kept"])
    do {
      let end = try program.end(within: Self.limit)
      let outcome = run.problem(end).map { .wrong($0) } ?? compare(run, end, pages: own)
      let start = "\(end.seconds.fixed(1).alignedRight(6)) s  \(run.name)"
      return (start + (outcome.problem.map { ": " + $0 } ?? ""), outcome)
    } catch {
      return ("\(run.name): \(error.sentence)", .wrong(error.sentence))
    }
  }

  /// Compares or writes the script of a value.
  ///
  /// - Parameter pages: the folder of the value's pages.
  private func compare(_ run: Run, _ end: LessonProgram.End, pages: String) -> Run.Outcome {
    let (lesson, argument) = (run.lesson, run.value.argument)
    let (path, today) = ("\(outputs)/\(run.script)", "\(outputs)/\(lesson.folder)")
    do {
      let text =
        run.value.endsInSentence
        ? try TriedScript.text(
          of: argument, in: lesson, refusedWith: end.errors.trimmingCharacters(in: .newlines),
          today: today)
        : try TriedScript.text(
          of: argument, in: lesson, from: today, to: "\(pages)/\(lesson.folder)")
      if isWriting {
        try File.makeFolder("\(today)/\(TriedScript.folder)")
        try File.write(Array(text.utf8), to: path)
        return .good
      }
      guard let old = FileManager.default.contents(atPath: path) else {
        return .old("Outputs/\(run.script) is missing")
      }
      return old.elementsEqual(text.utf8) ? .good : .old("Outputs/\(run.script) is another")
    } catch {
      return isWriting ? .wrong("\(error)") : .old("\(error)")
    }
  }

  private static func knobs(of lesson: LessonEntry) throws(Failure) -> [Knob] {
    let end = try LessonProgram(lesson, ["--tries-as-json"]).end(within: limit)
    if end.code == LessonExit.stale {
      throw Failure(
        sentence: "\(lesson.name) is older than its source. Build it again with swift build.",
        code: LessonExit.stale)
    }
    guard end.code == 0,
      let knobs = try? JSONDecoder().decode([Knob].self, from: Data(end.output.utf8))
    else { throw Failure(sentence: "\(lesson.name) does not list its knobs. \(end.errors)") }
    return knobs
  }
}
