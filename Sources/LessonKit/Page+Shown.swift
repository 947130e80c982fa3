import Figures
import Pictures

extension Page {
  /// A picture on a page.
  public struct Shown: Equatable, Sendable {
    /// The name of its file, without `.png`.
    public let name: String
    public let picture: Picture
    /// The figure from which it was painted, if there is one.
    public let figure: Figure?
    /// The text below it.
    public let caption: [Prose.Span]
    /// A few words that replace the picture for readers who cannot see it. The caption follows and
    /// is not repeated here.
    public let alt: String
    /// Whether it shows times or rates, which differ in each run. Its size and its words must not
    /// differ.
    public let varies: Bool

    /// - Parameters:
    ///   - caption: in Markdown, one paragraph.
    ///   - alt: if nil, the picture's name in words, and its owner.
    ///   - owner: the title of the cell or page that it belongs to.
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
  /// Whether the picture is the same as in the run before. For a picture that varies, only the size
  /// counts.
  func isLike(_ old: Picture?, varies: Bool) -> Bool {
    guard let old, varies else { return old == self }
    return (old.width, old.height) == (width, height)
  }
}
