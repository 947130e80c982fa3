import Foundation

/// A sentence of the compiler or of a lesson, with its place.
struct Diagnostic: Codable, Hashable, Sendable {
  /// From the package's folder; nil if the sentence has no place.
  var file: String?
  var line: Int?
  var column: Int?
  var message: String

  /// As a terminal shows it.
  var text: String {
    let place = [file, line.map(String.init), column.map(String.init)].compactMap(\.self)
    return (place.isEmpty ? "" : place.joined(separator: ":") + ": ") + message
  }

  /// More are of no use: they come from the first.
  static let most = 20

  /// What a build has said, each sentence once.
  ///
  /// - Parameter kind: `error` or `warning`.
  static func all(_ kind: String, in output: String, package: String) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for line in output.split(whereSeparator: \.isNewline) where found.count < most {
      guard let one = Diagnostic(kind, line, package), !found.contains(one) else { continue }
      found.append(one)
    }
    // A sentence without a place only repeats that there were some with one.
    let placed = found.filter { $0.file != nil }
    return placed.isEmpty ? found : placed
  }

  private init?(_ kind: String, _ line: Substring, _ package: String) {
    if let match = line.wholeMatch(of: /(\/.+?):(\d+):(?:(\d+):)? (error|warning): (.+)/) {
      guard match.4 == kind else { return nil }
      let path = String(match.1)
      let isOwn = path.hasPrefix(package + "/")
      self.init(
        file: isOwn ? String(path.dropFirst(package.count + 1)) : path, line: Int(match.2),
        column: match.3.flatMap { Int($0) }, message: String(match.5))
      return
    }
    guard kind == "error" else { return nil }
    if let match = line.wholeMatch(of: /(?:<unknown>:0: |'.+?': )?error: (.+)/) {
      // These only say that something above them failed.
      let isEcho =
        match.1.contains("command failed") || match.1.hasPrefix("fatalError")
        || match.1.hasPrefix("link command") || match.1.hasPrefix("emit-module command")
        || match.1.hasPrefix("compile command")
      if isEcho { return nil }
      self.init(message: String(match.1))
    } else if let match = line.firstMatch(of: /undefined (?:reference to|symbol:?) (.+)/) {
      self.init(message: "no definition was found for \(match.1)")
    } else {
      return nil
    }
  }

  init(file: String? = nil, line: Int? = nil, column: Int? = nil, message: String) {
    (self.file, self.line, self.column, self.message) = (file, line, column, message)
  }

  /// What a program has said on its standard error, with the place of a crash.
  ///
  /// - Parameter folder: the folder of its sources: `Lessons/01-Convolution`.
  static func said(by program: String, _ errors: String, folder: String) -> [Diagnostic] {
    let lines = errors.split(whereSeparator: \.isNewline)
    if let crash = errors.firstMatch(of: /(?:\S*?([^\/\s]+\.swift):(\d+): )?Fatal error: (.+)/) {
      return [
        Diagnostic(
          file: crash.1.map { "\(folder)/\($0)" }, line: crash.2.flatMap { Int($0) },
          message: "Crashed: \(crash.3)")
      ]
    }
    return lines.prefix(most).map { line in
      let own = "\(program): "
      return Diagnostic(message: String(line.hasPrefix(own) ? line.dropFirst(own.count) : line))
    }
  }
}
