import Exchange
import Foundation
import LessonKit
import Testing

/// How much there is to read on a page before anything is unfolded, and in what sentences.
///
/// Counted are prose, captions, questions and knobs in the open; code, printed numbers, formulas,
/// tables and headings are not.
@Suite struct ReadingTests {
  /// The most words on a lesson's first page.
  private func limit(_ lesson: LessonEntry) -> Int {
    switch lesson {
    case .pooling, .dropout, .flatten, .softmax, .drawingPad, .ownSymbols: 600
    case .backprop: 1300
    case .training, .speed: 1100
    default: 900
    }
  }

  @Test(arguments: LessonEntry.all + [.symbols, .ownSymbols])
  func aPageIsNoLongerThanPromised(_ lesson: LessonEntry) throws {
    let prose = try Self.open(lesson)
    let words = Self.words(in: prose)
    #expect(words <= limit(lesson))
    // A page that says nothing was not counted.
    #expect(words > 200)
  }

  @Test(arguments: LessonEntry.all + [.symbols, .ownSymbols])
  func noSentenceIsLongerThan25Words(_ lesson: LessonEntry) throws {
    for sentence in Self.sentences(in: try Self.open(lesson)) {
      #expect(Self.words(in: sentence) <= 25, "\(sentence)")
    }
  }

  /// Three questions to work out, and a prediction or more, on each lesson's first page.
  @Test(arguments: LessonEntry.all)
  func aPageAsks(_ lesson: LessonEntry) throws {
    let page = try text("\(package)/Outputs/\(lesson.folder)/README.md")
    let lines = page.split(separator: "\n")
    #expect(lines.count { $0.contains(#/^\*\*\d\.\*\* /#) } == 3)
    let predictions = lines.count { $0.hasPrefix("**Predict:** ") }
    #expect(predictions >= 1)
    #expect(lines.count { $0.hasPrefix("**Answer: ") } == 3 + predictions)
  }

  @Test func howItIsCounted() {
    let page = """
      # Not this
      One **two** `three`. Four [five](six.md).

      ```text
      not this
      ```
      <details>
      <summary>not this</summary>

      nor this

      </details>

      ![nor this](a.png)

      *Five words of a caption.*

      | no | table |
      """
    let open = Self.open(in: page)
    #expect(Self.words(in: open) == 10)
    #expect(Self.sentences(in: open).count == 3)
  }

  private static func open(_ lesson: LessonEntry) throws -> String {
    open(in: try text("\(package)/Outputs/\(lesson.folder)/README.md"))
  }

  /// What is to be read of a page in Markdown before anything is unfolded.
  private static func open(in page: String) -> String {
    var (lines, depth, isCode) = ([Substring](), 0, false)
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isCode.toggle()
      } else if isCode {
        continue
      } else if line.contains("<details") {
        depth += 1
      } else if line.contains("</details") {
        depth -= 1
      } else if depth == 0 {
        let isNoProse =
          ["#", "![", "|", "You are here", "*Everything on this page"].contains {
            line.hasPrefix($0)
          } || line.contains("[all lessons]")
        lines.append(isNoProse ? "" : line)
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func words(in text: String) -> Int {
    text.replacing(#/\]\(\S+\)/#, with: "]").split(whereSeparator: \.isWhitespace)
      .count { $0.contains { $0.isLetter || $0.isNumber } }
  }

  private static func sentences(in text: String) -> [String] {
    let paragraphs = text.replacing(#/\n(- |\d\. )/#, with: "\n\n").split(separator: #/\n\s*\n/#)
    return paragraphs.flatMap { paragraph -> [String] in
      let line = paragraph.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return line.replacing(#/([.!?:;][”*)]*) +(?=[A-Z“*`0-9])/#) { "\($0.1)\n" }
        .split(separator: "\n").map(String.init)
    }.filter { words(in: $0) > 0 }
  }
}
