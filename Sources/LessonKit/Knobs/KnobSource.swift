/// The knobs in a source text, with their literals, types and comments. The program itself does not
/// know these any more.
struct KnobSource: Sendable {
  private let text: String

  init(text: String) { self.text = text }

  /// A call of `knob` in the source.
  struct Call: Equatable, Sendable {
    /// The name and the type of the `let` before it.
    var letName: String?
    var type: String?
    /// The comment above it, in one line.
    var about = ""
    var value = ""
    /// The values worth trying.
    var tries: [String] = []
  }

  /// The names of all knobs, in order.
  var names: [String] {
    text.matches(of: /\bknob\(\s*"(\w+)"\s*,/).map { String($0.1) }
  }

  /// The call that makes a knob; nil if it is missing or incomplete.
  func call(of name: String) -> Call? {
    guard let pattern = try? Regex("\\bknob\\(\\s*\"\(name)\"\\s*,"),
      let place = text.firstMatch(of: pattern)?.range
    else { return nil }
    var scanner = LiteralScanner(text[place.upperBound...])
    guard let arguments = scanner.pieces(upTo: ")"), let value = arguments.first else { return nil }
    var call = Call(value: value)
    if let list = arguments.first(where: { $0.hasPrefix("try:") }) {
      guard let open = list.firstIndex(of: "[") else { return nil }
      var inside = LiteralScanner(list[list.index(after: open)...])
      guard let entries = inside.pieces(upTo: "]") else { return nil }
      if entries != [":"] { call.tries = entries.compactMap { LiteralScanner.key(of: $0) } }
    }
    let before = text[..<place.lowerBound]
    if let start = before.ranges(of: "let ").last {
      let declaration = before[start.upperBound...]
      if let parts = declaration.wholeMatch(of: /(?s)\s*(\w+)\s*(?::\s*(.+?))?\s*=\s*/) {
        call.letName = String(parts.1)
        call.type = parts.2.map(String.init)
      }
      call.about = comment(above: before[..<start.lowerBound])
    }
    return call
  }

  /// The lines that begin with `///` at the end of a text.
  private func comment(above text: Substring) -> String {
    // Text before `let` in the same line is not a comment.
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().reversed()
      .map { $0.drop { $0 == " " } }.prefix { $0.hasPrefix("///") }.reversed()
      .map { $0.dropFirst(3).drop { $0 == " " } }.joined(separator: " ")
  }
}
