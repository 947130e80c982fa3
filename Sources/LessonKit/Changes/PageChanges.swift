import Exchange
import Pictures

/// A run's changes of a lesson's pages: pictures, printed lines, text and code.
struct PageChanges: Sendable {
  /// Whether there was no earlier page.
  let isFirst: Bool
  /// The number of pictures now.
  let total: Int
  /// Whether a picture shows times or rates, which differ in each run.
  let varies: Bool
  /// The new and changed pictures, by name, with their captions.
  let pictures: [Pair]
  /// The names of the pictures that are no longer shown.
  let gone: [String]
  /// The sections with a changed line.
  let sections: [Section]

  /// A new or changed picture.
  struct Pair: Equatable, Sendable {
    let name: String
    let caption: [Prose.Span]
    /// Whether it existed before.
    let hasBefore: Bool
  }

  /// The changes below one heading.
  struct Section: Equatable, Sendable {
    let title: String
    var printed: [LineChange] = []
    var said: [LineChange] = []
    var code: [LineChange] = []
  }

  /// Whether a result differs. A changed line of code alone does not count.
  var isResult: Bool {
    !pictures.isEmpty || !gone.isEmpty
      || sections.contains { !$0.printed.isEmpty || !$0.said.isEmpty }
  }

  /// The changes, in one or two sentences.
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
    return pictures + " The text differs: \(Self.list(said))."
  }

  private static func list(_ sections: [Section]) -> String {
    let names = sections.prefix(3).map { "“\($0.title)”" }.joined(separator: ", ")
    let more = sections.count - 3
    return names + (more > 0 ? " and \(more) more" : "")
  }

  /// The sections of two texts with changed lines, in the order of the new text. Removed sections
  /// come last.
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
        // The text about the knobs is not one of their effects.
        said: title == Page.Knobs.heading ? [] : changes(title, \.said),
        code: changes(title, \.code))
    }.filter { !$0.printed.isEmpty || !$0.said.isEmpty || !$0.code.isEmpty }
  }
}
