// Text that has to keep to a width.

extension Picture {
  /// From one line of text to the next, at the usual size.
  static let lineHeight = 20

  /// Text in lines that are no wider than `width` pixels, broken at spaces. What fits neither so
  /// is cut, and ends in `…`.
  static func lines(of text: String, within width: Int, atMost limit: Int) -> [String] {
    let room = max(1, (width / 2 + 1) / Font.advance)
    var lines: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, last.count + 1 + word.count <= room {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    var kept = lines.prefix(max(1, limit)).map { cut($0, to: room) }
    if lines.count > kept.count, let last = kept.popLast() {
      kept.append(cut(last + " …", to: room))
    }
    return kept
  }

  private static func cut(_ text: String, to count: Int) -> String {
    text.count <= count ? text : text.prefix(count - 1) + "…"
  }

  static func width(of lines: [String]) -> Int { lines.map { width(of: $0) }.max() ?? 0 }
}
