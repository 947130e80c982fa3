import Exchange
import Foundation

/// What a run has changed, for a program that shows it: the option `--changes` leaves it as JSON.
public struct ChangesReport: Codable, Equatable, Sendable {
  /// A line that went, came or stayed. Unchanged lines are there only beside changed ones.
  public struct Line: Codable, Equatable, Sendable {
    /// `-`, `+` or a space.
    public let kind: String
    public let line: String
  }

  public struct Picture: Codable, Equatable, Sendable {
    /// Without `.png`.
    public let name: String
    /// Whether it was there before.
    public let hasBefore: Bool
  }

  /// The changes below one heading.
  public struct Section: Codable, Equatable, Sendable {
    public let title: String
    public let printed: [Line]
    public let said: [Line]
    public let code: [Line]
  }

  /// As the lesson says it.
  public let sentence: String
  /// Whether there was no earlier page.
  public let isFirst: Bool
  public let pictures: [Picture]
  /// The names of the pictures that are no longer shown.
  public let gone: [String]
  /// How many printed lines differ.
  public let printedLines: Int
  public let sections: [Section]

  init(_ changes: PageChanges) {
    sentence = changes.sentence
    isFirst = changes.isFirst
    pictures = changes.pictures.map { Picture(name: $0.name, hasBefore: $0.hasBefore) }
    gone = changes.gone
    printedLines = changes.sections.reduce(0) { $0 + LineChange.count($1.printed) }
    sections = changes.sections.map {
      Section(
        title: $0.title, printed: Self.lines($0.printed), said: Self.lines($0.said),
        code: Self.lines($0.code))
    }
  }

  /// Writes it into a file.
  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try File.write(Array(try encoder.encode(self)), to: path)
  }

  /// The changed lines, with two unchanged ones around them.
  private static func lines(_ changes: [LineChange]) -> [Line] {
    changes.indices.filter { i in
      changes[max(0, i - 2)...min(changes.count - 1, i + 2)].contains { $0.kind != .stayed }
    }.map { i in
      let kind = changes[i].kind == .went ? "-" : changes[i].kind == .came ? "+" : " "
      return Line(kind: kind, line: changes[i].line)
    }
  }
}
