/// Writes a page as Markdown, for GitHub.
///
/// Code is folded, except for the cells that are the lesson's topic. Output and pictures stay open.
/// Pictures are files beside the page.
public struct MarkdownWriter: Sendable {
  public init() {}

  /// The name of a page's file; without a name, the file of the lesson's first page.
  public func file(ofPage name: String?) -> String { (name ?? "README") + ".md" }

  public func text(of page: Page) -> String { text(of: page.blocks) }

  /// Blocks, each with an empty line after it.
  func text(of blocks: [Page.Block]) -> String {
    blocks.flatMap(parts).map { $0 + "\n\n" }.joined()
  }

  /// A block as paragraphs, fences and lines of HTML, with an empty line between them.
  private func parts(of block: Page.Block) -> [String] {
    switch block {
    case .title(let title): ["# \(title)"]
    case .question(let question): ["> **\(question)**"]
    case .place(let strip): [strip.map { "You are here: " + line($0) } ?? "Beside the lessons."]
    case .owner(let lesson):
      ["This page belongs to [\(name(of: lesson))](\(first))."]
    case .origin(let origin):
      [
        "*Everything on this page was made by running "
          + "[\(origin.source)](../../\(origin.source)): `\(origin.command)`.*"
      ]
    case .text(let prose): [text(of: prose)]
    case .heading(let title): ["## \(title)"]
    case .formula(let lines): [fenced(lines, "text")]
    case .prediction(let question): [text(of: question.lines(introducedBy: "Predict:"))]
    case .settled(let solution): [text(of: solution.lines)]
    case .workItOut(let exercises):
      exercises.enumerated().flatMap { place, exercise in
        [text(of: exercise.question.lines(introducedBy: "\(place + 1)."))]
          + folded("Solution", [text(of: exercise.solution.lines)])
      }
    case .takenOver(let numbers):
      ["**Taken over** from the lesson before:", fenced(numbers.text, "text")]
    case .handedOn(let numbers):
      ["**Handed on** to the next lesson:", fenced(numbers.text, "text")]
    case .cell(let cell):
      ["### \(cell.title)"] + code(of: cell) + cell.outputs.flatMap(parts)
    case .output(let output): parts(of: output)
    case .knobs(let knobs):
      [text(of: knobs.introduction)] + lines(of: knobs)
    // Only a browser can show it.
    case .interactive: []
    case .fold(let fold):
      folded("<b>\(HTML.escaped(fold.title))</b>", fold.blocks.flatMap(parts))
    case .exercises(let exercises): [text(of: exercises.prose(linkedFrom: "../.."))]
    case .page(let link):
      ["**[\(link.title)](\(file(ofPage: link.name))).** " + line(link.about)]
    case .end(.lesson(let next, let before, let after)):
      ["---", text(of: next), neighbours(before, after)]
    case .end(.page(let lesson)):
      ["---", "← [\(lesson.label)](\(first)) · \(allLessons)"]
    }
  }

  private func parts(of output: Page.Output) -> [String] {
    switch output {
    case .printed(let lines):
      [fenced(lines.map(WrittenPage.marked).joined(separator: "\n"), "text")]
    case .shown(let shown):
      [
        "![\(WrittenPage.alt(of: shown))](\(shown.name).png)",
        line([.emphasis(WrittenPage.caption(of: shown))]),
      ]
    }
  }

  /// A value to begin with, and all values folded with the lines. Without data, the lines stay
  /// open.
  private func lines(of knobs: Page.Knobs) -> [String] {
    guard let first = knobs.first else { return knobs.source.map { [fenced($0, "swift")] } ?? [] }
    return [text(of: first)]
      + folded("All knobs, and the values worth trying", [text(of: knobs.list)])
      + (knobs.source.map(foldedCode) ?? [])
  }

  private func code(of cell: Page.Cell) -> [String] {
    guard let source = cell.source else { return [] }
    return cell.isStage ? [fenced(source, "swift")] : foldedCode(source)
  }

  private func foldedCode(_ source: String) -> [String] {
    let count = source.split(separator: "\n", omittingEmptySubsequences: false).count
    return folded("Code, \(count) \(count == 1 ? "line" : "lines")", [fenced(source, "swift")])
  }

  /// GitHub reads Markdown between the tags only with empty lines around it.
  private func folded(_ summary: String, _ parts: [String]) -> [String] {
    ["<details>\n<summary>\(summary)</summary>"] + parts + ["</details>"]
  }

  /// The links: the lesson before, the page of all lessons, and the lesson after.
  private func neighbours(_ before: LessonEntry?, _ after: LessonEntry?) -> String {
    func link(_ lesson: LessonEntry) -> String {
      "[\(lesson.label)](../\(lesson.folder)/\(first))"
    }
    return [before.map { "← " + link($0) }, allLessons, after.map { link($0) + " →" }]
      .compactMap { $0 }.joined(separator: " · ")
  }

  private func name(of lesson: LessonEntry) -> String {
    lesson.isLesson ? "lesson \(lesson.number)" : lesson.name
  }

  private var first: String { file(ofPage: nil) }
  private var allLessons: String { "[all lessons](../\(first))" }

  private func line(_ strip: Page.Strip) -> String {
    if strip.isBackward { return "**\(strip.stages.map(\.name).joined(separator: " ← "))**" }
    return strip.stages.map { $0.isHere ? "**[\($0.name)]**" : $0.name }.joined(separator: " → ")
  }
}
