import CNN

// Properties of a map besides its numbers. Set on a group, they apply to all its maps.

extension Figure {
  /// Marks on each map.
  public func marking(_ marks: Mark...) -> Figure { marking(marks) }

  /// Marks on each map.
  public func marking(_ marks: [Mark]) -> Figure { mappingMaps { $0.marks += marks } }

  /// Cells of this many pixels.
  public func cell(_ pixels: Int) -> Figure {
    mappingMaps { ($0.cell, $0.side) = (max(1, pixels), nil) }
  }

  /// The longer side of each map, in pixels. A map with more cells is averaged.
  public func side(_ pixels: Int) -> Figure {
    mappingMaps { ($0.side, $0.cell) = (max(1, pixels), nil) }
  }

  /// Numbers in the cells, with at most this many decimals; nil for none.
  public func values(_ decimals: Int?) -> Figure {
    mappingMaps { $0.values = decimals.map(Values.decimals) ?? .none }
  }

  /// The key of the colours.
  public func key(_ key: Key) -> Figure { mappingMaps { $0.key = key } }

  /// Maps that share a scale with others of this name.
  public func family(_ name: String) -> Figure { mappingMaps { $0.family = name } }

  /// The border over which a window slides.
  public func border(_ rows: SlidingAxis, _ columns: SlidingAxis) -> Figure {
    mappingMaps {
      $0.border = Border(
        top: rows.before, left: columns.before, bottom: rows.after, right: columns.after)
    }
  }

  /// Names of rows and columns, and their titles.
  public func names(
    rows: [String] = [], columns: [String] = [], rowTitle: String = "", columnTitle: String = ""
  ) -> Figure {
    mappingMaps {
      ($0.rows, $0.columns) = (rows, columns)
      ($0.rowTitle, $0.columnTitle) = (rowTitle, columnTitle)
    }
  }
}
