import CNN
import Explain

// The parts of a lesson that are optional: folded, or on their own page.

extension Lesson {
  /// Ends the lesson with one sentence if the network does not begin with the stages that the text
  /// describes, such as `["in", "conv1", "relu1"]`.
  public func follows(_ network: Network, _ stages: [String]) {
    guard network.stages.starts(with: stages) else {
      fail(
        KnobError(
          "this lesson needs the stages \(stages.joined(separator: ", ")), but the network has "
            + network.stages.joined(separator: ", ")))
    }
  }

  /// Begins a part for readers who want more. The page folds it.
  public func more(_ title: String) {
    let title = "If you want more: \(title)"
    page.fold(title)
    if let text = terminal.text(of: .fold(Page.Fold(title: title))) { say(text) }
  }

  /// Ends the parts for readers who want more.
  func endMore() { page.unfold() }

  /// A second page, for text that would make the first one too long. The first page links to it.
  ///
  /// - Parameters:
  ///   - name: the name of its file, without `.md`.
  ///   - about: the text after the link on the first page.
  ///   - body: everything that it says, runs and shows goes onto the second page.
  public func page(_ name: String, _ title: String, about: String, _ body: () -> Void) {
    endMore()
    add(.page(Page.Link(name: name, title: title, about: Prose.spans(about))))
    onPage(name) {
      page.add(.title("\(entry.label): \(title)"))
      page.add(.owner(entry))
      page.add(.origin(entry.origin))
      body()
      endMore()
      page.add(.end(.page(of: entry)))
    }
  }
}
