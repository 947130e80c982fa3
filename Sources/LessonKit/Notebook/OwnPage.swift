import CNN
import Exchange
import Notebook

/// A page for browsers that belongs to no lesson: one thing to touch, as large as the window.
public struct OwnPage {
  private let folder: String
  private let title: String
  private let question: String
  private let part: Page.Interactive

  /// - Parameters:
  ///   - folder: its folder in Outputs.
  ///   - question: stands below the title.
  ///   - about: what to do, and what to look for, in Markdown.
  ///   - name: the name of the script's function.
  public init(
    folder: String, title: String, asks question: String, _ about: String, name: String,
    data: JSON, networks: KeyValuePairs<String, Network>
  ) {
    (self.folder, self.title, self.question) = (folder, title, question)
    part = Page.Interactive(
      name: name, title: title, about: Prose.spans(about), data: data,
      networks: networks.map { Page.Interactive.Named(name: $0.key, value: $0.value) })
  }

  /// `index.html` and its script.
  var files: [(name: String, text: String)] {
    var data = DataScript(page: "\(folder)/index")
    let networks = part.networks.map { ($0.name, JSON(data.add($0.value))) }
    data.call("interactive", JSON(part.name), ["data": part.data, "networks": .object(networks)])
    let shared = "../\(NotebookFiles.folder)/"
    let frame = HTMLFrame(
      title: title, page: "\(folder)/index", links: "<a href=\"../index.html\">All lessons</a>",
      scripts: NotebookFiles.scripts.map { shared + $0 } + [
        "index.js", shared + NotebookFiles.start,
      ],
      styles: NotebookFiles.styles.map { shared + $0 })
    let body = """
      <h1>\(HTML.escaped(title))</h1>
      <p class="asks">\(HTML.escaped(question))</p>
      <noscript><p>This page needs scripts: your browser computes all its numbers.</p></noscript>
      <section class="interactive" id="try-\(part.name)" data-interactive="\(part.name)">
      <p>\(HTML.line(part.about))</p>
      <div class="stage"></div>
      </section>

      """
    return [("index.html", frame.text(around: body)), ("index.js", data.text)]
  }

  /// Writes the page into Outputs. Its networks are small: they stand in its own script.
  public func write(to outputs: String) throws(FileError) {
    let path = (outputs.isEmpty ? "" : outputs + "/") + folder
    try File.makeFolder(path)
    try File.write(files.map { (path: "\(path)/\($0.name)", bytes: Array($0.text.utf8)) })
  }
}
