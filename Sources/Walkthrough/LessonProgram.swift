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

  /// Runs the program and returns its output. Stops it after some seconds.
  func end(within limit: Double) throws(Failure) -> End {
    let (program, start) = (process, ContinuousClock.now)
    // Files, not pipes: then nobody has to read while the program writes.
    let folder = FileManager.default.temporaryDirectory
    let paths = ["output", "errors"].map { folder.appending(path: "GlassBox-\(UUID())-\($0)") }
    defer { for path in paths { try? FileManager.default.removeItem(at: path) } }
    for path in paths { _ = FileManager.default.createFile(atPath: path.path, contents: nil) }
    program.standardInput = FileHandle.nullDevice
    program.standardOutput = FileHandle(forWritingAtPath: paths[0].path)
    program.standardError = FileHandle(forWritingAtPath: paths[1].path)
    let ended = DispatchSemaphore(value: 0)
    program.terminationHandler = { _ in ended.signal() }
    try begin(program)
    let isLate = ended.wait(timeout: .now() + limit) == .timedOut
    if isLate {
      kill(program.processIdentifier, SIGKILL)
      ended.wait()
    }
    let texts = paths.map { (try? String(contentsOf: $0, encoding: .utf8)) ?? "" }
    let hasCode = program.terminationReason == .exit
    return End(
      code: hasCode ? program.terminationStatus : nil, output: texts[0], errors: texts[1],
      seconds: (ContinuousClock.now - start) / .seconds(1), isLate: isLate)
  }

  /// Runs the program in the terminal. Only its errors are shown, unless it runs step by step.
  func run(isSilent: Bool) throws(Failure) {
    let program = process
    if isSilent { program.standardOutput = FileHandle.nullDevice }
    try begin(program)
    program.waitUntilExit()
    let code = program.terminationStatus
    if program.terminationReason == .exit, code == 0 { return }
    if program.terminationReason == .exit, code == LessonExit.stale {
      throw Failure(
        sentence: "\(lesson.name) is older than its source. Build it again with swift build.",
        code: code)
    }
    throw Failure(sentence: "\(lesson.name) ended with code \(code). Its last good page was kept.")
  }

  private var process: Process {
    let program = Process()
    program.executableURL = URL(filePath: Self.folder + "/" + lesson.name)
    program.arguments = arguments
    return program
  }

  private func begin(_ program: Process) throws(Failure) {
    do { try program.run() } catch {
      throw Failure(
        sentence: "\(lesson.name) cannot be started from \(Self.folder): "
          + error.localizedDescription)
    }
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
