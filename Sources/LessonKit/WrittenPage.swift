/// A page that was written as Markdown, read back for what a later run must know of it: which
/// pictures it shows, which of them vary, and which pages are beside it.
///
/// What varies is marked in the writing, since the next run has nothing but the files.
struct WrittenPage {
  /// Stands before each number, and before each caption and its picture's text, that is another in
  /// each run.
  static let varyingMark = "⏱"

  /// The lines outside of code.
  private let lines: [Substring]

  init(_ markdown: String) {
    var fence: Substring?
    lines = markdown.split(whereSeparator: \.isNewline).filter { line in
      let ticks = line.prefix { $0 == "`" }
      if let open = fence {
        if line == open { fence = nil }
        return false
      }
      if ticks.count >= 3 { fence = ticks }
      return fence == nil
    }
  }

  /// The names of the pictures that it shows, without `.png`.
  var pictures: [String] { images.map(\.name) }

  /// The names of those that vary.
  var varyingPictures: [String] {
    images.filter { $0.alt.hasPrefix(Self.varyingMark) }.map(\.name)
  }

  /// The names of the pages beside it that it links to, with `.md`.
  var pagesBeside: [String] {
    lines.flatMap { $0.matches(of: /\]\((\w[\w-]*\.md)\)/).map { String($0.1) } }
  }

  /// The text that stands for a picture; nil if it is not shown.
  func alt(of picture: String) -> String? {
    images.first { $0.name == picture }.map { String($0.alt) }
  }

  private var images: [(alt: Substring, name: String)] {
    lines.compactMap { $0.wholeMatch(of: /!\[([^\]]*)\]\((\w[\w-]*)\.png\)/) }
      .map { ($0.1, String($0.2)) }
  }

  /// A line as it is in each run: of a printed one that varies without what was measured, and
  /// without what the machine is called. How many cores share the work is a knob, and no measure.
  /// Nothing is left out of a picture's words: they do not vary.
  static func withoutVarying(_ line: String) -> String {
    guard line.hasPrefix(varyingMark) else { return line }
    if line.hasPrefix("\(varyingMark) processor:") { return "\(varyingMark) processor" }
    return line.replacing(/[0-9][0-9.,]*(?![0-9.,]| cores?\b)/, with: "#")
  }

  // MARK: - How it is written

  static func marked(_ printed: Page.Printed) -> String {
    printed.varies ? "\(varyingMark) \(printed.text)" : printed.text
  }

  static func caption(of shown: Page.Shown) -> [Prose.Span] {
    shown.varies ? [.text("\(varyingMark) ")] + shown.caption : shown.caption
  }

  /// The text that stands for a picture, without what would end or emphasise it.
  static func alt(of shown: Page.Shown) -> String {
    let text = shown.alt.replacing("[", with: "(").replacing("]", with: ")")
      .filter { !"*`\\".contains($0) }
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return shown.varies ? "\(varyingMark) \(text)" : text
  }
}
