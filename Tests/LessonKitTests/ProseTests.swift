import Foundation
import Testing

@testable import LessonKit

@Suite struct ProseTests {
  private let writer = MarkdownWriter()

  // MARK: - Blocks

  @Test func paragraphs() {
    #expect(Prose("").blocks == [])
    #expect(Prose("\n \n").blocks == [])
    #expect(
      Prose("one\n\n\ntwo\nthree").blocks
        == [.paragraph([.text("one")]), .paragraph([.text("two\nthree")])])
  }

  @Test func lists() {
    let list: Prose = "Before:\n- one\n  goes on\n  - **two**\n- three\n\nAfter"
    #expect(
      list.blocks == [
        .paragraph([.text("Before:")]),
        .list([
          Prose.Item(level: 0, spans: [.text("one\ngoes on")]),
          Prose.Item(level: 1, spans: [.strong([.text("two")])]),
          Prose.Item(level: 0, spans: [.text("three")]),
        ]), .paragraph([.text("After")]),
      ])
    #expect(
      writer.text(of: list)
        == "Before:\n\n- one\n  goes on\n  - **two**\n- three\n\nAfter")
    // A minus is no dash, nor is a dash without a space behind it.
    #expect(Prose("−1 and\n-1").blocks == [.paragraph([.text("−1 and\n-1")])])
  }

  @Test func tables() {
    let text = "| a | `b` |\n|---|---|\n| *c* | d e |\n| f |  |"
    #expect(
      Prose(text).blocks == [
        .table(
          header: [[.text("a")], [.code("b")]],
          rows: [[[.emphasis([.text("c")])], [.text("d e")]], [[.text("f")], []]])
      ])
    #expect(writer.text(of: Prose(text)) == text)
    // Without its rule it is text.
    for text in ["| a | b |", "| a |\nb", "|\n|---|"] {
      #expect(Prose(text).blocks == [.paragraph([.text(text)])])
    }
  }

  @Test func code() {
    let text = "a\n\n```text\n**b**\n\n- c\n```\n\nd"
    #expect(
      Prose(text).blocks == [
        .paragraph([.text("a")]), .code("**b**\n\n- c", language: "text"), .paragraph([.text("d")]),
      ])
    #expect(writer.text(of: Prose(text)) == text)
    let longer = "````swift\n```\na\n```\n````"
    #expect(Prose(longer).blocks == [.code("```\na\n```", language: "swift")])
    #expect(writer.text(of: Prose(longer)) == longer)
    // A fence that is not closed reaches to the end.
    #expect(Prose("```\na\nb").blocks == [.code("a\nb", language: "")])
    #expect(Prose("```").blocks == [.code("", language: "")])
  }

  // MARK: - Spans

  @Test(
    arguments: [
      ("a **b** c", [.text("a "), .strong([.text("b")]), .text(" c")]),
      ("*a*, `b`", [.emphasis([.text("a")]), .text(", "), .code("b")]),
      ("[a *b*](c/d.md)", [.link([.text("a "), .emphasis([.text("b")])], to: "c/d.md")]),
      ("**[a](b).** c", [.strong([.link([.text("a")], to: "b"), .text(".")]), .text(" c")]),
      ("**a *b* c**", [.strong([.text("a "), .emphasis([.text("b")]), .text(" c")])]),
      ("***a***", [.emphasis([.strong([.text("a")])])]),
      ("**a *b***", [.strong([.text("a "), .emphasis([.text("b")])])]),
      ("`a*b*[c](d)`", [.code("a*b*[c](d)")]),
      ("`` `a ``", [.code("`a")]),
      ("[0, 1] and [`]`](b)", [.text("[0, 1] and "), .link([.code("]")], to: "b")]),
      ("**[a]** → b", [.strong([.text("[a]")]), .text(" → b")]),
    ] as [(String, [Prose.Span])])
  func marks(_ text: String, _ spans: [Prose.Span]) {
    #expect(Prose.spans(text) == spans)
    #expect(writer.line(spans) == text)
  }

  /// A mark that has no partner is shown.
  @Test(arguments: [
    "*", "a *b", "a* b*", "**a*", "* a *", "2 * 3 * 4", "****a****", "a `b", "``a`", "[a", "[a]",
    "[a] (b)", "[a](b", "[a](b c)", "a_b_", "<b>", "f(x) = “y”", "k**2", "a**[b]**c", "**",
  ])
  func withoutAPartner(_ text: String) {
    #expect(Prose.spans(text) == [.text(text)])
    #expect(writer.line(Prose.spans(text)) == text)
  }

  @Test func partnersAmongOthers() {
    #expect(Prose.spans("**a *b** c") == [.strong([.text("a *b")]), .text(" c")])
    #expect(Prose.spans("*a **b* c") == [.emphasis([.text("a **b")]), .text(" c")])
    #expect(Prose.spans("***a** b") == [.text("*"), .strong([.text("a")]), .text(" b")])
    #expect(Prose.spans("[a](b)[c") == [.link([.text("a")], to: "b"), .text("[c")])
  }

  // MARK: - There and back

  /// Whatever is read is written as it was: here all lines of up to four signs.
  @Test func anyMarksAreWrittenAsTheyWere() {
    let signs = ["*", "**", "***", "a", "b ", " ", "[", "](", ")", "`c`", "."]
    var lines = [""]
    for _ in 1...4 {
      lines = lines.flatMap { line in signs.map { line + $0 } }
      #expect(lines.filter { writer.line(Prose.spans($0)) != $0 } == [])
    }
  }

  /// Every part of every page that the lessons have left.
  @Test func thePagesAreWrittenAsTheyWere() throws {
    let outputs = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Outputs").standardized.path(percentEncoded: false)
    let names = try FileManager.default.subpathsOfDirectory(atPath: outputs)
      .filter { $0.hasSuffix(".md") && $0.contains("/") && !$0.hasPrefix(".") }
    #expect(names.count > 12)
    for name in names {
      let page = try text("\(outputs)/\(name)")
      #expect(writer.text(of: Prose(page)) + "\n\n" == page, "\(name)")
    }
  }
}
