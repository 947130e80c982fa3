import CNN
import Figures
import Notebook

/// Writes a page for a browser: a file of HTML, and a script with its data.
///
/// Without the scripts, the page is complete: text, code, output, pictures, questions with folded
/// solutions. With them it can be touched (Sources/Notebook/README.md).
struct HTMLWriter {
  let entry: LessonEntry
  private var data: DataScript
  /// The trace for maps that name no trace of their own.
  private let trace: Trace?
  /// How many blocks of each kind there were, for their ids.
  private var counts: [String: Int] = [:]

  /// A written page.
  struct Written {
    /// `index.html` and `index.js`.
    let files: [(name: String, text: String)]
    /// Large networks, for the shared folder.
    let networks: [(name: String, script: String)]
    /// Maps whose numbers are not where they say, one sentence each.
    var falseOrigins: [String] = []
  }

  static func file(ofPage name: String?) -> String { (name ?? "index") + ".html" }

  private init(_ entry: LessonEntry, _ page: Page, _ trace: Trace?, _ key: String?) {
    self.entry = entry
    self.trace = trace
    data = DataScript(page: "\(entry.folder)/\(page.name ?? "index")", key: key)
  }

  /// - Parameters:
  ///   - trace: explains maps that name no trace of their own.
  ///   - key: a key of the lesson's source.
  static func write(
    _ page: Page, of entry: LessonEntry, explainedBy trace: Trace? = nil, key: String? = nil
  ) -> Written {
    var writer = HTMLWriter(entry, page, trace, key)
    let body = writer.html(of: page.blocks)
    let name = page.name ?? "index"
    let titles = page.blocks.compactMap { if case .title(let title) = $0 { title } else { nil } }
    let frame = HTMLFrame.lesson(entry, page: name, title: titles.first ?? entry.title)
    return Written(
      files: [("\(name).html", frame.text(around: body)), ("\(name).js", writer.data.text)],
      networks: writer.data.networks, falseOrigins: writer.data.falseOrigins)
  }

  // MARK: - Blocks

  private mutating func html(of blocks: [Page.Block]) -> String {
    var text = ""
    for block in blocks { text += html(of: block) + "\n" }
    return text
  }

  /// An id that is the same in the next run: the kind of block and its place among its kind.
  private mutating func id(_ kind: String) -> String {
    counts[kind, default: 0] += 1
    return "\(kind)-\(counts[kind, default: 0])"
  }

  private mutating func section(_ kind: String, _ inner: String, _ more: String = "") -> String {
    "<section class=\"\(kind)\" id=\"\(id(kind))\"\(more)>\n\(inner)\n</section>"
  }

  private mutating func html(of block: Page.Block) -> String {
    switch block {
    case .title(let title): return "<h1>\(HTML.escaped(title))</h1>"
    case .question(let question): return "<p class=\"asks\">\(HTML.escaped(question))</p>"
    case .place(let strip): return strip.map(html) ?? "<p class=\"place\">Beside the lessons.</p>"
    case .owner(let lesson):
      return "<p class=\"owner\">This page belongs to "
        + "<a href=\"index.html\">\(HTML.escaped(lesson.label))</a>.</p>"
    case .origin(let origin):
      return "<p class=\"origin\">Everything on this page was made by running "
        + "<a href=\"../../\(origin.source)\">\(HTML.escaped(origin.source))</a>: "
        + "<code>\(HTML.escaped(origin.command))</code>.</p>"
    case .text(let prose): return section("text", HTML.text(of: prose))
    case .heading(let title):
      let id = id("heading")
      return "<h2 id=\"\(id)\">\(HTML.escaped(title))</h2>"
    case .formula(let lines): return section("formula", "<pre>\(HTML.escaped(lines))</pre>")
    case .prediction(let question):
      return section("prediction", html(of: question, mark: "Predict"))
    case .settled(let solution): return section("settled", html(of: solution))
    case .workItOut(let exercises):
      let parts = exercises.enumerated().map { number, exercise in
        "<div class=\"exercise\">\(html(of: exercise.question, mark: "\(number + 1)."))"
          + "\(html(of: exercise.solution))</div>"
      }
      return section("work", parts.joined(separator: "\n"))
    case .takenOver(let numbers):
      return section(
        "handed", "<p><b>Taken over</b> from the lesson before:</p>\(pre(numbers.text))")
    case .handedOn(let numbers):
      return section(
        "handed", "<p><b>Handed on</b> to the next lesson:</p>\(pre(numbers.text))")
    case .cell(let cell): return html(of: cell)
    case .output(let output): return section("output", html(of: output))
    case .knobs(let knobs): return html(of: knobs)
    case .interactive(let part): return html(of: part)
    case .exercises(let exercises):
      return section("exercises", HTML.text(of: exercises.prose(linkedFrom: "../..")))
    case .fold(let fold):
      let id = id("fold")
      return "<details class=\"fold\" id=\"\(id)\"><summary>\(HTML.escaped(fold.title))</summary>\n"
        + html(of: fold.blocks) + "</details>"
    case .page(let link):
      return section(
        "text",
        "<p><b><a href=\"\(Self.file(ofPage: link.name))\">\(HTML.escaped(link.title))</a>.</b> "
          + "\(HTML.line(link.about))</p>")
    case .end(.lesson(let next, _, let after)):
      let link = after.map {
        "<p class=\"next\"><a href=\"../\($0.folder)/index.html\">\(HTML.escaped($0.label)) →</a></p>"
      }
      return section("end", HTML.text(of: next) + (link ?? ""))
    case .end(.page(let lesson)):
      return section(
        "end", "<p><a href=\"index.html\">← \(HTML.escaped(lesson.label))</a></p>")
    }
  }

  private mutating func html(of cell: Page.Cell) -> String {
    var parts = ["<h3>\(HTML.escaped(cell.title))</h3>"]
    if let source = cell.source {
      let count = source.split(separator: "\n", omittingEmptySubsequences: false).count
      parts.append(
        "<details class=\"code\">"
          + "<summary>Code, \(count) \(count == 1 ? "line" : "lines")</summary>"
          + "<pre><code>\(HTML.escaped(source))</code></pre></details>")
    }
    for output in cell.outputs { parts.append(html(of: output)) }
    return section(
      "cell", parts.joined(separator: "\n"), " data-title=\"\(HTML.escaped(cell.title))\"")
  }

  private mutating func html(of output: Page.Output) -> String {
    switch output {
    case .printed(let lines):
      let text = lines.map { HTML.escaped(WrittenPage.marked($0)) }.joined(separator: "\n")
      return "<pre class=\"printed\" id=\"\(id("printed"))\" tabindex=\"0\">\n\(text)</pre>"
    case .shown(let shown):
      // A picture that varies is not drawn from data: its numbers differ in each run.
      if let figure = shown.figure, !shown.varies {
        let json = data.json(figure, explainedBy: trace)
        data.call("figure", JSON(shown.name), json)
      }
      let size = "width=\"\(shown.picture.width)\" height=\"\(shown.picture.height)\""
      let caption = HTML.line(WrittenPage.caption(of: shown))
      return "<figure id=\"figure-\(shown.name)\" data-figure=\"\(shown.name)\">"
        + "<img src=\"\(shown.name).png\" alt=\"\(HTML.escaped(WrittenPage.alt(of: shown)))\" "
        + "\(size) loading=\"lazy\"><figcaption>\(caption)</figcaption></figure>"
    }
  }

  private mutating func html(of knobs: Page.Knobs) -> String {
    if !knobs.knobs.isEmpty { data.call("knobs", JSON(knobs.knobs)) }
    var parts = [HTML.text(of: knobs.introduction)]
    if let source = knobs.source {
      parts.append(
        "<details class=\"code\"><summary>The lines</summary>"
          + "<pre><code>\(HTML.escaped(source))</code></pre></details>")
    }
    parts.append("<div class=\"values\">\(HTML.text(of: knobs.list))</div>")
    return section("knobs", parts.joined(separator: "\n"))
  }

  private mutating func html(of part: Page.Interactive) -> String {
    let networks = part.networks.map { ($0.name, JSON(data.add($0.value))) }
    data.call("interactive", JSON(part.name), ["data": part.data, "networks": .object(networks)])
    return "<section class=\"interactive\" id=\"try-\(part.name)\" "
      + "data-interactive=\"\(part.name)\"><h3>\(HTML.escaped(part.title))</h3><p>\(HTML.line(part.about))</p>"
      + "<div class=\"stage\"></div></section>"
  }

  private func html(of strip: Page.Strip) -> String {
    let names = strip.stages.map {
      $0.isHere ? "<b>\(HTML.escaped($0.name))</b>" : HTML.escaped($0.name)
    }
    return "<p class=\"place\">You are here: "
      + names.joined(separator: strip.isBackward ? " ← " : " → ") + "</p>"
  }

  private func pre(_ text: String) -> String { "<pre>\(HTML.escaped(text))</pre>" }

  // MARK: - Questions

  /// A form. Without scripts, it is text; the solution below it unfolds.
  private mutating func html(of question: Page.Question, mark: String) -> String {
    let text = HTML.text(of: question.lines(introducedBy: mark + (mark.hasSuffix(".") ? "" : ":")))
    data.call("question", JSON(question.number), JSON(question.form))
    return "<form class=\"question\" data-question=\"\(question.number)\">\(text)</form>"
  }

  private mutating func html(of solution: Page.Solution) -> String {
    data.call("solution", JSON(solution.question), JSON(solution))
    return "<details class=\"solution\" data-question=\"\(solution.question)\">"
      + "<summary>Solution</summary>\(HTML.text(of: solution.lines))</details>"
  }
}
