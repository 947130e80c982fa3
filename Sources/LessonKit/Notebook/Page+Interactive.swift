import CNN
import Figures
import Notebook

extension Page {
  /// Something to touch on the page in the browser: a script of the lesson draws it from data.
  public struct Interactive: Equatable, Sendable {
    /// The name of its script's function, and of its place on the page.
    public let name: String
    public let title: String
    /// What to do, and what to look for.
    public let about: [Prose.Span]
    public let data: JSON
    /// Networks that the script needs, by the names under which it asks for them.
    public let networks: [Named<Network>]

    /// A value and its name.
    public struct Named<Value: Sendable>: Sendable {
      public let name: String
      public let value: Value
    }

    public static func == (a: Interactive, b: Interactive) -> Bool {
      (a.name, a.title, a.about, a.data) == (b.name, b.title, b.about, b.data)
        && a.networks.map(\.name) == b.networks.map(\.name)
    }
  }
}

extension Lesson {
  /// Something to touch on the page in the browser. GitHub's page and the terminal leave it out.
  ///
  /// The function is in `Sources/Notebook/Page/lessons/NN-Name.js`, under the same name.
  ///
  /// - Parameters:
  ///   - about: what to do, and what to look for, in Markdown.
  ///   - data: numbers that the script needs.
  ///   - networks: networks that the script needs. Their weights are stored once for all pages.
  public func interactive(
    _ name: String, _ title: String, _ about: String, data: JSON = .null,
    networks: KeyValuePairs<String, Network> = [:]
  ) {
    page.add(
      .interactive(
        Page.Interactive(
          name: name, title: title, about: Prose.spans(about), data: data,
          networks: networks.map { Page.Interactive.Named(name: $0.key, value: $0.value) })))
  }

  /// The trace that explains the maps of this page which name a stage or a weight, but no trace.
  public func explains(by trace: Trace) { self.trace = trace }
}
