import Foundation
import Synchronization

/// The terminal of a program: what it can show, and how errors are reported.
public enum Console {
  /// Whether standard output is a terminal where lines can be overwritten.
  public static var isTerminal: Bool {
    isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Whether it shows colours: it is a terminal, and colours are not turned off (no-color.org).
  public static var hasColors: Bool {
    isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// From now on the program ends with a sentence and the code 1 if something that it has printed
  /// could not be written, as on a full disk. Call it before the first print.
  public static func checkOutput(_ program: String) {
    // Only the first call counts: the program's own.
    let isFirst = checked.withLock { known in
      defer { known.program = known.program ?? program }
      return known.program == nil
    }
    guard isFirst else { return }
    atexit {
      Console.flush()
      let (name, reason) = Console.checked.withLock { ($0.program ?? "", $0.problem) }
      guard let reason else { return }
      Console.writeError("\(name): its output could not be written: \(reason)\n")
      // Not `exit`, which is what called this.
      _exit(1)
    }
  }

  /// Writes what was printed so far. A program goes on if that fails, as its work may be worth more
  /// than its words; `checkOutput` lets it say so at its end.
  public static func flush() {
    guard fflush(nil) != 0 else { return }
    let reason = String(cString: strerror(errno)).lowercased()
    checked.withLock { $0.problem = $0.problem ?? reason }
  }

  /// The program's name, and why its output could not be written.
  private static let checked = Mutex<(program: String?, problem: String?)>((nil, nil))

  /// Writes the program's name and one sentence to standard error, after everything printed so far.
  public static func complain(_ program: String, _ sentence: some CustomStringConvertible) {
    flush()
    writeError("\(program): \(sentence)\n")
  }

  /// Writes to standard error, as far as it can be written: the exit code says the rest.
  /// `FileHandle` would end the program.
  private static func writeError(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
