import Exchange
import Pictures

/// What a run has changed of a lesson's pages: pictures, printed lines, words and code.
struct PageChanges: Sendable {
  /// Whether there was no page before.
  let isFirst: Bool
  /// How many pictures there are now.
  let total: Int
  /// Whether one of them shows times or rates, in which it differs each time.
  let varies: Bool
  /// The pictures that are new or others, by name, with their captions.
  let pictures: [Pair]
  /// The names of the pictures that are no longer shown.
  let gone: [String]
  /// The sections in which a line is another.
  let sections: [Section]

  /// A picture that is another.
  struct Pair: Equatable, Sendable {
    let name: String
    let caption: [Prose.Span]
    /// Whether it was there before.
    let hasBefore: Bool
  }

  /// The changes below one heading.
  struct Section: Equatable, Sendable {
    let title: String
    var printed: [LineChange] = []
    var said: [LineChange] = []
    var code: [LineChange] = []
  }

  /// Whether a result differs; another line of code alone is none.
  var isResult: Bool {
    !pictures.isEmpty || !gone.isEmpty
      || sections.contains { !$0.printed.isEmpty || !$0.said.isEmpty }
  }

  /// What has changed, in a sentence or two.
  var sentence: String {
    let pictures = OutputFolder.report(
      total: total, changed: self.pictures.map(\.name), gone: gone, isFirst: isFirst,
      varies: varies)
    if isFirst { return pictures }
    let printed = sections.filter { !$0.printed.isEmpty }
    if !printed.isEmpty {
      let count = printed.reduce(0) { $0 + LineChange.count($1.printed) }
      return pictures
        + (count == 1 ? " 1 printed line differs: " : " \(count) printed lines differ: ")
        + Self.list(printed) + "."
    }
    let said = sections.filter { !$0.said.isEmpty }
    guard self.pictures.isEmpty, gone.isEmpty, !said.isEmpty else { return pictures }
    return pictures + " The words differ: \(Self.list(said))."
  }

  private static func list(_ sections: [Section]) -> String {
    let names = sections.prefix(3).map { "“\($0.title)”" }.joined(separator: ", ")
    let more = sections.count - 3
    return names + (more > 0 ? " and \(more) more" : "")
  }

  /// The sections of two texts in which a line is another: in the order of the new text, behind
  /// them those that are gone.
  static func sections(from old: String, to new: String) -> [Section] {
    let (before, after) = (WrittenSection.sections(of: old), WrittenSection.sections(of: new))
    let titles =
      after.map(\.title)
      + before.map(\.title).filter { title in !after.contains { $0.title == title } }
    func changes(_ title: String, _ lines: (WrittenSection) -> [String]) -> [LineChange] {
      let pair = [before, after].map { $0.first { $0.title == title }.map(lines) ?? [] }
      let changes = LineChange.all(from: pair[0], to: pair[1])
      return LineChange.count(changes) == 0 ? [] : changes
    }
    return titles.map { title in
      Section(
        title: title, printed: changes(title, \.printed),
        // What is said of the knobs is not what they do.
        said: title == Page.Knobs.heading ? [] : changes(title, \.said),
        code: changes(title, \.code))
    }.filter { !$0.printed.isEmpty || !$0.said.isEmpty || !$0.code.isEmpty }
  }
}
