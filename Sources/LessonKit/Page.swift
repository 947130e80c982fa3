import Pictures

/// A page that a lesson leaves behind, as it grows: Markdown, and the pictures that it shows.
struct Page {
  /// The name of its file.
  let file: String
  private(set) var markdown = ""
  private(set) var pictures: [Shown] = []
  /// Whether the page is within a part that is folded away.
  private var isFolded = false

  /// A picture on the page.
  struct Shown {
    let name: String
    let picture: Picture
    /// Whether it shows times or rates, and so is another in each run.
    let varies: Bool

    /// Whether the picture is the one of the run before, if there was one; of one that varies only
    /// the size counts.
    func isLike(_ old: Picture?) -> Bool {
      guard let old, varies else { return old == picture }
      return (old.width, old.height) == (picture.width, picture.height)
    }
  }

  init(_ file: String = "README.md") { self.file = file }

  mutating func add(_ text: String) { markdown += text + "\n\n" }

  mutating func add(code: String, language: String) {
    add("```\(language)\n\(code)\n```")
  }

  mutating func add(_ picture: Picture, name: String, caption: String, varies: Bool = false) {
    if pictures.contains(where: { $0.name == name }) {
      fatalError("Two pictures of the page are called \(name).")
    }
    pictures.append(Shown(name: name, picture: picture, varies: varies))
    let caption = (varies ? OutputComparison.varyingMark + " " : "") + caption
    add("![\(Self.plain(caption))](\(name).png)\n\n*\(caption)*")
  }

  /// Begins a part that is folded away until it is asked for; ends the one before.
  mutating func fold(_ title: String) {
    unfold()
    add("<details>\n<summary>\(title)</summary>")
    isFolded = true
  }

  mutating func unfold() {
    if isFolded { add("</details>") }
    isFolded = false
  }

  /// A caption as the text that stands for the picture, for those who do not see it.
  private static func plain(_ text: String) -> String {
    text.filter { !"*`[]".contains($0) }
  }
}
