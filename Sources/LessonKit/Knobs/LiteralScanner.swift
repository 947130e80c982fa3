/// Cuts a list of Swift expressions at its commas, but not at commas within brackets, texts or
/// comments.
struct LiteralScanner {
  private var rest: Substring

  init(_ text: Substring) { rest = text }

  /// The expressions up to the list's closing bracket, each in one line and without comments; nil
  /// if there is no closing bracket.
  mutating func pieces(upTo close: Character) -> [String]? {
    var (pieces, piece, depth) = ([String](), "", 0)
    func add() {
      let text = piece.split(whereSeparator: \.isWhitespace).isEmpty ? nil : Self.inOneLine(piece)
      if let text { pieces.append(text) }
      piece = ""
    }
    while let character = rest.first {
      if rest.hasPrefix("//") {
        rest = rest.drop { $0 != "\n" }
        continue
      }
      if character == "\"" {
        guard let text = takeText() else { return nil }
        piece += text
        continue
      }
      rest.removeFirst()
      if depth == 0 && character == close {
        add()
        return pieces
      }
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      if depth < 0 { return nil }
      if depth == 0 && character == "," { add() } else { piece.append(character) }
    }
    return nil
  }

  /// The key of a dictionary's entry: the text before the colon.
  static func key(of entry: String) -> String? {
    var (scanner, depth, key) = (LiteralScanner(entry[...]), 0, "")
    while let character = scanner.rest.first {
      if character == "\"" {
        guard let text = scanner.takeText() else { return nil }
        key += text
        continue
      }
      if depth == 0 && character == ":" { return inOneLine(key) }
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      key.append(character)
      scanner.rest.removeFirst()
    }
    return nil
  }

  /// Takes a text with its quotes. A `\(…)` within it may contain other texts.
  private mutating func takeText() -> String? {
    let quotes = rest.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
    var text = quotes
    rest = rest.dropFirst(quotes.count)
    while !rest.isEmpty {
      if rest.hasPrefix(quotes) {
        rest = rest.dropFirst(quotes.count)
        return text + quotes
      }
      if rest.hasPrefix("\\(") {
        rest = rest.dropFirst(2)
        var depth = 1
        text += "\\("
        while depth > 0, let character = rest.first {
          if character == "\"" {
            guard let inner = takeText() else { return nil }
            text += inner
            continue
          }
          if character == "(" { depth += 1 }
          if character == ")" { depth -= 1 }
          text.append(rest.removeFirst())
        }
      } else {
        if rest.first == "\\" { text.append(rest.removeFirst()) }
        if let character = rest.first {
          text.append(character)
          rest.removeFirst()
        }
      }
    }
    return nil
  }

  /// An expression in which each run of spaces and line ends is one space.
  private static func inOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
