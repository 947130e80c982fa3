import Foundation
import LessonKit
import Printing
import Synchronization

/// Runs every value that the lessons' knobs list as worth trying, several at once.
struct Tries {
  /// A value of a knob of a lesson.
  private struct Run {
    let lesson: LessonEntry
    let value: Knob.Try

    var name: String { "\(lesson.folder) \(value.argument)" }

    /// What is wrong with how it ended; nil if it ended as it should.
    func problem(_ end: LessonProgram.End) -> String? {
      if end.isLate { return "it took longer than \(Tries.limit.fixed(0)) s and was stopped" }
      guard let code = end.code else { return "it did not end by itself" }
      let sentences = end.errors.split(separator: "\n")
      if code != (value.endsInSentence ? 1 : 0) {
        return "it ended with code \(code). " + sentences.joined(separator: " ")
      }
      if value.endsInSentence, sentences.count != 1 {
        return "it should end with one sentence, and says \(sentences.count)"
      }
      if !value.endsInSentence, let first = sentences.first { return "it complains: \(first)" }
      return nil
    }
  }

  /// So many seconds a value may take.
  private static let limit = 240.0

  private let runs: [Run]
  private let folder: String
  private let isTemporary: Bool

  /// Asks the lessons for their knobs.
  ///
  /// - Parameter output: where the pages of each value are kept, in a folder of their own
  ///   (`Knob.folder`); nil if they are not wanted.
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

  /// Runs them all, with a line each when it has ended. Throws if one ended as it should not.
  func run() throws(Failure) {
    let start = ContinuousClock.now
    defer { try? FileManager.default.removeItem(atPath: isTemporary ? folder : "\(folder)/kept") }
    // A cell for each worker: whoever is free takes the next value. The long lessons are the last
    // ones, so these come first, and no core is left alone with one at the end.
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
        sentence: "\(lesson.name) is older than its source: build it again with swift build.",
        code: LessonExit.stale)
    }
    guard end.code == 0,
      let knobs = try? JSONDecoder().decode([Knob].self, from: Data(end.output.utf8))
    else { throw Failure(sentence: "\(lesson.name) does not list its knobs. \(end.errors)") }
    return knobs
  }
}
