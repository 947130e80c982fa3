import Figures
import Pictures

extension Page {
  /// A picture on a page.
  public struct Shown: Equatable, Sendable {
    /// The name of its file, without `.png`.
    public let name: String
    public let picture: Picture
    /// What it was painted from, if it was described as a figure.
    public let figure: Figure?
    /// What is said below it.
    public let caption: [Prose.Span]
    /// What stands for the picture where it is not seen: a few words that say which one it is. The
    /// caption follows, and is not said twice.
    public let alt: String
    /// Whether it shows times or rates, and so is another in each run; its size and its words must
    /// not be.
    public let varies: Bool

    /// - Parameters:
    ///   - caption: in Markdown, one paragraph.
    ///   - alt: if nil, the picture's name in words, and what it belongs to.
    ///   - owner: the title of what it belongs to: a cell, or the page.
    init(
      name: String, picture: Picture, figure: Figure? = nil, caption: String, alt: String? = nil,
      of owner: String, varies: Bool = false
    ) {
      self.name = name
      self.picture = picture
      self.figure = figure
      self.caption = Prose.spans(caption)
      self.alt = alt ?? "\(owner) (\(name.replacing("-", with: " ")))"
      self.varies = varies
    }
  }
}

extension Picture {
  /// Whether the picture is the one of the run before, if there was one; of one that varies only
  /// the size counts.
  func isLike(_ old: Picture?, varies: Bool) -> Bool {
    guard let old, varies else { return old == self }
    return (old.width, old.height) == (width, height)
  }
}
