// Prose in a terminal: filled to its width, with marks if it can show them.

extension Terminal {
  func prose(_ prose: Prose) -> String {
    prose.blocks.map(text).joined(separator: "\n\n")
  }

  /// Spans, filled. Each line of the text stays a line.
  func filled(_ spans: [Prose.Span]) -> String {
    styled(spans).split(separator: "\n", omittingEmptySubsequences: false)
      .map { wrapped($0) }.joined(separator: "\n")
  }

  /// Unchanged lines, moved to the right.
  func kept(_ lines: String) -> String {
    lines.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
  }

  private func text(of block: Prose.Block) -> String {
    switch block {
    case .paragraph(let spans): filled(spans)
    case .code(let lines, _): kept(lines)
    case .list(let items):
      items.map { item in
        let indent = String(repeating: "  ", count: item.level)
        let lines = styled(item.spans).split(separator: "\n")
        return lines.enumerated().map { number, line in
          wrapped(indent + (number == 0 ? "- " : "  ") + line, hanging: indent + "  ")
        }.joined(separator: "\n")
      }.joined(separator: "\n")
    case .table(let header, let rows): table([header] + rows)
    }
  }

  /// Rows in columns if they fit; otherwise the cells of a row one after the other.
  private func table(_ rows: [[[Prose.Span]]]) -> String {
    let cells = rows.map { $0.map { styled($0) } }
    let widths = (0..<(cells.map(\.count).max() ?? 0)).map { column in
      cells.map { column < $0.count ? visible($0[column]) : 0 }.max() ?? 0
    }
    guard widths.reduce(0, +) + 2 * (widths.count - 1) <= lineWidth else {
      return cells.map {
        wrapped($0.filter { !$0.isEmpty }.joined(separator: " · "), hanging: "  ")
      }
      .joined(separator: "\n")
    }
    return cells.map { row in
      let padded = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - visible(cell))
      }
      var line = padded.joined(separator: "  ")[...]
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }

  /// With colours: **bold** in bold and *emphasis* in italics. Without: plain. Code is between
  /// backticks, and a link's target follows its text.
  private func styled(_ spans: [Prose.Span], within codes: [String] = []) -> String {
    func inside(_ spans: [Prose.Span], _ code: String) -> String {
      guard hasColors else { return styled(spans) }
      let end = "\u{1B}[0m" + codes.joined()
      return code + styled(spans, within: codes + [code]) + end
    }
    return spans.map { span in
      switch span {
      case .text(let text): text
      case .strong(let spans): inside(spans, "\u{1B}[1m")
      case .emphasis(let spans): inside(spans, "\u{1B}[3m")
      case .code(let code): "`\(code)`"
      case .link(let spans, let target): "\(styled(spans, within: codes)) (\(target))"
      }
    }.joined()
  }

  /// A line broken between words. The next lines have its indent, or `hanging`.
  private func wrapped(_ line: some StringProtocol, hanging: String? = nil) -> String {
    let lead = String(line.prefix { $0 == " " })
    let indent = hanging ?? lead
    var (lines, current, length) = ([String](), lead, lead.count)
    var isEmpty = true
    for word in line.split(separator: " ") {
      let count = visible(word)
      if length + count >= lineWidth, !isEmpty {
        lines.append(current)
        (current, length, isEmpty) = (indent, indent.count, true)
      }
      current += (isEmpty ? "" : " ") + word
      length += count + (isEmpty ? 0 : 1)
      isEmpty = false
    }
    return (lines + [current]).joined(separator: "\n")
  }

  /// Wider lines are hard to read, even in a wide terminal.
  private var lineWidth: Int { min(width, 96) }

  /// How many characters of a text are visible.
  private func visible(_ text: some StringProtocol) -> Int {
    var (count, isCode) = (0, false)
    for character in text {
      if character == "\u{1B}" { isCode = true }
      if !isCode { count += 1 }
      if character == "m" { isCode = false }
    }
    return count
  }
}
