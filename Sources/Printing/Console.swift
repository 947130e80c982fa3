import Foundation

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

  /// Writes the program's name and one sentence to standard error, after everything printed so far.
  public static func complain(_ program: String, _ sentence: some CustomStringConvertible) {
    fflush(nil)
    FileHandle.standardError.write(Data("\(program): \(sentence)\n".utf8))
  }
}
