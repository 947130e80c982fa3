import Figures

extension MapBlock {
  /// The width of a ring, in pixels.
  private var radius: Int { cell * 3 / 4 + 4 }

  /// How far frames and rings reach beyond the map and its border.
  var overhang: Int {
    map.marks.map { mark in
      switch mark.kind {
      case .frame: return 3
      case .ring:
        let nearest = min(
          mark.rows.lowerBound + map.border.top, mark.columns.lowerBound + map.border.left,
          map.height + map.border.bottom - mark.rows.upperBound,
          map.width + map.border.right - mark.columns.upperBound)
        return radius + 2 - cell / 2 - nearest * cell
      default: return 1
      }
    }.max() ?? 1
  }

  func marks(_ block: inout Block) {
    for mark in map.marks {
      block.items += items(of: mark, box(mark.rows, mark.columns))
    }
  }

  /// The places of cells. Cells of an averaged map are smaller than a pixel.
  private func box(_ rows: Range<Int>, _ columns: Range<Int>) -> Box {
    func place(_ cells: Int, _ count: Int, _ pixels: Int) -> Int {
      pixels < count ? cells * pixels / count : cells * cell
    }
    let (left, right) = (columns.lowerBound, columns.upperBound)
    let (x, y) = (
      place(left, map.width, size.width), place(rows.lowerBound, map.height, size.height)
    )
    return Box(
      x: x, y: y, width: max(1, place(right, map.width, size.width) - x),
      height: max(1, place(rows.upperBound, map.height, size.height) - y))
  }

  /// White beside the colour, so that a mark is visible on every background.
  private func items(of mark: Figure.Mark, _ box: Box) -> [Item] {
    let color = Color(mark.tone)
    let (x, y) = (box.x + (box.width - 1) / 2, box.y + (box.height - 1) / 2)
    switch mark.kind {
    case .frame:
      let thickness = cell < 4 ? 2 : 3
      let around = box.grown(thickness - 1)
      return [
        Item(.outline(around.grown(1), thickness: 1), .ground, .white),
        Item(.outline(around, thickness: thickness), .mark, color),
      ]
    case .outline:
      let thickness = cell < 8 ? 1 : cell < 24 ? 2 : 3
      var items = [Item(.outline(box, thickness: thickness), .mark, color)]
      if cell >= 12 {
        items.append(
          Item(.outline(box.grown(-thickness), thickness: 1), .ground, .white))
      }
      return items
    case .ring:
      return [
        Item(.ring(x: x, y: y, radius: radius + 1, thickness: 5), .ground, .white),
        Item(.ring(x: x, y: y, radius: radius, thickness: 3), .mark, color),
      ]
    case .dot:
      // The middle of an odd cell is a pixel, and the middle of an even cell is between two. If the
      // cell has a number, the dot is in the corner.
      let middle = Point(
        x: Double(2 * box.x + box.width - 1) / 2, y: Double(2 * box.y + box.height - 1) / 2)
      let center = texts.isEmpty ? middle : Point((box.right - 6, box.y + 6))
      let radius = texts.isEmpty ? max(1.5, Double(cell) / 5) : 3
      return [
        Item(.disc(center, radius: radius + 1), .ground, .white),
        Item(.disc(center, radius: radius), .mark, color),
      ]
    case .cross:
      let inset = max(1, cell / 5)
      let ends = [
        (box.x + inset, box.y + inset, box.right - 1 - inset, box.bottom - 1 - inset),
        (box.x + inset, box.bottom - 1 - inset, box.right - 1 - inset, box.y + inset),
      ]
      let lines = ends.map { [Point(($0.0, $0.1)), Point(($0.2, $0.3))] }
      let thickness = cell < 16 ? 1.5 : 2
      // It crosses out the number in the cell, so it is not a collision.
      return lines.map {
        Item(.stroke($0, thickness: thickness + 2, clip: nil), .ground, .white)
      } + lines.map { Item(.stroke($0, thickness: thickness, clip: nil), .ground, color) }
    case .rule: return rules(mark, color)
    case .cover, .blank: return []
    }
  }

  private func rules(_ mark: Figure.Mark, _ color: Color) -> [Item] {
    let thickness = cell < 24 ? 1 : 2
    let (rows, columns) = (mark.rows.count * cell, mark.columns.count * cell)
    let level = stride(from: rows, to: size.height, by: rows).map {
      Box(x: 0, y: $0 - thickness / 2, width: size.width, height: thickness)
    }
    let upright = stride(from: columns, to: size.width, by: columns).map {
      Box(x: $0 - thickness / 2, y: 0, width: thickness, height: size.height)
    }
    return (level + upright).map { Item(.fill($0), .ground, color) }
  }

  /// The names of rows are on the left, the names of columns above. A list, which has one row, has
  /// them below.
  func names(_ block: inout Block, _ bounds: inout Box, _ inner: Box) {
    let style: Figure.Style = cell >= 20 ? .text : .small
    let (type, small) = (Typeface.of(style), Typeface.of(.small))
    let rows = map.rows.prefix(map.height)
    let (left, top, bottom) = (bounds.x, bounds.y, bounds.bottom)
    for (row, name) in rows.enumerated() {
      let (x, y) = (left - 6 - type.width(of: name), row * cell + (cell - type.capital) / 2)
      block.write(name, style, x: x, y: y)
      bounds = bounds.united(
        Box(x: x, y: y, width: 1, height: type.capital))
    }
    let columns = map.columns.prefix(map.width)
    let isTurned = columns.contains { type.width(of: $0) > cell - 2 } && cell < 60
    let isBelow = map.height == 1 && !isTurned
    for (column, name) in columns.enumerated() where !name.isEmpty {
      let width = type.width(of: name)
      if isTurned {
        let x = column * cell + (cell - type.capital) / 2
        block.items.append(Item(.upward(name, style, x: x, bottom: top - 6), .text))
        bounds = bounds.united(Box(x: x, y: top - 6 - width, width: type.capital, height: width))
      } else {
        let y = isBelow ? bottom + 6 : top - 6 - type.capital
        let x = column * cell + (cell - width) / 2
        block.write(name, style, x: x, y: y)
        bounds = bounds.united(Box(x: x, y: y, width: width, height: type.capital))
      }
    }
    if !map.columnTitle.isEmpty {
      let width = small.width(of: map.columnTitle)
      let x = max(bounds.x, size.width / 2 - width / 2)
      let y = isBelow ? bounds.bottom + 8 : bounds.y - 10 - small.capital
      block.write(map.columnTitle, .small, x: x, y: y, .quiet)
      bounds = bounds.united(Box(x: x, y: y, width: width, height: small.capital))
    }
    if !map.rowTitle.isEmpty {
      let width = small.width(of: map.rowTitle)
      let (x, bottom) = (bounds.x - 10 - small.capital, size.height / 2 + width / 2)
      block.items.append(Item(.upward(map.rowTitle, .small, x: x, bottom: bottom), .text, .quiet))
      bounds = bounds.united(
        Box(x: x, y: bottom - width, width: small.capital, height: width))
    }
  }
}
