extension Page {
  /// The values at the top of a lesson's source that you may change.
  public struct Knobs: Equatable, Sendable {
    public let origin: Origin
    /// The lines themselves; nil if there are none.
    public let source: String?
    /// More text about them.
    public let note: Prose
    /// The knobs as data; empty if there are only the lines.
    public var knobs: [Knob] = []

    /// The heading above them.
    static let heading = "Change something"

    /// How to change them.
    public var introduction: Prose {
      let turning = Prose.spans(
        knobs.isEmpty
          ? """
          These lines are at the top of `\(origin.source)`. Change one and run `\(origin.command)` again. \
          Its last line says which pictures have changed.
          """
          : """
          `--try` tests a value without an edit: before and after stand side by side. For any other \
          value, edit its line at the top of `\(origin.source)`, and run `\(origin.command)` again.
          """)
      guard case .paragraph(let more)? = note.blocks.first else {
        return Prose([.paragraph(turning)] + note.blocks)
      }
      return Prose([.paragraph(turning + [.text(" ")] + more)] + note.blocks.dropFirst())
    }

    /// A value to begin with, and what to look for; nil without knobs as data.
    var first: Prose? {
      guard !knobs.isEmpty else { return nil }
      guard let one = knobs.lazy.compactMap(\.tries.first).first else { return list }
      return Prose([
        .paragraph(
          [.strong([.text("Try first:")]), .text(" "), Self.command(one, origin.command)]
            + [.text(": ")] + Self.spans(of: one) + [.text(one.look.stop)])
      ])
    }

    /// Each knob with its value, and the values worth trying, with what to look for.
    public var list: Prose { Self.list(knobs, command: origin.command) }

    /// - Parameter command: the command of the lesson: `swift run Convolution`.
    static func list(_ knobs: [Knob], command: String) -> Prose {
      Prose(
        knobs.flatMap { knob -> [Prose.Block] in
          let about: [Prose.Span] = knob.about.isEmpty ? [] : [.text(" ")] + Prose.spans(knob.about)
          let head: [Prose.Span] = [
            .strong([.code(knob.name)]), .text(" is "), .code(knob.value), .text(" ("),
            .code(knob.type), .text(")."),
          ]
          let items = knob.tries.map { one in
            Prose.Item(
              level: 0,
              spans: [self.command(one, command), .text(": ")] + spans(of: one))
          }
          return [.paragraph(head + about)] + (items.isEmpty ? [] : [.list(items)])
        })
    }

    private static func command(_ one: Knob.Try, _ run: String) -> Prose.Span {
      .code("\(run) --try \(one.shellWord)")
    }

    /// What to look for, and the other knobs that change.
    private static func spans(of one: Knob.Try) -> [Prose.Span] {
      guard !one.others.isEmpty else { return Prose.spans(one.look) }
      let others = one.others.map { [Prose.Span.code("\($0.name)=\($0.literal)")] }
      return [.text("with ")] + others.joined(separator: [.text(", ")]) + [.text(": ")]
        + Prose.spans(one.look)
    }
  }
}
