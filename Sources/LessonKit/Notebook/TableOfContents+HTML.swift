import Notebook

extension TableOfContents {
  /// The page for browsers. The scripts add the progress of each lesson.
  var html: String {
    func shared(_ names: String...) -> [String] { names.map { "\(NotebookFiles.folder)/\($0)" } }
    let frame = HTMLFrame(
      title: "GlassBox: a network with nothing hidden", page: "index", links: "",
      scripts: shared(
        "core/core.js", "questions/progress.js", "reading/reading.js", "core/start.js"),
      styles: shared("core/notebook.css", "core/page.css"), classes: "page contents")
    let (lessons, others) = (parts.filter { isLesson($0) }, parts.filter { !isLesson($0) })
    let list = lessons.map { html(of: $0) }.joined(separator: "\n")
    return frame.text(
      around: others.map { html(of: $0) + "\n" }.joined()
        + "<h2>The lessons</h2>\n<ol class=\"lessons\">\n\(list)\n</ol>\n")
  }

  private func isLesson(_ part: Part) -> Bool { if case .lesson = part { true } else { false } }

  /// The first lesson, to begin with.
  private var first: LessonEntry? {
    parts.lazy.compactMap { if case .lesson(let lesson, _) = $0 { lesson } else { nil } }.first
  }

  private func html(of part: Part) -> String {
    switch part {
    case .title(let title): return "<h1>\(HTML.escaped(title))</h1>"
    case .text(let prose): return "<section class=\"text\">\n\(HTML.text(of: prose))\n</section>"
    case .opening: return opening
    case .sheetToTouch(let folder, let title, let about):
      return "<section class=\"text\">\n<p><b><a href=\"\(folder)/index.html\">"
        + "\(HTML.escaped(title))</a>.</b> \(HTML.line(about))</p>\n</section>"
    case .heading(let heading): return "<h2>\(HTML.escaped(heading))</h2>"
    case .sheet(let lesson, let name, let caption):
      return "<figure class=\"sheet\"><a href=\"\(lesson.folder)/index.html\">"
        + "<img src=\"\(lesson.folder)/\(name).png\" alt=\"The complete network on one sheet\"></a>"
        + "<figcaption>\(HTML.text(of: caption))</figcaption></figure>"
    case .lesson(let lesson, let questions):
      return """
        <li class="lesson" data-folder="\(lesson.folder)" data-questions="\(questions)">
        <img src="\(lesson.folder)/\(lesson.picture).png" alt="" loading="lazy">
        <div><h3><a href="\(lesson.folder)/index.html">\(HTML.escaped(lesson.title))</a></h3>
        <p>\(HTML.escaped(lesson.question))</p></div>
        </li>
        """
    }
  }

  /// What this is, and the way to the first lesson.
  private var opening: String {
    let start = first.map { lesson in
      "<p><a class=\"start\" href=\"\(lesson.folder)/index.html\">"
        + "Begin with \(lesson.isLesson ? "lesson \(lesson.number)" : HTML.escaped(lesson.name))"
        + "</a></p>"
    }
    return """
      <section class="text opening">
      <p>These lessons take a convolutional network apart. Point at any number of any picture to see \
      how it was computed, turn a knob, or answer a question.</p>
      \(start ?? "")
      </section>
      """
  }
}
