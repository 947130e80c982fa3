import CNN
import Figures

/// A map with its border, marks, numbers, names and key.
struct MapBlock {
  let map: Figure.Map
  let scale: ColorScale
  let cell: Int
  /// The map in pixels, at (0, 0).
  let size: (width: Int, height: Int)
  /// The numbers in the cells, row by row; empty for no numbers.
  let texts: [String]
  let style: Figure.Style
  /// The key that says which colour is which number.
  let key: Figure.Key

  init(_ map: Figure.Map, _ context: Context) {
    let shared: Bool
    (scale, shared) = context.scale(of: map)
    self.map = map
    cell = map.cellSize
    if let side = map.side, side < max(map.width, map.height) {
      let longest = max(map.width, map.height)
      size = (max(1, side * map.width / longest), max(1, side * map.height / longest))
    } else {
      size = (map.width * cell, map.height * cell)
    }
    let own = map.numberTexts(context.values)
    (texts, style) = (own?.texts ?? [], own?.style ?? .small)
    switch map.key {
    case .automatic where shared || map.scale.kind == .pixels || !texts.isEmpty: key = .none
    case .automatic: key = size.width >= 120 ? .bar : .range
    default: key = map.key
    }
  }

  func block() -> Block {
    var block = Block()
    let border = map.border
    let inner = Box(
      x: -border.left * cell, y: -border.top * cell,
      width: (border.left + border.right) * cell + size.width,
      height: (border.top + border.bottom) * cell + size.height)
    cells(&block, inner)
    marks(&block)
    // Marks reach beyond the map, and names are beyond the marks.
    let reach = max(1, overhang)
    var bounds = inner.grown(reach)
    names(&block, &bounds, inner)
    if map.scale.kind != .pixels || map.key != .automatic {
      let legend: Block? =
        switch key {
        case .bar: .scaleBar(scale, width: min(220, max(90, size.width - 50)))
        case .range: .rangeLine(scale)
        default: nil
        }
      if let legend {
        let x = size.width / 2 - legend.width / 2
        block.add(legend, x, bounds.bottom + 6)
        bounds = bounds.united(
          Box(x: x, y: bounds.bottom + 6, width: legend.width, height: legend.height))
      }
    }
    block.maps = [
      .init(box: Box(x: 0, y: 0, width: size.width, height: size.height), cell: cell)
    ]
    block.body = inner
    var moved = block.moved(-bounds.x, -bounds.y)
    (moved.width, moved.height) = (bounds.width, bounds.height)
    return moved
  }

  private func cells(_ block: inout Block, _ inner: Box) {
    if inner.width > size.width || inner.height > size.height {
      let pale = Color(red: 225, green: 228, blue: 232)
      block.items.append(Item(.chequer(inner, cell: cell), .ground, pale))
    }
    if size.width < map.width || size.height < map.height {
      let box = Box(x: 0, y: 0, width: size.width, height: size.height)
      block.items.append(Item(.averaged(map.numbers, scale, box)))
    } else {
      block.items.append(Item(.cells(map.numbers, scale, x: 0, y: 0, cell: cell)))
    }
    for mark in map.marks where mark.kind == .cover || mark.kind == .blank {
      for row in mark.rows {
        for column in mark.columns {
          let box = Box(x: column * cell, y: row * cell, width: cell, height: cell)
          block.items.append(
            Item(.fill(box), .ground, mark.kind == .blank ? .blank : Color(mark.tone)))
        }
      }
    }
    if cell >= 12 {
      for row in 1..<max(1, map.height) {
        let line = Box(x: 0, y: row * cell, width: size.width, height: 1)
        block.items.append(Item(.fill(line), .ground, .hairline))
      }
      for column in 1..<max(1, map.width) {
        let line = Box(x: column * cell, y: 0, width: 1, height: size.height)
        block.items.append(Item(.fill(line), .ground, .hairline))
      }
    }
    let edge = Box(x: 0, y: 0, width: size.width, height: size.height).grown(1)
    block.items.append(Item(.outline(edge, thickness: 1), .ground, .faint))
    numbers(&block)
  }

  private func numbers(_ block: inout Block) {
    let type = Typeface.of(style)
    for (number, text) in texts.enumerated() {
      let (row, column) = (number / map.width, number % map.width)
      let hidden = map.marks.contains {
        ($0.kind == .blank || $0.kind == .cover) && $0.rows.contains(row)
          && $0.columns.contains(column)
      }
      if hidden { continue }
      let color = scale.color(map.numbers[row, column, 0])
      block.write(
        text, style, x: column * cell + (cell + 1 - type.width(of: text)) / 2,
        y: row * cell + (cell - type.capital) / 2 + 1, color.isLight ? .black : .white)
    }
  }
}

extension Box {
  func united(_ other: Box) -> Box {
    let (left, top) = (min(x, other.x), min(y, other.y))
    return Box(
      x: left, y: top, width: max(right, other.right) - left,
      height: max(bottom, other.bottom) - top)
  }
}
