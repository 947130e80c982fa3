import CNN

/// A figure, as a value: maps, bars, plots and texts, in rows and columns. It holds numbers and
/// words, but no pixels and no colours.
///
///     Figure.row(
///       .image(seven, "the seven").marking(.window(13, 15, 3, 3)), .sign("×"),
///       .map(kernel, "kernel"), .sign("="),
///       .map(map, "map", of: .activation("conv1", channel: 0)).marking(.cell(13, 15)),
///       sharing: .signed)
///
/// README.md in this folder shows every element.
public struct Figure: Sendable, Equatable {
  public enum Content: Sendable, Equatable {
    case map(Map)
    case bars(Bars)
    case waterfall(Waterfall)
    case plot(Plot)
    case histogram(Histogram)
    case text(Words)
    case sum(Addition)
    case arrow(Arrow)
    case key([KeyEntry])
    case group(Group)
    /// White, in pixels.
    case space(width: Int, height: Int)
  }

  public var content: Content
  /// A line above.
  public var title = ""
  /// Lines below.
  public var notes: [String] = []

  public init(_ content: Content, title: String = "", notes: [String] = []) {
    self.content = content
    self.title = title
    self.notes = notes
  }

  /// The size of letters.
  public enum Style: Sendable, Equatable, CaseIterable {
    /// Ticks, notes, numbers in small cells.
    case small
    case text
    /// A heading.
    case strong
    /// A sign between maps, a verdict.
    case large
  }

  /// The meaning of a colour. The painter chooses the colour.
  public enum Tone: Sendable, Equatable {
    case ink
    /// Less important than ink.
    case quiet
    case faint
    /// The thing that the figure points at: green.
    case mark
    /// A bar like all others: grey.
    case plain
    /// An added or positive number: orange, as in a signed map.
    case rise
    /// A subtracted or negative number: blue.
    case fall
    /// One of several series, counted from 0. Everybody can distinguish seven.
    case series(Int)
  }

  /// How a number is written.
  public enum Format: Sendable, Equatable {
    /// With this many decimals: `0.59`.
    case decimals(Int)
    /// With this many decimals and always a sign: `+0.59`.
    case signed(Int)
    /// A share as a percentage with this many decimals: `98.7 %` for 0.987.
    case percentage(Int)
    /// Three significant digits: `0.0123`, `1.5`, `1.2×10⁻⁶`.
    case short
    /// Not at all.
    case none
  }
}

extension Figure {
  /// The same figure with lines below it.
  public func note(_ lines: String...) -> Figure { note(lines) }

  /// The same figure with lines below it.
  public func note(_ lines: [String]) -> Figure {
    var figure = self
    figure.notes += lines
    return figure
  }

  /// The same figure with another title.
  public func titled(_ title: String) -> Figure {
    var figure = self
    figure.title = title
    return figure
  }

  /// The figure, with each of its maps changed.
  func mappingMaps(_ change: (inout Map) -> Void) -> Figure {
    var figure = self
    switch content {
    case .map(var map):
      change(&map)
      figure.content = .map(map)
    case .group(var group):
      group.members = group.members.map { $0.mappingMaps(change) }
      figure.content = .group(group)
    default: break
    }
    return figure
  }

  /// All maps of the figure and its groups, from left to right and top to bottom.
  public var maps: [Map] {
    switch content {
    case .map(let map): [map]
    case .group(let group): group.members.flatMap(\.maps)
    default: []
    }
  }
}
