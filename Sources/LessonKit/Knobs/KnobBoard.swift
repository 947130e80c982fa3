import Foundation

/// The knobs of a program in their order, and the values that its command line sets.
///
/// Knobs come before the line that parses the flags, so the board reads the arguments itself. It
/// keeps the first error, and the parsing of the flags reports it.
struct KnobBoard: Sendable {
  private(set) var knobs: [Knob] = []
  /// The first error, in a sentence.
  private(set) var problem: String?
  /// Why the program was not built from this source; nil if it was.
  var staleness: String?
  private var wishes: [Wish] = []

  /// A value that a knob should get.
  private struct Wish {
    let name: String
    let text: String
    /// The value that it comes with, such as `window=4`; nil if the command line names the knob
    /// itself.
    var broughtBy: String?
  }

  /// - Parameter arguments: the command line, without the program's name.
  init(arguments: [String]) {
    var rest = arguments.prefix { $0 != "--" }
    while let argument = rest.popFirst() {
      if argument == "--try", let text = rest.popFirst() {
        wish(for: text)
      } else if argument.hasPrefix("--try=") {
        wish(for: String(argument.dropFirst(6)))
      }
    }
  }

  private mutating func wish(for text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      note("--try \(text): give a name and a value, as in --try bias=1")
      return
    }
    let name = String(parts[0])
    if wishes.contains(where: { $0.name == name }) { note("--try \(name): it is given twice") }
    wishes.append(Wish(name: name, text: String(parts[1])))
  }

  private mutating func note(_ problem: String) { self.problem = self.problem ?? problem }

  /// Adds a knob, and returns its value in this run.
  mutating func value<Value>(
    _ name: String, _ value: Value, _ tries: Tries<Value>, call: KnobSource.Call?
  ) -> Value {
    if knobs.contains(where: { $0.name == name }) { note("two knobs are called \(name)") }
    // Values are matched with their literals by position, if the source is up to date.
    let written = call?.tries.count == tries.all.count ? call?.tries : nil
    let literals = written ?? tries.all.map { Self.described($0.value) }
    let isText = Value.self is String.Type || Value.self is String?.Type
    var knob = Knob(
      name: name, type: call?.type ?? "\(Value.self)",
      value: call?.value ?? Self.described(value), about: call?.about ?? "",
      tries: zip(literals, tries.all).map { literal, entry in
        Knob.Try(
          literal: literal, look: entry.look.text, others: entry.look.others,
          endsInSentence: entry.look.endsInSentence,
          argument: name + "=" + (isText ? Self.unquoted(literal) : literal))
      })
    for one in knob.tries {
      for other in one.others where knobs.contains(where: { $0.name == other.name }) {
        note("\(one.argument) also sets \(other.name), which is above it; move \(other.name) below")
      }
    }
    defer { knobs.append(knob) }
    guard let wish = wishes.first(where: { $0.name == name }) else { return value }
    guard let (chosen, index) = Self.find(wish.text, value, knob, tries) else {
      note(Self.refusal(wish.text, knob, Value.self))
      return value
    }
    let one = index.map { knob.tries[$0] }
    // A value that comes with another one has no own sentence to look for.
    knob.tried = Knob.Tried(
      literal: one?.literal ?? wish.text, look: wish.broughtBy == nil ? one?.look : nil)
    for other in one?.others ?? [] where !wishes.contains(where: { $0.name == other.name }) {
      wishes.append(Wish(name: other.name, text: other.literal, broughtBy: one?.argument))
    }
    return chosen
  }

  /// Throws a sentence if the command line's values have an error.
  func check() throws(KnobError) {
    let names = knobs.map(\.name)
    for wish in wishes where !names.contains(wish.name) {
      let start = wish.broughtBy.map { "\($0) also sets \(wish.name)" } ?? "--try \(wish.name)"
      throw KnobError(
        "\(start): there is no such knob. The knobs are \(names.joined(separator: ", ")).")
    }
    if let problem { throw KnobError(problem) }
  }

  var isAsked: Bool { !wishes.isEmpty }
}

extension KnobBoard {
  /// The value of a text, and its position if it is listed.
  private static func find<Value>(
    _ text: String, _ value: Value, _ knob: Knob, _ tries: Tries<Value>
  ) -> (Value, Int?)? {
    if let index = knob.tries.firstIndex(where: { isSame($0.literal, text) }) {
      return (tries.all[index].value, index)
    }
    if isSame(knob.value, text) { return (value, nil) }
    guard let type = Value.self as? any KnobLiteral.Type else { return nil }
    func read<Literal: KnobLiteral>(_ type: Literal.Type) -> (Value, Int?)? {
      guard let literal = Literal(literal: text), let value = literal as? Value else { return nil }
      let index = knob.tries.firstIndex { literal.isWritten($0.literal) }
      return (value, index)
    }
    return read(type)
  }

  /// Whether two literals are the same, apart from spaces and the dot of a case.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    func plain(_ text: String) -> String {
      let text = text.filter { !$0.isWhitespace }
      return text.hasPrefix(".") && text.dropFirst().first?.isLetter == true
        ? String(text.dropFirst()) : text
    }
    return a == b || !b.isEmpty && plain(a) == plain(b)
  }

  private static func refusal<Value>(_ text: String, _ knob: Knob, _ type: Value.Type) -> String {
    let start = "--try \(knob.name)=\(text): "
    if let type = type as? any KnobLiteral.Type {
      // If digits cannot be read, there are too many of them.
      if text.count > 18, text.allSatisfy(\.isNumber) { return start + "the number is too large" }
      return start + "\(knob.name) takes \(type.kinds) (\(knob.type)), such as \(knob.value)"
    }
    let list = knob.tries.map(\.literal).joined(separator: ", ")
    return start + "\(knob.name) takes one of \(list.isEmpty ? knob.value : list) here; "
      + "for any other \(knob.type), edit its line"
  }

  private static func described(_ value: some Any) -> String {
    if let text = value as? String { return "\"\(text)\"" }
    return "\(value)"
  }

  private static func unquoted(_ literal: String) -> String { String(literal: literal) ?? literal }
}
