// What a panel points at: frames, dots, outlines, rings, tints.

extension MapPanel {
  /// Something drawn onto some cells.
  struct Mark: Sendable {
    enum Kind: Sendable { case frame, dot, outline, ring, tint }

    var kind: Kind
    var rows: Range<Int>
    var columns: Range<Int>
    var color: Color
  }

  /// The same panel with a frame around some cells; rows and columns may lie in the border.
  public func marking(
    rows: Range<Int>, columns: Range<Int>, _ color: Color = .mark
  ) -> MapPanel {
    adding([Mark(kind: .frame, rows: rows, columns: columns, color: color)])
  }

  /// The same panel with a frame around one cell.
  public func marking(row: Int, column: Int, _ color: Color = .mark) -> MapPanel {
    marking(rows: row..<row + 1, columns: column..<column + 1, color)
  }

  /// The same panel with a dot in the middle of some cells.
  public func dotting(
    _ cells: [(row: Int, column: Int)], _ color: Color = .mark
  ) -> MapPanel {
    adding(.dot, cells, color)
  }

  /// The same panel with the edge of some cells drawn within each of them.
  public func outlining(
    _ cells: [(row: Int, column: Int)], _ color: Color = .mark
  ) -> MapPanel {
    adding(.outline, cells, color)
  }

  /// The same panel with some cells half covered by a colour. Their numbers can then no longer be
  /// read off the scale; `outlining` leaves them as they are.
  public func tinting(
    _ cells: [(row: Int, column: Int)], _ color: Color = .mark
  ) -> MapPanel {
    adding(.tint, cells, color)
  }

  /// The same panel with a ring around one cell.
  public func ringing(row: Int, column: Int, _ color: Color = .mark) -> MapPanel {
    adding(.ring, [(row, column)], color)
  }

  private func adding(
    _ kind: Mark.Kind, _ cells: [(row: Int, column: Int)], _ color: Color
  ) -> MapPanel {
    adding(
      cells.map { row, column in
        Mark(kind: kind, rows: row..<row + 1, columns: column..<column + 1, color: color)
      })
  }

  private func adding(_ more: [Mark]) -> MapPanel {
    var panel = self
    panel.marks += more
    return panel
  }

  /// How far rings reach beyond the map and its border.
  var overhang: Int {
    let rings = marks.filter { $0.kind == .ring }
    return rings.map { ring in
      let (row, column) = (ring.rows.lowerBound, ring.columns.lowerBound)
      let nearest = min(
        row + border.top, column + border.left, map.shape[0] + border.bottom - 1 - row,
        map.shape[1] + border.right - 1 - column)
      return Mark.radius(cell: cell) + 2 - cell / 2 - nearest * cell
    }.max() ?? 0
  }

  /// The colour of a cell under the tints that lie on it.
  func tinted(_ color: Color, _ row: Int, _ column: Int) -> Color {
    marks.reduce(color) { color, mark in
      let isTinted =
        mark.kind == .tint && mark.rows.contains(row) && mark.columns.contains(column)
      return isTinted ? color.mixed(with: mark.color, 0.5) : color
    }
  }
}

extension MapPanel.Mark {
  /// Of a ring.
  static func radius(cell: Int) -> Int { cell * 3 / 4 + 4 }

  /// Draws the mark on a picture of the map, whose top left corner is at (left, top).
  func draw(on picture: inout Picture, left: Int, top: Int, cell: Int) {
    let (x, y) = (left + columns.lowerBound * cell, top + rows.lowerBound * cell)
    let (w, h) = (columns.count * cell, rows.count * cell)
    // White around the colour, so that it is seen on every ground.
    switch kind {
    case .frame:
      picture.outline(x: x - 4, y: y - 4, width: w + 8, height: h + 8, .white)
      picture.outline(x: x - 3, y: y - 3, width: w + 6, height: h + 6, thickness: 3, color)
    case .dot:
      // With an odd cell the middle is a pixel, with an even one it lies between two.
      let center = Point(x: Double(2 * x + w - 1) / 2, y: Double(2 * y + h - 1) / 2)
      let radius = max(1.5, Double(cell) / 5)
      picture.disc(center, radius: radius + 1, .white)
      picture.disc(center, radius: radius, color)
    case .outline:
      let thickness = cell < 8 ? 1 : cell < 24 ? 2 : 3
      picture.outline(x: x, y: y, width: w, height: h, thickness: thickness, color)
      if cell >= 12 {
        picture.outline(
          x: x + thickness, y: y + thickness, width: w - 2 * thickness,
          height: h - 2 * thickness, .white)
      }
    case .ring:
      let radius = Self.radius(cell: cell)
      let (middle, center) = (x + (w - 1) / 2, y + (h - 1) / 2)
      picture.ring(x: middle, y: center, radius: radius + 1, thickness: 5, .white)
      picture.ring(x: middle, y: center, radius: radius, thickness: 3, color)
    case .tint: break
    }
  }
}
