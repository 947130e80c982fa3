import CNN
import Explain

// The parts of a lesson that not everybody reads: folded away, or on a page of their own.

extension Lesson {
  /// Ends the lesson with one sentence if the network does not begin with the stages that the text
  /// speaks of, such as `["in", "conv1", "relu1"]`.
  public func follows(_ network: Network, _ stages: [String]) {
    guard network.stages.starts(with: stages) else {
      fail(
        KnobError(
          "this lesson follows the stages \(stages.joined(separator: ", ")); the network has "
            + network.stages.joined(separator: ", ")))
    }
  }

  /// Begins a part for those who want more; the page folds it away.
  public func more(_ title: String) {
    let title = "If you want more: \(title)"
    page.fold(title)
    if let text = terminal.text(of: .fold(Page.Fold(title: title))) { say(text) }
  }

  /// Ends the parts for those who want more.
  func endMore() { page.unfold() }

  /// A second page, for what would make the first too long; the first links to it.
  ///
  /// - Parameters:
  ///   - name: of its file, without `.md`.
  ///   - about: what is said of it on the first page, behind the link.
  ///   - body: whatever it says, runs and shows stands on the second page.
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
