import Foundation

/// A program that a watch has started, in a process group of its own. What it says goes into files.
///
/// Started with `posix_spawn`: Foundation's `Process` counts as running until all that it has started
/// has ended.
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

  private let process: pid_t
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
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, 1, files.output, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files.errors, flags, 0o600)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    var blocked = sigset_t()
    sigemptyset(&blocked)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setpgroup(&attributes, 0)
    var texts = ([program] + arguments).map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in texts + settings { free(text) } }
    var process = pid_t()
    let problem = posix_spawnp(&process, program, &actions, &attributes, &texts, &settings)
    guard problem == 0 else {
      let reason = String(cString: strerror(problem)).lowercased()
      throw Failure(sentence: "\(program) cannot be started: \(reason).")
    }
    self.process = process
  }

  /// Whether it runs. If it has ended, its end is taken note of.
  var isRunning: Bool {
    if status != nil { return false }
    var status: Int32 = 0
    let ended = waitpid(process, &status, WNOHANG)
    if ended == 0 || ended < 0 && errno == EINTR { return true }
    // Without a status, it does not count as having ended well.
    self.status = ended == process ? status : SIGKILL
    return false
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
    ProcessTree.kill(process)
    var (status, ended): (Int32, pid_t) = (0, -1)
    repeat { ended = waitpid(process, &status, 0) } while ended < 0 && errno == EINTR
    self.status = ended == process ? status : SIGKILL
  }

  /// What has become of it, once it has ended. The files are removed.
  func end() -> End {
    stop()
    let status = status ?? 0
    let hasCode = status & 0x7f == 0
    let end = End(
      code: hasCode ? status >> 8 & 0xff : nil, output: Self.text(files.output),
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
