/// Reads the marks within a line: stars, backticks and links.
///
/// CommonMark's rule of flanking says which stars can begin or end a span. So a page on GitHub
/// looks like the terminal. A mark without a partner is text.
struct SpanReader {
  /// The pieces so far: spans, and stars without a partner yet.
  private enum Piece {
    case span(Prose.Span)
    case stars(Int)
  }

  private let text: [Character]
  private var place = 0
  private var pieces: [Piece] = []

  static func spans(_ text: some StringProtocol) -> [Prose.Span] {
    var reader = SpanReader(text: Array(text))
    while reader.place < reader.text.count { reader.step() }
    return reader.spans(from: 0)
  }

  private init(text: [Character]) { self.text = text }

  private mutating func step() {
    switch text[place] {
    case "*": stars()
    case "`": code()
    case "[": link()
    default:
      let end = text[place...].firstIndex { "*`[".contains($0) } ?? text.count
      append(end: end)
    }
  }

  /// One star is emphasis, two are bold, three are both; more are text.
  private mutating func stars() {
    let run = text[place...].prefix { $0 == "*" }.count
    let (canOpen, canClose) = flanks(place..<place + run)
    place += run
    guard run <= 3 else { return append(stars: run) }
    var left = run
    while canClose, left > 0, let opening = opening(for: left) {
      let inside = spans(from: opening.place + 1)
      pieces.removeSubrange(opening.place...)
      pieces.append(.span(opening.stars == 2 ? .strong(inside) : .emphasis(inside)))
      left -= opening.stars
    }
    guard canOpen else { return append(stars: left) }
    // Of three stars, two are inside.
    for stars in left == 3 ? [1, 2] : left > 0 ? [left] : [] { pieces.append(.stars(stars)) }
  }

  /// The last opening stars of the same number. Three stars end whichever came last.
  private func opening(for count: Int) -> (place: Int, stars: Int)? {
    for place in pieces.indices.reversed() {
      if case .stars(let stars) = pieces[place], stars == count || count == 3 {
        return (place, stars)
      }
    }
    return nil
  }

  /// Whether stars can begin a span, and whether they can end one. There must be no space on that
  /// side. A punctuation mark is allowed there only if the other side is not a letter.
  private func flanks(_ stars: Range<Int>) -> (canOpen: Bool, canClose: Bool) {
    let before = stars.lowerBound > 0 ? text[stars.lowerBound - 1] : " "
    let after = stars.upperBound < text.count ? text[stars.upperBound] : " "
    func isMark(_ character: Character) -> Bool { character.isPunctuation || character.isSymbol }
    return (
      !after.isWhitespace && (!isMark(after) || before.isWhitespace || isMark(before)),
      !before.isWhitespace && (!isMark(before) || after.isWhitespace || isMark(after))
    )
  }

  /// From a run of backticks to the next one of the same length.
  private mutating func code() {
    guard let run = code(at: place) else {
      return append(end: place + text[place...].prefix { $0 == "`" }.count)
    }
    var inside = text[run.inside]
    // A space on both sides separates backticks.
    let within = inside.dropFirst().dropLast()
    if inside.first == " ", inside.last == " ", within.first == "`" || within.last == "`" {
      inside = within
    }
    pieces.append(.span(.code(String(inside))))
    place = run.end
  }

  private func code(at start: Int) -> (inside: Range<Int>, end: Int)? {
    let ticks = text[start...].prefix { $0 == "`" }.count
    var next = start + ticks
    while let begin = text[next...].firstIndex(of: "`") {
      let count = text[begin...].prefix { $0 == "`" }.count
      if count == ticks { return (start + ticks..<begin, begin + count) }
      next = begin + count
    }
    return nil
  }

  private mutating func link() {
    guard let close = bracket(from: place), text[close...].dropFirst().first == "(",
      let end = text[close...].firstIndex(of: ")"),
      !text[close..<end].contains(where: \.isWhitespace)
    else { return append(end: place + 1) }
    let inside = Self.spans(String(text[place + 1..<close]))
    pieces.append(.span(.link(inside, to: String(text[close + 2..<end]))))
    place = end + 1
  }

  /// The closing bracket, after nested brackets and code.
  private func bracket(from start: Int) -> Int? {
    var (place, depth) = (start, 0)
    while place < text.count {
      if text[place] == "`", let run = code(at: place) {
        place = run.end
        continue
      }
      if text[place] == "[" { depth += 1 }
      if text[place] == "]" { depth -= 1 }
      if depth == 0 { return place }
      place += 1
    }
    return nil
  }

  private mutating func append(end: Int) {
    pieces.append(.span(.text(String(text[place..<end]))))
    place = end
  }

  private mutating func append(stars: Int) {
    if stars > 0 { pieces.append(.span(.text(String(repeating: "*", count: stars)))) }
  }

  /// The pieces from a place on. Stars without a partner are text.
  private func spans(from place: Int) -> [Prose.Span] {
    var spans: [Prose.Span] = []
    for piece in pieces[place...] {
      let next: Prose.Span
      switch piece {
      case .span(let span): next = span
      case .stars(let count): next = .text(String(repeating: "*", count: count))
      }
      if case .text(let more) = next, case .text(let text)? = spans.last {
        spans[spans.count - 1] = .text(text + more)
      } else {
        spans.append(next)
      }
    }
    return spans
  }
}
