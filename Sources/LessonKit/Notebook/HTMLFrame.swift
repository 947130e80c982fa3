import Notebook

/// The frame of a page for browsers: its head, the bar, and the places that the scripts fill.
struct HTMLFrame {
  let title: String
  /// `01-Convolution/index`; `index` for the table of contents.
  let page: String
  /// The links in the bar, as HTML.
  let links: String
  /// The scripts in their order, from the page's folder.
  let scripts: [String]
  let styles: [String]
  /// Of the body.
  var classes = "page"

  /// The frame of a lesson's page, which loads all scripts.
  static func lesson(_ entry: LessonEntry, page name: String, title: String) -> HTMLFrame {
    let shared = "../\(NotebookFiles.folder)/"
    let own = "lessons/\(entry.folder).js"
    let hasOwn = (try? NotebookFiles.names().contains(own)) == true
    let scripts = NotebookFiles.scripts + (hasOwn ? [own] : [])
    return HTMLFrame(
      title: title, page: "\(entry.folder)/\(name)", links: links(around: entry),
      scripts: scripts.map { shared + $0 } + ["\(name).js", shared + NotebookFiles.start],
      styles: NotebookFiles.styles.map { shared + $0 })
  }

  /// The links to the lesson before and after, and to all lessons.
  private static func links(around entry: LessonEntry) -> String {
    let (before, after) = entry.neighbours
    func link(_ lesson: LessonEntry, _ text: String) -> String {
      "<a href=\"../\(lesson.folder)/index.html\">\(text)</a>"
    }
    let links = [
      "<a href=\"../index.html\">All lessons</a>",
      before.map { link($0, "← " + HTML.escaped($0.label)) },
      after.map { link($0, HTML.escaped($0.label) + " →") },
    ]
    return links.compactMap { $0 }.joined(separator: " ")
  }

  func text(around body: String) -> String {
    """
    <!doctype html>
    <html lang="en-GB">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(HTML.escaped(title))</title>
    <link rel="icon" href="data:,">
    \(styles.map { "<link rel=\"stylesheet\" href=\"\($0)\">" }.joined(separator: "\n"))
    \(scripts.map { "<script defer src=\"\($0)\"></script>" }.joined(separator: "\n"))
    </head>
    <body class="\(classes)">
    <a class="skip" href="#main">Skip to the text</a>
    <header class="bar"><nav aria-label="Lessons">\(links)</nav></header>
    <nav id="parts" aria-label="On this page" hidden></nav>
    <main id="main" tabindex="-1" data-page="\(page)">
    \(body)</main>
    <aside id="inspector" aria-label="How a number was computed"></aside>
    </body>
    </html>

    """
  }
}
