/// Prose as HTML.
enum HTML {
  /// Scalar by scalar: an accent after a sign makes another character of it, which a browser does
  /// not see.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;".unicodeScalars
      case "<": escaped += "&lt;".unicodeScalars
      case ">": escaped += "&gt;".unicodeScalars
      case "\"": escaped += "&quot;".unicodeScalars
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  static func text(of prose: Prose) -> String {
    prose.blocks.map(text).joined(separator: "\n")
  }

  /// Spans in a line.
  static func line(_ spans: [Prose.Span]) -> String { spans.map(text).joined() }

  private static func text(of block: Prose.Block) -> String {
    switch block {
    case .paragraph(let spans): return "<p>\(line(spans))</p>"
    case .list(let items): return list(items[...])
    case .table(let header, let rows):
      let head = header.map { "<th scope=\"col\">\(line($0))</th>" }.joined()
      let body = rows.map { row in
        "<tr>\(row.map { "<td>\(line($0))</td>" }.joined())</tr>"
      }.joined(separator: "\n")
      return "<div class=\"wide\" tabindex=\"0\"><table><thead><tr>\(head)</tr></thead>\n"
        + "<tbody>\(body)</tbody></table></div>"
    case .code(let text, _): return "<pre><code>\(escaped(text))</code></pre>"
    }
  }

  /// Items, with those of deeper levels in lists of their own.
  private static func list(_ items: ArraySlice<Prose.Item>) -> String {
    guard let level = items.first?.level else { return "" }
    var text = "<ul>\n"
    var rest = items
    while let item = rest.popFirst() {
      let below = rest.prefix { $0.level > level }
      rest = rest.dropFirst(below.count)
      text += "<li>\(line(item.spans))\(below.isEmpty ? "" : list(below))</li>\n"
    }
    return text + "</ul>"
  }

  private static func text(of span: Prose.Span) -> String {
    switch span {
    case .text(let text): escaped(text)
    case .strong(let spans): "<b>\(line(spans))</b>"
    case .emphasis(let spans): "<em>\(line(spans))</em>"
    case .code(let code): "<code>\(escaped(code))</code>"
    case .link(let spans, let target):
      "<a href=\"\(escaped(address(target)))\">\(line(spans))</a>"
    }
  }

  /// A link between pages leads to the page for browsers.
  static func address(_ target: String) -> String {
    guard !target.contains("://"), !target.hasPrefix("../../") else { return target }
    return target.replacing("README.md", with: "index.html").replacing(".md", with: ".html")
  }
}
