import Foundation

/// A lesson's own source. The page shows parts of it, cut when the lesson runs. So page and program
/// cannot differ.
struct CellSource: Sendable {
  /// The lines of the file.
  private let lines: [String]

  /// Why the program was not built from this source; nil if it was.
  let problem: String?

  /// - Parameters:
  ///   - path: the path of the lesson's main.swift.
  ///   - program: the path of the running program.
  init(path: String, program: String) {
    let name = path.split(separator: "/").suffix(2).joined(separator: "/")
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      lines = []
      problem = "its source \(name) does not exist any more"
      return
    }
    lines = Self.lines(of: text)
    if let source = Self.changed(path), let built = Self.built(program), source > built {
      problem = "its source \(name) was changed after the program was built"
    } else {
      problem = nil
    }
  }

  init(text: String) {
    lines = Self.lines(of: text)
    problem = nil
  }

  private static func lines(of text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
  }

  /// The cell that begins on a line, counted from 1. It is one line if its braces close there.
  /// Otherwise it goes to the next line with a closing brace in the same column. Nil if there is no
  /// such line.
  func cell(from line: Int) -> String? {
    guard lines.indices.contains(line - 1) else { return nil }
    let first = lines[line - 1]
    let indent = first.prefix { $0 == " " }
    if first.contains("{"), first.count(where: { $0 == "{" }) == first.count(where: { $0 == "}" }) {
      return String(first.dropFirst(indent.count))
    }
    let end = lines[line...].firstIndex {
      $0.hasPrefix(indent + "}")
    }
    guard let end else { return nil }
    return lines[line - 1...end].map { String($0.dropFirst(min(indent.count, $0.count))) }
      .joined(separator: "\n")
  }

  /// The knobs: the lines after the comment that begins with `// Knobs`, up to the line that reads
  /// the command line. Nil if there are none.
  var knobs: String? {
    guard let start = lines.firstIndex(where: { $0.hasPrefix("// Knobs") }),
      let end = lines[start...].firstIndex(where: { $0.hasPrefix("let options") })
    else { return nil }
    return lines[start + 1..<end].joined(separator: "\n")
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  var text: String { lines.joined(separator: "\n") }

  /// The knobs in the source.
  var knobSource: KnobSource { KnobSource(text: text) }

  /// The time of a program's last build. If only comments have changed, the build does not change
  /// the program, but writes into the folder of its object files.
  static func built(_ program: String) -> Date? {
    let objects = program + ".build"
    let files = (try? FileManager.default.contentsOfDirectory(atPath: objects)) ?? []
    return ([program] + files.map { objects + "/" + $0 }).compactMap(changed).max()
  }

  static func changed(_ path: String) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
  }
}
