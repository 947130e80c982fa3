extension Figure {
  /// Lines of text.
  public struct Words: Sendable, Equatable {
    public var lines: [String]
    public var style: Style
    public var tone: Tone
    public var alignment: Group.Alignment

    public init(
      _ lines: [String], _ style: Style = .text, _ tone: Tone = .ink,
      alignment: Group.Alignment = .middle
    ) {
      (self.lines, self.style, self.tone, self.alignment) = (lines, style, tone, alignment)
    }
  }

  /// Numbers below each other with their names, then a line and the sum.
  public struct Addition: Sendable, Equatable {
    public struct Line: Sendable, Equatable {
      public var name: String
      public var number: String

      public init(_ name: String, _ number: String) { (self.name, self.number) = (name, number) }
    }

    public var terms: [Line]
    public var total: Line

    public init(_ terms: [Line], total: Line) { (self.terms, self.total) = (terms, total) }
  }

  /// From one figure to the next.
  public struct Arrow: Sendable, Equatable {
    public enum Direction: Sendable, Equatable { case right, left, up, down }

    public var direction: Direction
    /// The words above the arrow, or beside it if it fills the width.
    public var text: String
    /// Whether it is as wide as its column.
    public var fills: Bool
    public var tone: Tone

    public init(
      _ direction: Direction, _ text: String = "", fills: Bool = false, tone: Tone = .ink
    ) {
      (self.direction, self.text, self.fills, self.tone) = (direction, text, fills, tone)
    }
  }

  /// A sign and its meaning.
  public struct KeyEntry: Sendable, Equatable {
    public enum Sign: Sendable, Equatable {
      /// A square of a colour.
      case square(Tone)
      /// A cell with a mark on it.
      case mark(Mark.Kind, Tone)
      case line(Tone)
    }

    public var sign: Sign
    public var text: String

    public init(_ sign: Sign, _ text: String) { (self.sign, self.text) = (sign, text) }
  }
}

extension Figure {
  /// A line of text.
  public static func text(
    _ text: String, _ style: Style = .text, _ tone: Tone = .ink
  ) -> Figure {
    .lines([text], style, tone)
  }

  /// Lines of text.
  public static func lines(
    _ lines: [String], _ style: Style = .text, _ tone: Tone = .ink,
    align: Group.Alignment = .middle
  ) -> Figure {
    Figure(.text(Words(lines, style, tone, alignment: align)))
  }

  /// A large sign between maps: `×`, `=`. A few words are written small.
  public static func sign(_ text: String) -> Figure {
    .text(text, text.count <= 2 ? .large : .text)
  }

  /// A heading above the rest of a column.
  public static func heading(_ text: String) -> Figure { .text(text, .strong) }

  /// An arrow to the next figure, with words above it.
  public static func arrow(
    _ text: String = "", _ direction: Arrow.Direction = .right, _ tone: Tone = .ink
  ) -> Figure {
    Figure(.arrow(Arrow(direction, text, tone: tone)))
  }

  /// A line of words, and an arrow as wide as the column.
  public static func way(
    _ text: String, _ direction: Arrow.Direction = .right, _ tone: Tone = .ink
  ) -> Figure {
    Figure(.arrow(Arrow(direction, text, fills: true, tone: tone)))
  }

  /// Numbers below each other, then a line and their total.
  public static func sum(
    _ terms: [(String, String)], total: (String, String)
  ) -> Figure {
    Figure(
      .sum(
        Addition(
          terms.map { Addition.Line($0.0, $0.1) }, total: Addition.Line(total.0, total.1))))
  }

  /// The meaning of signs or colours, in one line.
  public static func key(_ entries: (KeyEntry.Sign, String)...) -> Figure {
    Figure(.key(entries.map { KeyEntry($0.0, $0.1) }))
  }
}
