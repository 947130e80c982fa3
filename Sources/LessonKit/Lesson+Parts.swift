import CNN

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
    page.fold("<b>If you want more: \(title)</b>")
    say("\n" + terminal.bold("If you want more: \(title)"))
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
    text("**[\(title)](\(name).md).** \(about)")
    onPage("\(name).md") {
      page.add("# \(entry.label): \(title)")
      let owner = entry.isLesson ? "lesson \(entry.number)" : entry.name
      page.add("This page belongs to [\(owner)](README.md).")
      page.add(origin)
      body()
      endMore()
      page.add("---")
      page.add("← [\(entry.label)](README.md) · [all lessons](../README.md)")
    }
  }
}
