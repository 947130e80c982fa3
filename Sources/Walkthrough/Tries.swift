import Foundation
import LessonKit
import Printing
import Synchronization

/// Runs every value worth trying of the lessons' knobs, several at once.
struct Tries {
  /// A value of a lesson's knob.
  private struct Run {
    let lesson: LessonEntry
    let value: Knob.Try

    var name: String { "\(lesson.folder) \(value.argument)" }

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

  /// Asks the lessons for their knobs.
  ///
  /// - Parameter output: the folder for the pages. Each value has its own folder in it
  ///   (`Knob.folder`). Nil for no pages.
  init(_ lessons: [LessonEntry], keepingPagesIn output: String?) throws(Failure) {
    var runs: [Run] = []
    for lesson in lessons {
      let values = try Self.knobs(of: lesson).flatMap(\.tries)
      if values.isEmpty { print("\(lesson.folder): no values to try") }
      runs += values.map { Run(lesson: lesson, value: $0) }
    }
    self.runs = runs
    isTemporary = output == nil
    let temporary = FileManager.default.temporaryDirectory
      .appending(path: "GlassBox-" + UUID().uuidString).path(percentEncoded: false)
    folder = output ?? temporary
  }

  /// Runs all values, and prints a line when one has ended. Throws if one did not end as expected.
  func run() throws(Failure) {
    let start = ContinuousClock.now
    defer { try? FileManager.default.removeItem(atPath: isTemporary ? folder : "\(folder)/kept") }
    // A free worker takes the next value. The last lessons take longest, so they are first: then no
    // core works alone at the end.
    let state = Mutex((next: runs.count, failed: 0))
    let cores = ProcessInfo.processInfo.activeProcessorCount
    DispatchQueue.concurrentPerform(iterations: min(cores, runs.count)) { _ in
      while true {
        let index = state.withLock { state in
          state.next -= 1
          return state.next
        }
        guard index >= 0 else { return }
        let (line, isGood) = outcome(of: runs[index])
        state.withLock { state in
          if !isGood { state.failed += 1 }
          print(line)
          fflush(nil)
        }
      }
    }
    let seconds = ((ContinuousClock.now - start) / .seconds(1)).fixed(1)
    let failed = state.withLock { $0.failed }
    guard failed == 0 else {
      throw Failure(
        sentence: "\(failed) of \(runs.count) values did not end as they should, in \(seconds) s.")
    }
    print("All \(runs.count) values ended as they should, in \(seconds) s.")
  }

  private func outcome(of run: Run) -> (String, Bool) {
    let own = "\(folder)/\(Knob.folder(of: run.lesson, trying: run.value.argument))"
    defer { if isTemporary { try? FileManager.default.removeItem(atPath: own) } }
    let program = LessonProgram(
      run.lesson,
      ["--try", run.value.argument, "--output", own, "--kept", "\(folder)/kept"])
    do {
      let end = try program.end(within: Self.limit)
      let problem = run.problem(end)
      let start = "\(end.seconds.fixed(1).alignedRight(6)) s  \(run.name)"
      return (start + (problem.map { ": " + $0 } ?? ""), problem == nil)
    } catch {
      return ("\(run.name): \(error.sentence)", false)
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
