@testable import LessonKit

/// A lesson's text, as HTML, as Markdown and in a terminal.
///
/// HTML is taken apart again: its tags are balanced, and between them stands the text of the prose,
/// sign for sign. So no sign of the text can begin a tag.
struct ProseTarget: Target {
  func seeds() throws -> [[UInt8]] {
    [
      "A **bold** word, *one* with `code` and a [link](https://example.org/a?b=1&c=2).",
      "- one\n  - two\n    continued\n- three", "| a | b |\n|---|---|\n| 1 < 2 | `x` |\n| 3 |",
      "```swift\nlet a = 1 < 2\n```\ntext", "***both*** **a *b* c** <b>no</b> & \"quoted\"",
      "[a [b](c)](d) [`]`](e) \\* __x__ ````a``b````", "# no heading\n> no quote\n1. no list",
    ].map { Array($0.utf8) }
  }

  func read(_ input: [UInt8]) throws {
    let text = String(decoding: input, as: UTF8.self)
    let prose = Prose(text)
    let html = HTML.text(of: prose)
    var reader = TagReader(html)
    let plain = reader.plain()
    let expected = prose.blocks.map(Self.plain).joined()
    promise(
      Self.signs(plain) == Self.signs(expected),
      "the HTML shows \(plain.debugDescription), the prose is \(expected.debugDescription)")
    let line = Prose.spans(text)
    reader = TagReader(HTML.line(line))
    promise(
      Self.signs(reader.plain()) == Self.signs(Self.plain(line)), "a line in HTML shows other text")

    _ = MarkdownWriter().text(of: prose)
    for (width, hasColors) in [(1, true), (40, false), (80, true)] {
      _ = Terminal(width: width, hasColors: hasColors).prose(prose)
    }
  }

  /// Scalar by scalar. Ends of lines between blocks do not count.
  private static func signs(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { $0 != "\n" }
  }

  private static func plain(_ block: Prose.Block) -> String {
    switch block {
    case .paragraph(let spans): plain(spans)
    case .list(let items): items.map { plain($0.spans) }.joined()
    case .table(let header, let rows): ([header] + rows).joined().map(plain).joined()
    case .code(let text, _): text
    }
  }

  private static func plain(_ spans: [Prose.Span]) -> String {
    spans.map { span in
      switch span {
      case .text(let text), .code(let text): text
      case .strong(let spans), .emphasis(let spans), .link(let spans, _): plain(spans)
      }
    }.joined()
  }
}

/// Takes HTML apart, strictly: only the tags of a prose, each closed in its turn.
struct TagReader {
  private var rest: Substring.UnicodeScalarView
  private var open: [String] = []
  private static let tags: Set<String> = [
    "p", "ul", "li", "b", "em", "code", "a", "pre", "div", "table", "thead", "tbody", "tr", "th",
    "td",
  ]
  private static let entities: [(name: String, sign: Unicode.Scalar)] = [
    ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""),
  ]

  init(_ html: String) { rest = html[...].unicodeScalars }

  /// The text between the tags.
  mutating func plain() -> String {
    var text = String.UnicodeScalarView()
    while let sign = rest.popFirst() {
      switch sign {
      case "<": tag()
      case ">", "\"": promise(false, "\(sign) stands in the text")
      case "&":
        let entity = Self.entities.first { rest.starts(with: $0.name.unicodeScalars) }
        guard let entity else {
          promise(false, "no entity after &")
          return ""
        }
        rest = rest.dropFirst(entity.name.count)
        text.append(entity.sign)
      default: text.append(sign)
      }
    }
    promise(open.isEmpty, "tags are left open: \(open)")
    return String(text)
  }

  private mutating func tag() {
    guard let end = rest.firstIndex(of: ">") else { return promise(false, "a tag has no end") }
    let inside = String(Substring(rest[..<end]))
    rest = rest[rest.index(after: end)...]
    if inside.unicodeScalars.first == "/" {
      promise(open.popLast().map { "/" + $0 } == inside, "\(inside) closes another tag")
      return
    }
    let name = String(inside.unicodeScalars.prefix { $0 != " " })
    promise(Self.tags.contains(name), "<\(name.debugDescription)> is a tag of the text")
    let attributes = inside.unicodeScalars.dropFirst(name.unicodeScalars.count)
    promise(
      attributes.isEmpty || attributes.first == " " && attributes.last == "\"",
      "a tag goes on: \(inside.debugDescription)")
    promise(
      !attributes.contains("<") && attributes.count { $0 == "\"" } <= 4,
      "an attribute ends early: \(inside.debugDescription)")
    open.append(name)
  }
}
