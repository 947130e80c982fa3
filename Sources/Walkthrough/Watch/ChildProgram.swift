import Foundation

/// A program that a watch has started, in a process group of its own. What it says goes into files.
final class ChildProgram {
  /// How it ended.
  struct End: Sendable {
    /// Nil if a signal ended it.
    let code: Int32?
    let output: String
    let errors: String
  }

  /// What is kept of a program that says a lot.
  static let mostBytes = 1 << 20

  private let program: SpawnedProgram
  private let files: (output: String, errors: String)
  private var status: Int32?

  /// - Parameters:
  ///   - program: a path, or a name that is looked up as in a terminal.
  ///   - folder: where the files go.
  ///   - keepsOutput: false for a program whose output nobody reads.
  init(
    _ program: String, _ arguments: [String], folder: String, keepsOutput: Bool = true
  ) throws(Failure) {
    let name = "\(folder)/\(UUID().uuidString)"
    files = (keepsOutput ? name + "-output" : "/dev/null", name + "-errors")
    var environment = ProcessInfo.processInfo.environment
    // A backtrace takes seconds, and the sentence above it is enough.
    environment["SWIFT_BACKTRACE"] = "enable=no"
    self.program = try SpawnedProgram(
      program, arguments, .init(output: files.output, errors: files.errors),
      environment: environment, hasOwnGroup: true)
  }

  /// Whether it runs. If it has ended, its end is taken note of.
  var isRunning: Bool {
    if status != nil { return false }
    status = program.status
    return status == nil
  }

  /// Whether it has said more than anybody reads.
  var isTooLoud: Bool {
    [files.output, files.errors].contains { (FileStamps.Stamp($0)?.size ?? 0) > Self.mostBytes }
  }

  /// What it has said up to now.
  var saidSoFar: String { Self.text(files.output) }

  /// Ends it, with all that it has started.
  func stop() {
    guard isRunning else { return }
    ProcessTree.kill(program.process)
    status = program.wait()
  }

  /// What has become of it, once it has ended. The files are removed.
  func end() -> End {
    stop()
    let end = End(
      code: SpawnedProgram.code(of: status ?? 0), output: Self.text(files.output),
      errors: Self.text(files.errors))
    for path in [files.output, files.errors] where path != "/dev/null" { unlink(path) }
    return end
  }

  private static func text(_ path: String) -> String {
    guard path != "/dev/null", let file = FileHandle(forReadingAtPath: path) else { return "" }
    defer { try? file.close() }
    return String(decoding: (try? file.read(upToCount: mostBytes)) ?? Data(), as: UTF8.self)
  }
}
