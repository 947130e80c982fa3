import Foundation

/// Where a program writes: what its terminal can show, and how it complains.
public enum Console {
  /// Whether standard output is a terminal that lines can be overwritten on.
  public static var isTerminal: Bool {
    isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Whether it shows colours: it is a terminal, and nobody said otherwise (no-color.org).
  public static var hasColors: Bool {
    isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Says one sentence on standard error, behind the program's name and everything printed so far.
  public static func complain(_ program: String, _ sentence: some CustomStringConvertible) {
    fflush(nil)
    FileHandle.standardError.write(Data("\(program): \(sentence)\n".utf8))
  }
}
