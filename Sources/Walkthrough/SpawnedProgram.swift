import Foundation

/// A program that this one has started, with `posix_spawn`. Foundation's `Process` gives each program
/// a process group of its own, which can neither read from the terminal nor hears its Ctrl-C. It also
/// counts as running until all that it has started has ended.
struct SpawnedProgram {
  /// The paths of what it reads and writes; nil where it shares those of this program.
  struct Files {
    var input: String? = "/dev/null"
    var output: String?
    var errors: String?
  }

  let process: pid_t

  /// - Parameters:
  ///   - program: a path, or a name that is looked up as in a terminal.
  ///   - hasOwnGroup: whether it gets a process group of its own.
  init(
    _ program: String, _ arguments: [String], _ files: Files,
    environment: [String: String] = ProcessInfo.processInfo.environment, hasOwnGroup: Bool = false
  ) throws(Failure) {
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
    if let input = files.input {
      posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    }
    let flags = O_WRONLY | O_CREAT | O_APPEND
    if let output = files.output {
      posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
    }
    if let errors = files.errors {
      posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
    }
    let group = hasOwnGroup ? POSIX_SPAWN_SETPGROUP : 0
    posix_spawnattr_setflags(&attributes, Int16(group | POSIX_SPAWN_SETSIGMASK))
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

  /// Its status if it has ended; nil while it runs. Once there is a status, do not ask again.
  var status: Int32? { found(WNOHANG) }

  /// Its status at its end.
  func wait() -> Int32 { found(0) ?? SIGKILL }

  private func found(_ options: Int32) -> Int32? {
    var (status, ended): (Int32, pid_t) = (0, -1)
    repeat { ended = waitpid(process, &status, options) } while ended < 0 && errno == EINTR
    // Without a status, it does not count as having ended well.
    return ended == 0 ? nil : ended == process ? status : SIGKILL
  }

  /// The exit code that a status holds; nil if a signal ended the program.
  static func code(of status: Int32) -> Int32? { status & 0x7f == 0 ? status >> 8 & 0xff : nil }
}
