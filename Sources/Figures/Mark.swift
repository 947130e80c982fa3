extension Figure {
  /// Something drawn onto cells of a map. Rows and columns may lie in its border.
  public struct Mark: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
      /// A frame around the cells.
      case frame
      /// A frame within each cell.
      case outline
      case ring
      case dot
      case cross
      /// A colour over a cell. The cell's number cannot be read off the scale any more.
      case cover
      /// Grey, in place of the cell's colour and number.
      case blank
      /// Lines through the map, after every few rows and columns.
      case rule
    }

    public var kind: Kind
    public var rows: Range<Int>
    public var columns: Range<Int>
    public var tone: Tone

    public init(_ kind: Kind, rows: Range<Int>, columns: Range<Int>, tone: Tone = .mark) {
      (self.kind, self.rows, self.columns, self.tone) = (kind, rows, columns, tone)
    }

    /// A mark on one cell.
    public static func on(
      _ row: Int, _ column: Int, _ kind: Kind, _ tone: Tone = .mark
    ) -> Mark {
      Mark(kind, rows: row..<row + 1, columns: column..<column + 1, tone: tone)
    }

    /// A frame around a window: its first row and column, and its numbers of rows and columns.
    public static func window(
      _ row: Int, _ column: Int, _ height: Int, _ width: Int, _ tone: Tone = .mark
    ) -> Mark {
      window(rows: row..<row + height, columns: column..<column + width, tone)
    }

    /// A frame around a window.
    public static func window(
      rows: Range<Int>, columns: Range<Int>, _ tone: Tone = .mark
    ) -> Mark {
      Mark(.frame, rows: rows, columns: columns, tone: tone)
    }

    /// A frame around one cell.
    public static func cell(_ row: Int, _ column: Int, _ tone: Tone = .mark) -> Mark {
      on(row, column, .frame, tone)
    }

    /// A frame within one cell, which does not cover its neighbours.
    public static func outline(_ row: Int, _ column: Int, _ tone: Tone = .mark) -> Mark {
      on(row, column, .outline, tone)
    }

    /// A ring around one cell, larger than it.
    public static func ring(_ row: Int, _ column: Int, _ tone: Tone = .mark) -> Mark {
      on(row, column, .ring, tone)
    }

    public static func dot(_ row: Int, _ column: Int, _ tone: Tone = .mark) -> Mark {
      on(row, column, .dot, tone)
    }

    public static func cross(_ row: Int, _ column: Int, _ tone: Tone = .ink) -> Mark {
      on(row, column, .cross, tone)
    }

    public static func cover(_ row: Int, _ column: Int, _ tone: Tone = .mark) -> Mark {
      on(row, column, .cover, tone)
    }

    public static func blank(_ row: Int, _ column: Int) -> Mark { on(row, column, .blank, .faint) }

    /// Lines after every few rows and columns, where windows meet.
    public static func rule(every rows: Int, _ columns: Int, _ tone: Tone = .quiet) -> Mark {
      Mark(.rule, rows: 0..<max(1, rows), columns: 0..<max(1, columns), tone: tone)
    }
  }
}

extension [Figure.Mark] {
  /// One kind of mark on several cells.
  public static func on(
    _ cells: [(row: Int, column: Int)], _ kind: Figure.Mark.Kind, _ tone: Figure.Tone = .mark
  ) -> [Figure.Mark] {
    cells.map { .on($0.row, $0.column, kind, tone) }
  }
}
