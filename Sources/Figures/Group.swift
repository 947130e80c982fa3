extension Figure {
  /// Figures beside and below each other.
  public struct Group: Sendable, Equatable {
    public enum Arrangement: Sendable, Equatable {
      case row
      case column
      /// A grid of this many columns, filled row by row.
      case montage(columns: Int)
      /// A table of this many columns, with names for rows (on the left) and columns (above).
      case table(columns: Int, rows: [String], names: [String])
    }

    /// The alignment of members of different sizes. It uses their contents, without the lines above
    /// and below.
    public enum Alignment: Sendable, Equatable { case start, middle, end }

    public var arrangement: Arrangement
    public var members: [Figure]
    public var alignment: Alignment
    /// The space between members, in pixels; nil for the usual one.
    public var spacing: Int?
    /// The shared scale of all maps in the group, except images and maps with their own scale; nil
    /// if each map has its own.
    public var sharing: Scale?
    /// Whether the bar of the shared scale is drawn below.
    public var hasBar = true
    public var links: [Link] = []

    public init(
      _ arrangement: Arrangement, _ members: [Figure], alignment: Alignment = .middle,
      spacing: Int? = nil, sharing: Scale? = nil
    ) {
      (self.arrangement, self.members, self.alignment) = (arrangement, members, alignment)
      (self.spacing, self.sharing) = (spacing, sharing)
    }
  }

  /// An arrow from a cell of one member's map to a cell of another's.
  public struct Link: Sendable, Equatable {
    public struct End: Sendable, Equatable {
      /// The number of the map, among all maps of the group.
      public var map: Int
      public var row: Int
      public var column: Int

      public init(_ map: Int, _ row: Int, _ column: Int) {
        (self.map, self.row, self.column) = (map, row, column)
      }
    }

    public var from: End
    public var to: End
    public var tone: Tone

    public init(from: End, to: End, tone: Tone = .ink) {
      (self.from, self.to, self.tone) = (from, to, tone)
    }
  }
}

extension Figure {
  /// Side by side, with the middles of their contents in one line.
  public static func row(
    _ members: Figure..., spacing: Int? = nil, align: Group.Alignment = .middle,
    sharing: Scale? = nil
  ) -> Figure {
    row(members, spacing: spacing, align: align, sharing: sharing)
  }

  public static func row(
    _ members: [Figure], spacing: Int? = nil, align: Group.Alignment = .middle,
    sharing: Scale? = nil
  ) -> Figure {
    group(.row, members, align, spacing, sharing)
  }

  /// Below each other.
  public static func column(
    _ members: Figure..., spacing: Int? = nil, align: Group.Alignment = .middle,
    sharing: Scale? = nil
  ) -> Figure {
    column(members, spacing: spacing, align: align, sharing: sharing)
  }

  public static func column(
    _ members: [Figure], spacing: Int? = nil, align: Group.Alignment = .middle,
    sharing: Scale? = nil
  ) -> Figure {
    group(.column, members, align, spacing, sharing)
  }

  /// In a grid of this many columns, filled row by row.
  public static func montage(
    _ members: [Figure], columns: Int, spacing: Int? = nil, sharing: Scale? = nil
  ) -> Figure {
    group(.montage(columns: max(1, columns)), members, .middle, spacing, sharing)
  }

  /// In rows and columns with names. Use `.empty` for an empty place.
  ///
  /// - Parameters:
  ///   - members: row by row. A row that is too short ends with empty places.
  ///   - rows: names on the left; empty for none. A line break begins a second line.
  ///   - columns: names above; empty for none.
  public static func table(
    _ members: [[Figure]], rows: [String] = [], columns: [String] = [], spacing: Int? = nil,
    align: Group.Alignment = .middle, sharing: Scale? = nil
  ) -> Figure {
    let count = max(1, members.map(\.count).max() ?? 1, columns.count)
    let padded = members.flatMap { $0 + Array(repeating: .empty, count: count - $0.count) }
    return group(
      .table(columns: count, rows: rows, names: columns), padded, align, spacing, sharing)
  }

  /// Nothing.
  public static let empty = Figure(.space(width: 0, height: 0))

  /// White, in pixels.
  public static func space(_ width: Int, _ height: Int = 1) -> Figure {
    Figure(.space(width: width, height: height))
  }

  /// The same group without the bar of its shared scale.
  public func withoutBar() -> Figure { changingGroup { $0.hasBar = false } }

  /// The same group, with an arrow from one cell to another. Each cell is given by the number of
  /// its map in the group, its row and its column.
  public func linking(
    _ from: (map: Int, row: Int, column: Int), to: (map: Int, row: Int, column: Int),
    _ tone: Tone = .ink
  ) -> Figure {
    let link = Link(
      from: .init(from.map, from.row, from.column), to: .init(to.map, to.row, to.column),
      tone: tone)
    return changingGroup { $0.links.append(link) }
  }

  private func changingGroup(_ change: (inout Group) -> Void) -> Figure {
    guard case .group(var group) = content else { return self }
    var figure = self
    change(&group)
    figure.content = .group(group)
    return figure
  }

  private static func group(
    _ arrangement: Group.Arrangement, _ members: [Figure], _ align: Group.Alignment,
    _ spacing: Int?, _ sharing: Scale?
  ) -> Figure {
    Figure(
      .group(
        Group(arrangement, members, alignment: align, spacing: spacing, sharing: sharing)))
  }
}
