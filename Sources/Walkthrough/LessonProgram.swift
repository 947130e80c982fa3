import Foundation
import LessonKit
import Printing

/// A lesson that runs as its own program.
struct LessonProgram {
  let lesson: LessonEntry
  let arguments: [String]

  /// How a program ended.
  struct End {
    /// Nil if it was stopped, or ended without a code.
    let code: Int32?
    let output: String
    let errors: String
    let seconds: Double
    /// Whether it was stopped because it took too long.
    let isLate: Bool
  }

  init(_ lesson: LessonEntry, _ arguments: [String]) {
    self.lesson = lesson
    self.arguments = lesson.alwaysWith + arguments
  }

  /// Runs the program and returns its output. Stops it after some seconds, or when a signal ends
  /// the walkthrough.
  func end(within limit: Double) throws(Failure) -> End {
    let start = ContinuousClock.now
    // Files, not pipes: then nobody has to read while the program writes.
    let folder = FileManager.default.temporaryDirectory
    let paths = ["output", "errors"].map { folder.appending(path: "GlassBox-\(UUID())-\($0)") }
    defer { for path in paths { try? FileManager.default.removeItem(at: path) } }
    let program = try begin(.init(output: paths[0].path, errors: paths[1].path))
    let (status, isLate) = finish(program) { ContinuousClock.now - start < .seconds(limit) }
    let texts = paths.map { (try? String(contentsOf: $0, encoding: .utf8)) ?? "" }
    return End(
      code: SpawnedProgram.code(of: status), output: texts[0], errors: texts[1],
      seconds: (ContinuousClock.now - start) / .seconds(1), isLate: isLate)
  }

  /// Runs the program in the terminal. Only its errors are shown, unless it runs step by step.
  ///
  /// - Parameter folder: where it writes its page.
  func run(isSilent: Bool, into folder: String) throws(Failure) {
    let program = try begin(.init(input: nil, output: isSilent ? "/dev/null" : nil))
    let (status, _) = finish(program) { true }
    let code = SpawnedProgram.code(of: status)
    if code == 0 { return }
    if code == LessonExit.stale {
      throw Failure(
        sentence: "\(lesson.name) is older than its source. Build it again with swift build.",
        code: LessonExit.stale)
    }
    let end = code.map { "ended with code \($0)" } ?? "was ended by signal \(status & 0x7f)"
    let hasPage = FileManager.default.fileExists(atPath: "\(folder)/\(lesson.folder)/README.md")
    throw Failure(
      sentence: "\(lesson.name) \(end)." + (hasPage ? " Its last good page was kept." : ""))
  }

  /// Waits for the end of a program. Stops it when it may not go on, or when a signal ends the
  /// walkthrough.
  private func finish(
    _ program: SpawnedProgram, while mayGoOn: () -> Bool
  ) -> (status: Int32, wasStopped: Bool) {
    var status = program.status
    while status == nil, mayGoOn(), EndSignals.first == nil {
      Thread.sleep(forTimeInterval: 0.01)
      status = program.status
    }
    if let status { return (status, false) }
    kill(program.process, SIGKILL)
    return (program.wait(), true)
  }

  private func begin(_ files: SpawnedProgram.Files) throws(Failure) -> SpawnedProgram {
    try SpawnedProgram(Self.folder + "/" + lesson.name, arguments, files)
  }

  /// The folder of this program and of the lessons' programs.
  private static let folder = Bundle.main.bundleURL.path(percentEncoded: false)
}

/// Why the walkthrough ends, in a sentence.
struct Failure: Error {
  let sentence: String
  /// The program's exit code.
  var code: Int32 = 1
}
