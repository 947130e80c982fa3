/// The page that shows the changes, side by side.
struct ChangesPage {
  let changes: PageChanges
  /// The lesson's title.
  let title: String
  /// The values that were tried, in Markdown; nil if the source was edited.
  let tried: String?
  /// A link from this page to the page after the change.
  let page: String
  /// The folder of the pictures after the change, seen from this page: with a slash at the end, or
  /// empty.
  let after: String

  private let writer = MarkdownWriter()

  init(_ changes: PageChanges, title: String, tried: String?, page: String, after: String) {
    (self.changes, self.title, self.tried, self.page, self.after) =
      (changes, title, tried, page, after)
  }

  var markdown: String {
    var parts = ["# \(title), before and after"]
    if let tried { parts.append(tried) }
    parts.append("\(changes.sentence) The page after the change: [README.md](\(page)).")
    let code = changes.sections.filter { !$0.code.isEmpty }
    if !code.isEmpty {
      parts.append("## The code")
      parts += code.flatMap { ["### \($0.title)", diff($0.code)] }
    }
    if !changes.pictures.isEmpty || !changes.gone.isEmpty {
      parts.append("## The pictures")
      parts += changes.pictures.flatMap(pictures)
      parts += changes.gone.flatMap {
        ["### \($0)", "No longer shown.", "![before](before/\($0).png)"]
      }
    }
    let printed = changes.sections.filter { !$0.printed.isEmpty }
    if !printed.isEmpty {
      parts.append("## Printed lines")
      parts += printed.flatMap { ["### \($0.title)", diff($0.printed)] }
    }
    let said = changes.sections.filter { !$0.said.isEmpty }
    if !said.isEmpty {
      parts.append("## Text")
      parts += said.flatMap { ["### \($0.title)", words($0.said)] }
    }
    return parts.map { $0 + "\n\n" }.joined()
  }

  private func pictures(_ pair: PageChanges.Pair) -> [String] {
    let now = "![after](\(after)\(pair.name).png)"
    let shown =
      pair.hasBefore
      ? "| before | after |\n|---|---|\n| ![before](before/\(pair.name).png) | \(now) |"
      : "New.\n\n\(now)"
    return ["### \(pair.name)", shown, writer.line([.emphasis(pair.caption)])]
  }

  /// The changed lines, with two unchanged lines around them.
  private func diff(_ changes: [LineChange]) -> String {
    let isNear = changes.indices.map { i in
      changes[max(0, i - 2)...min(changes.count - 1, i + 2)].contains { $0.kind != .stayed }
    }
    var lines: [String] = []
    for (i, change) in changes.enumerated() {
      guard isNear[i] else {
        if i > 0, isNear[i - 1] { lines.append("  …") }
        continue
      }
      let mark = change.kind == .went ? "- " : change.kind == .came ? "+ " : "  "
      lines.append(mark + change.line)
    }
    return writer.fenced(lines.joined(separator: "\n"), "diff")
  }

  private func words(_ changes: [LineChange]) -> String {
    func lines(_ kind: LineChange.Kind) -> String {
      changes.filter { $0.kind == kind }
        .map { $0.line.replacing("|", with: "\\|") }.joined(separator: "<br><br>")
    }
    return "| before | after |\n|---|---|\n| \(lines(.went)) | \(lines(.came)) |"
  }
}
