extension TableOfContents {
  /// The page for GitHub.
  var markdown: String { parts.compactMap(markdown).joined(separator: "\n\n") + "\n" }

  static func markdown(_ lessons: [LessonEntry]) -> String { TableOfContents(lessons).markdown }

  private func markdown(of part: Part) -> String? {
    let writer = MarkdownWriter()
    switch part {
    case .title(let title): return "# \(title)"
    case .text(let prose), .opening(let prose): return writer.text(of: prose)
    case .sheetToTouch: return nil
    case .heading(let heading): return "## \(heading)"
    case .sheet(let lesson, let name, let caption):
      let page = "\(lesson.folder)/\(writer.file(ofPage: nil))"
      return "[![The complete network on one sheet](\(lesson.folder)/\(name).png)](\(page))\n\n"
        + writer.text(of: caption)
    case .lesson(let lesson, _):
      let page = "\(lesson.folder)/\(writer.file(ofPage: nil))"
      return """
        ## [\(lesson.title)](\(page))

        \(lesson.question)

        [![\(lesson.name)](\(lesson.folder)/\(lesson.picture).png)](\(page))
        """
    }
  }
}
