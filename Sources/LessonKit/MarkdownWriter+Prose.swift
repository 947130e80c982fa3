// Prose as Markdown: written again as it was read.

extension MarkdownWriter {
  func text(of prose: Prose) -> String {
    prose.blocks.map(text).joined(separator: "\n\n")
  }

  private func text(of block: Prose.Block) -> String {
    switch block {
    case .paragraph(let spans): return line(spans)
    case .list(let items):
      return items.map { item in
        let indent = String(repeating: "  ", count: item.level)
        return "\(indent)- " + line(item.spans).replacing("\n", with: "\n\(indent)  ")
      }.joined(separator: "\n")
    case .table(let header, let rows):
      func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
      let rule = "|" + String(repeating: "---|", count: header.count)
      return ([row(header.map(line)), rule] + rows.map { row($0.map(line)) })
        .joined(separator: "\n")
    case .code(let text, let language): return fenced(text, language)
    }
  }

  /// Spans in a line. Text is written unchanged: a mark in it has no partner.
  func line(_ spans: [Prose.Span]) -> String { spans.map(text).joined() }

  private func text(of span: Prose.Span) -> String {
    switch span {
    case .text(let text): return text
    case .strong(let spans): return "**\(line(spans))**"
    case .emphasis(let spans): return "*\(line(spans))*"
    case .link(let spans, let target): return "[\(line(spans))](\(target))"
    case .code(let code):
      let runs = Set(self.runs(of: "`", in: code))
      let ticks = String(repeating: "`", count: (1...).first { !runs.contains($0) } ?? 1)
      let space = code.first == "`" || code.last == "`" ? " " : ""
      return ticks + space + code + space + ticks
    }
  }

  /// Unchanged lines, between fences that are longer than any fence in them.
  func fenced(_ lines: String, _ language: String) -> String {
    let fence = String(repeating: "`", count: max(3, (runs(of: "`", in: lines).max() ?? 0) + 1))
    return "\(fence)\(language)\n\(lines)\n\(fence)"
  }

  private func runs(of character: Character, in text: String) -> [Int] {
    text.split { $0 != character }.map(\.count)
  }
}
