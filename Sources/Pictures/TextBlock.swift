// Text that has to keep to a width.

extension Picture {
  /// From one line of text to the next, at the usual size.
  static let lineHeight = 20

  /// Text in lines that are no wider than `width` pixels, broken at spaces. What fits neither so
  /// is cut, and ends in `…`.
  static func lines(of text: String, within width: Int, atMost limit: Int) -> [String] {
    let room = max(1, (width / 2 + 1) / Font.advance)
    var lines: [String] = []
    for word in text.split(separator: " ") {
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

extension Color {
  /// Numbers at an axis.
  static let quiet = Color(red: 87, green: 96, blue: 106)
  /// The grid of a plot.
  static let grid = Color(red: 232, green: 234, blue: 237)
  /// A bar like all others.
  static let plain = Color(red: 140, green: 149, blue: 159)

  /// The colours of several series, told apart by everybody (after Okabe and Ito, "Color
  /// universal design", 2008). Green comes late, since `mark` points at things with it.
  static let series = [
    Color(red: 0, green: 114, blue: 178), Color(red: 213, green: 94, blue: 0),
    Color(red: 204, green: 121, blue: 167), Color(red: 86, green: 180, blue: 233),
    Color(red: 0, green: 158, blue: 115), Color(red: 230, green: 159, blue: 0), Color.ink,
  ]

  /// What is added, and what is taken away: as ColorScale has it.
  static let rise = Color(red: 230, green: 110, blue: 20)
  static let fall = Color(red: 49, green: 130, blue: 189)

  static func series(_ number: Int) -> Color { series[number % series.count] }
}
