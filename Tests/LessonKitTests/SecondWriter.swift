import LessonKit

/// Writes the blocks of a page as plain HTML: a second rendering, made of what everybody can see of
/// the blocks, and of nothing that the Markdown writer has.
struct SecondWriter {
  func html(of blocks: [Page.Block]) -> String { blocks.map(html).joined(separator: "\n") }

  private func html(of block: Page.Block) -> String {
    switch block {
    case .title(let title): "<h1>\(escaped(title))</h1>"
    case .question(let question): "<p class=question>\(escaped(question))</p>"
    case .place(let strip): strip.map(html) ?? "<p>Beside the lessons</p>"
    case .owner(let lesson): "<p>Part of <a href=\(lesson.folder).html>\(lesson.label)</a></p>"
    case .origin(let origin): "<p>\(origin.source), <code>\(origin.command)</code></p>"
    case .text(let prose): html(of: prose)
    case .heading(let title): "<h2>\(escaped(title))</h2>"
    case .formula(let lines): "<pre>\(escaped(lines))</pre>"
    case .prediction(let question): html(of: question)
    case .settled(let solution): html(of: solution)
    case .workItOut(let exercises):
      exercises.map { html(of: $0.question) + html(of: $0.solution) }.joined()
    case .takenOver(let numbers): html(of: numbers, "Begins with")
    case .handedOn(let numbers): html(of: numbers, "Ends with")
    case .cell(let cell): html(of: cell)
    case .output(let output): html(of: output)
    case .knobs(let knobs):
      html(of: knobs.introduction) + (knobs.source.map { "<pre>\(escaped($0))</pre>" } ?? "")
    case .interactive(let part):
      "<h3>\(escaped(part.title))</h3><p>\(html(of: part.about))</p>"
    case .fold(let fold):
      "<details><summary>\(escaped(fold.title))</summary>\n\(html(of: fold.blocks))\n</details>"
    case .exercises(let exercises):
      exercises.map { "<p>Exercise \($0.number): \(escaped($0.task))</p>" }.joined()
    case .page(let link):
      "<p><a href=\(link.name).html>\(escaped(link.title))</a> \(html(of: link.about))</p>"
    case .end(.lesson(let next, let before, let after)):
      html(of: next)
        + [before, after].compactMap { $0 }
        .map { "<a href=\($0.folder).html>\($0.label)</a>" }.joined()
    case .end(.page(let lesson)): "<a href=\(lesson.folder).html>Back</a>"
    }
  }

  private func html(of question: Page.Question) -> String {
    "<label for=q\(question.number)>\(html(of: question.text))</label>"
      + "<input id=q\(question.number)>"
  }

  private func html(of solution: Page.Solution) -> String {
    let mistakes = solution.mistakes.map {
      "<li>\($0.answer.written): \(html(of: $0.sentence))</li>"
    }
    return "<output for=q\(solution.question)>\(solution.answer.written)"
      + html(of: solution.reason) + mistakes.joined() + "</output>"
  }

  private func html(of strip: Page.Strip) -> String {
    let stages = strip.stages.map { $0.isHere ? "<b>\($0.name)</b>" : $0.name }
    return "<p\(strip.isBackward ? " dir=rtl" : "")>\(stages.joined(separator: " "))</p>"
  }

  private func html(of numbers: HandOver, _ title: String) -> String {
    let rows = numbers.lines.map { "<dt>\(escaped($0.about))<dd>\(escaped($0.numbers))" }
    return "<p>\(title)<dl>\(rows.joined())</dl>"
  }

  private func html(of cell: Page.Cell) -> String {
    let code = "<pre>\(escaped(cell.source ?? ""))</pre>"
    let folded = cell.isStage ? code : "<details>\(code)</details>"
    return (["<h3>\(escaped(cell.title))</h3>", folded] + cell.outputs.map(html))
      .joined(separator: "\n")
  }

  private func html(of output: Page.Output) -> String {
    switch output {
    case .printed(let lines):
      "<samp>"
        + lines.map { $0.varies ? "<i>\(escaped($0.text))</i>" : escaped($0.text) }
        .joined(separator: "\n") + "</samp>"
    case .shown(let shown):
      "<img src=\(shown.name) width=\(shown.picture.width) alt=\"\(escaped(shown.alt))\">"
        + "<figcaption\(shown.varies ? " class=varies" : "")>\(html(of: shown.caption))</figcaption>"
    }
  }

  private func html(of prose: Prose) -> String {
    prose.blocks.map { block in
      switch block {
      case .paragraph(let spans): "<p>\(html(of: spans))</p>"
      case .list(let items):
        items.map { "<li class=level\($0.level)>\(html(of: $0.spans))</li>" }.joined()
      case .table(let header, let rows):
        "<table><tr>" + header.map { "<th>\(html(of: $0))" }.joined()
          + rows.map { "<tr>" + $0.map { "<td>\(html(of: $0))" }.joined() }.joined() + "</table>"
      case .code(let text, let language): "<pre class=\(language)>\(escaped(text))</pre>"
      }
    }.joined()
  }

  private func html(of spans: [Prose.Span]) -> String {
    spans.map { span in
      switch span {
      case .text(let text): escaped(text)
      case .strong(let spans): "<strong>\(html(of: spans))</strong>"
      case .emphasis(let spans): "<em>\(html(of: spans))</em>"
      case .code(let code): "<code>\(escaped(code))</code>"
      case .link(let spans, let target): "<a href=\(target)>\(html(of: spans))</a>"
      }
    }.joined()
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }
}
