/// A lesson's text, as a tree for any writer: the terminal, a page, a browser.
///
/// It is read once, from the part of Markdown that lessons use. These are paragraphs, lists with
/// dashes, tables and blocks of code; within a line, **bold**, *emphasis*, `code` and links.
/// Everything else is text, also a mark without a partner.
public struct Prose: Equatable, Sendable, ExpressibleByStringInterpolation {
  public let blocks: [Block]

  /// An independent part of the prose.
  public enum Block: Equatable, Sendable {
    case paragraph([Span])
    case list([Item])
    /// A table. Every row has its cells, from the left.
    case table(header: [[Span]], rows: [[[Span]]])
    /// Unchanged lines. The language is empty if it was not named.
    case code(String, language: String)
  }

  /// An item of a list.
  public struct Item: Equatable, Sendable {
    /// Its level: 0, or more for an item below another.
    public let level: Int
    public let spans: [Span]
  }

  /// A piece of a line.
  public indirect enum Span: Equatable, Sendable {
    /// A line feed in it is a line end in the lesson's source.
    case text(String)
    case strong([Span])
    case emphasis([Span])
    case code(String)
    /// - Parameter to: the target, as written: an address, or a path from the page.
    case link([Span], to: String)
  }

  public init(_ blocks: [Block]) { self.blocks = blocks }

  public init(_ markdown: String) {
    var reader = ProseReader(markdown)
    blocks = reader.read()
  }

  public init(stringLiteral markdown: String) { self.init(markdown) }

  /// The spans of a single line, such as a caption. A line cannot begin a list, a table or a block
  /// of code; such marks are text.
  public static func spans(_ markdown: String) -> [Span] { SpanReader.spans(markdown) }
}

/// Reads the blocks of a prose, line by line.
struct ProseReader {
  private var lines: ArraySlice<Substring>
  private static let fence = "```"

  init(_ markdown: String) {
    lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)[...]
  }

  mutating func read() -> [Prose.Block] {
    var blocks: [Prose.Block] = []
    while let line = lines.first {
      if Self.isBlank(line) {
        lines.removeFirst()
      } else if line.hasPrefix(Self.fence) {
        blocks.append(code())
      } else if Self.level(of: line) != nil {
        blocks.append(list())
      } else if beginsTable {
        blocks.append(table())
      } else {
        blocks.append(.paragraph(SpanReader.spans(paragraph())))
      }
    }
    return blocks
  }

  /// Up to the next fence, or to the end if there is none.
  private mutating func code() -> Prose.Block {
    let first = lines.removeFirst()
    let fence = first.prefix { $0 == "`" }
    let language = first[fence.endIndex...]
    let inside = lines.prefix { $0 != fence }
    lines = lines.dropFirst(inside.count + 1)
    return .code(inside.joined(separator: "\n"), language: String(language))
  }

  private mutating func list() -> Prose.Block {
    var items: [Prose.Item] = []
    while let line = lines.first, let level = Self.level(of: line) {
      lines.removeFirst()
      // A line without a dash continues the item above it.
      let more = lines.prefix { Self.level(of: $0) == nil && !Self.isEnd($0) }
      lines = lines.dropFirst(more.count)
      let text = [line.drop { $0 == " " }.dropFirst(2)] + more.map { $0.drop { $0 == " " } }
      items.append(
        Prose.Item(level: level, spans: SpanReader.spans(text.joined(separator: "\n"))))
    }
    return .list(items)
  }

  private mutating func table() -> Prose.Block {
    let rows = lines.prefix(while: Self.isRow)
    lines = lines.dropFirst(rows.count)
    let cells = rows.map { row in
      row.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
        .map { SpanReader.spans($0.trimmingSpaces) }
    }
    return .table(header: cells[0], rows: Array(cells.dropFirst(2)))
  }

  private mutating func paragraph() -> String {
    var taken = [lines.removeFirst()]
    while let line = lines.first, !Self.isEnd(line), Self.level(of: line) == nil, !beginsTable {
      taken.append(lines.removeFirst())
    }
    return taken.joined(separator: "\n")
  }

  /// A row, and below it the rule that makes it a header.
  private var beginsTable: Bool {
    guard lines.count > 1, let header = lines.first, Self.isRow(header) else { return false }
    let rule = lines[lines.startIndex + 1]
    return Self.isRow(rule) && rule.allSatisfy { "|- ".contains($0) } && rule.contains("-")
  }

  private static func isRow(_ line: Substring) -> Bool {
    line.count > 1 && line.hasPrefix("|") && line.hasSuffix("|")
  }

  private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy { $0 == " " } }
  private static func isEnd(_ line: Substring) -> Bool { isBlank(line) || line.hasPrefix(fence) }

  /// The level of an item that begins on a line, with two spaces a level; nil if no item begins
  /// there.
  private static func level(of line: Substring) -> Int? {
    let indent = line.prefix { $0 == " " }.count
    return line.dropFirst(indent).hasPrefix("- ") ? indent / 2 : nil
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
