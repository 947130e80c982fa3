import Exchange
import LessonKit

/// The files of an exercise: the reader's own, and the solution from which it is made.
///
/// A solution is a whole file. Between two lines of `mark` stands what a reader is to write; the
/// reader's file is the same with `notWrittenYet()` in its place.
struct ExerciseFiles {
  let entry: ExerciseEntry
  /// The package's own folder.
  static let package =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/")

  /// A line that begins or ends what is to be written.
  private static let mark = "// ----"

  /// Where the reader writes.
  var path: String { "\(Self.package)/\(entry.path)" }
  var solutionPath: String {
    "\(Self.package)/Sources/Exercises/Solutions/\(entry.file).swift"
  }

  /// The solution, as a reader may take it over.
  func solution() throws -> String { try text { $0 } }

  /// The file as it is before anything is written.
  func stub() throws -> String {
    try text { lines in
      let indent = lines.first?.prefix { $0 == " " } ?? ""
      return ["\(indent)notWrittenYet()"]
    }
  }

  /// Puts the file back as it was before anything was written.
  func reset() throws { try File.write(Array(try stub().utf8), to: path) }

  /// The solution's text, with `written` made of what stands between marks.
  private func text(_ written: ([Substring]) -> [Substring]) throws -> String {
    let source = String(decoding: try File.read(solutionPath), as: UTF8.self)
    var lines: [Substring] = []
    var inside: [Substring]?
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      let isMark = line.drop { $0 == " " } == Self.mark
      if let own = inside, isMark {
        lines += written(own)
        inside = nil
      } else if isMark {
        inside = []
      } else if inside != nil {
        inside?.append(line)
      } else {
        lines.append(line)
      }
    }
    return "import Exercises\n" + lines.joined(separator: "\n")
  }
}
