/// A written Markdown page, read back for a later run. It says which pictures the page shows, which
/// of them vary, and which other pages belong to it.
///
/// Varying parts are marked in the text, since the next run has only the files.
struct WrittenPage {
  /// The mark before printed lines, captions and pictures' texts that vary from run to run.
  static let varyingMark = "⏱"

  /// The lines outside code.
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

  /// The names of the pages that it links to, with `.md`.
  var pagesBeside: [String] {
    lines.flatMap { $0.matches(of: /\]\((\w[\w-]*\.md)\)/).map { String($0.1) } }
  }

  /// The text that replaces a picture; nil if the picture is not shown.
  func alt(of picture: String) -> String? {
    images.first { $0.name == picture }.map { String($0.alt) }
  }

  private var images: [(alt: Substring, name: String)] {
    lines.compactMap { $0.wholeMatch(of: /!\[([^\]]*)\]\((\w[\w-]*)\.png\)/) }
      .map { ($0.1, String($0.2)) }
  }

  /// The part of a line that is the same in each run. A printed line that varies loses its measured
  /// numbers, remarks on them in parentheses, and the machine's name. The number of cores stays: it
  /// is a knob, not a measurement. A picture's words stay: they do not vary.
  static func withoutVarying(_ line: String) -> String {
    guard line.hasPrefix(varyingMark) else { return line }
    if line.hasPrefix("\(varyingMark) processor:") { return "\(varyingMark) processor" }
    return line.replacing(#/ \([^)]*\)/#, with: "")
      .replacing(/[0-9][0-9.,]*(?![0-9.,]| cores?\b)/, with: "#")
  }

  // MARK: - How it is written

  static func marked(_ printed: Page.Printed) -> String {
    printed.varies ? "\(varyingMark) \(printed.text)" : printed.text
  }

  static func caption(of shown: Page.Shown) -> [Prose.Span] {
    shown.varies ? [.text("\(varyingMark) ")] + shown.caption : shown.caption
  }

  /// The text that replaces a picture, without signs that would end or emphasise it. Scalar by
  /// scalar, as a reader of Markdown sees them.
  static func alt(of shown: Page.Shown) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in shown.alt.unicodeScalars {
      switch scalar {
      case "[": scalars.append("(")
      case "]": scalars.append(")")
      case "*", "`", "\\": continue
      default: scalars.append(scalar)
      }
    }
    let text = String(scalars).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return shown.varies ? "\(varyingMark) \(text)" : text
  }
}
