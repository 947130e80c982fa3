/// A section of a page that was written as Markdown: everything below one heading.
struct WrittenSection: Equatable, Sendable {
  let title: String
  /// The printed lines, with formulas and numbers.
  var printed: [String] = []
  /// The text, with captions, one sentence a line.
  var said: [String] = []
  var code: [String] = []

  /// The sections of a page, in their order. If two have the same title, the second one is added to
  /// the first.
  static func sections(of markdown: String) -> [WrittenSection] {
    var sections: [WrittenSection] = []
    var (place, fence, language) = (0, nil as Substring?, Substring())
    func enter(_ title: String) {
      place = sections.firstIndex { $0.title == title } ?? sections.count
      if place == sections.count { sections.append(WrittenSection(title: title)) }
    }
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      let ticks = line.prefix { $0 == "`" }
      if let open = fence {
        if line == open {
          fence = nil
        } else if language == "swift" {
          sections[place].code.append(String(line))
        } else {
          sections[place].printed.append(String(line))
        }
      } else if ticks.count >= 3 {
        (fence, language) = (ticks, line[ticks.endIndex...])
        if sections.isEmpty { enter("") }
      } else if let title = line.wholeMatch(of: /#+ (.+)|<summary><b>(.+)<\/b><\/summary>/) {
        enter(String(title.1 ?? title.2 ?? ""))
      } else if !line.isEmpty, !line.hasPrefix("!["), line.first != "<", line != "---" {
        if sections.isEmpty { enter("") }
        if !line.hasPrefix(Lesson.triedMark) { sections[place].said += sentences(of: line) }
      }
    }
    return sections
  }

  /// The sentences of a paragraph, or of a caption without its marks. In a long paragraph, only the
  /// differences are of interest.
  private static func sentences(of line: Substring) -> [String] {
    let isCaption = line.hasPrefix("*") && !line.hasPrefix("**") && line.hasSuffix("*")
    // A caption's mark says that its picture varies. Its words do not vary.
    let text =
      isCaption
      ? line.dropFirst().dropLast().trimmingPrefix("\(WrittenPage.varyingMark) ") : line
    let parts = text.split(separator: ". ").map(String.init)
    return parts.dropLast().map { $0 + "." } + parts.suffix(1)
  }
}

/// The lines before and after, in order: each one stayed, went or came.
struct LineChange: Equatable, Sendable {
  enum Kind: Sendable { case stayed, went, came }
  let kind: Kind
  let line: String

  /// How the old lines become the new ones. Lines that vary from run to run count as the same.
  static func all(from old: [String], to new: [String]) -> [LineChange] {
    let difference = new.map(WrittenPage.withoutVarying)
      .difference(from: old.map(WrittenPage.withoutVarying))
    var (gone, come) = (Set<Int>(), Set<Int>())
    for change in difference {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): come.insert(offset)
      }
    }
    var (changes, i, j) = ([LineChange](), 0, 0)
    while i < old.count || j < new.count {
      if i < old.count, gone.contains(i) {
        changes.append(LineChange(kind: .went, line: old[i]))
        i += 1
      } else if j < new.count, come.contains(j) {
        changes.append(LineChange(kind: .came, line: new[j]))
        j += 1
      } else {
        changes.append(LineChange(kind: .stayed, line: new[j]))
        (i, j) = (i + 1, j + 1)
      }
    }
    return changes
  }

  /// The number of changed lines. A line that went and a line that came count as one.
  static func count(_ changes: [LineChange]) -> Int {
    max(changes.count { $0.kind == .went }, changes.count { $0.kind == .came })
  }
}
