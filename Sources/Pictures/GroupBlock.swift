import Figures

/// Figures beside and below each other, by the middles of what they show.
struct GroupBlock {
  let group: Figure.Group
  let families: [(name: String, scale: ColorScale)]
  let members: [Block]

  init(_ group: Figure.Group, _ context: Context) {
    var own = context
    families = group.sharing.map(group.families) ?? []
    if group.sharing != nil { own.families = families }
    if own.values == nil { own.values = Figure(.group(group)).smallestValues }
    self.group = group
    members = group.members.map { Block($0, own) }
  }

  func block() -> Block {
    var block: Block =
      switch group.arrangement {
      case .row: grid(columns: max(1, members.count), gap: (group.spacing ?? 20, 0))
      case .column: grid(columns: 1, gap: (0, group.spacing ?? 18))
      case .montage(let columns):
        grid(columns: columns, gap: (group.spacing ?? 18, group.spacing ?? 18))
      case .table(let columns, let rows, let names):
        grid(
          columns: columns, gap: (group.spacing ?? 14, group.spacing ?? 12), rows: rows,
          names: names)
      }
    for link in group.links { add(link, to: &block) }
    if group.hasBar && !families.isEmpty { block = withBars(block) }
    return block
  }

  /// All arrangements are grids: a row has one row, a column one column.
  private func grid(
    columns count: Int, gap: (x: Int, y: Int), rows: [String] = [], names: [String] = []
  ) -> Block {
    let members = filled()
    let lines = (members.count + count - 1) / max(1, count)
    func column(_ c: Int) -> [Block] {
      stride(from: c, to: members.count, by: count).map { members[$0] }
    }
    func line(_ r: Int) -> [Block] { Array(members[r * count..<min((r + 1) * count, members.count)]) }
    let (type, heads) = (Typeface.of(.text), Typeface.of(.text))
    let rowLines = rows.map { $0.split(separator: "\n").map(String.init) }
    let first = (rowLines.flatMap { $0 }.map(type.width).max() ?? -gap.x) + gap.x
    let isColumn = group.arrangement == .column
    let isRow = group.arrangement == .row

    var block = Block()
    var (x, xs) = (first, [Int]())
    for c in 0..<count {
      // The place by which all members of a column stand in line, from its left and right.
      let own = column(c)
      let anchors = own.map { anchor($0.body.x, $0.body.width, isColumn ? group.alignment : .middle) }
      let name = c < names.count ? heads.width(of: names[c]) : 0
      let before = max(anchors.max() ?? 0, name / 2)
      let after = max(zip(own, anchors).map { $0.width - $1 }.max() ?? 0, (name + 1) / 2)
      xs.append(x + before)
      if c < names.count {
        block.write(names[c], .text, x: x + before - name / 2, y: 0)
      }
      x += before + after + gap.x
    }
    var y = names.isEmpty ? 0 : heads.line + 4
    for r in 0..<lines {
      let own = line(r)
      let alignment = isColumn ? .middle : group.alignment
      let anchors = own.map { anchor($0.body.y, $0.body.height, isRow || !isColumn ? alignment : .middle) }
      let before = anchors.max() ?? 0
      let after = zip(own, anchors).map { $0.height - $1 }.max() ?? 0
      for (c, (member, up)) in zip(own, anchors).enumerated() {
        let aside = anchor(member.body.x, member.body.width, isColumn ? group.alignment : .middle)
        block.add(member, xs[c] - aside, y + before - up)
      }
      if r < rowLines.count {
        let middle = y + before
        var top = middle - ((rowLines[r].count - 1) * type.line + type.capital) / 2
        if alignment == .start { top = middle }
        for name in rowLines[r] {
          block.write(name, .text, x: first - gap.x - type.width(of: name), y: top)
          top += type.line
        }
      }
      y += before + after + gap.y
    }
    block.width = max(0, x - gap.x)
    block.height = max(0, y - gap.y)
    block.body = body(of: block, xs.first ?? 0)
    return block
  }

  /// What a group shows is all of it; but a row's middle is that of its members.
  private func body(of block: Block, _ x: Int) -> Box {
    var body = Box(x: 0, y: 0, width: block.width, height: block.height)
    guard group.arrangement == .row else { return body }
    let anchors = members.map { $0.body.y + $0.body.height / 2 }
    let height = members.map(\.body.height).max() ?? 0
    body.y = max(0, (anchors.max() ?? 0) - height / 2)
    body.height = height
    return body
  }

  private func anchor(_ start: Int, _ size: Int, _ alignment: Figure.Group.Alignment) -> Int {
    switch alignment {
    case .start: start
    case .middle: start + size / 2
    case .end: start + size
    }
  }

  /// The members, with arrows as wide as the widest of the others.
  private func filled() -> [Block] {
    let widest = members.filter { $0.fills == nil }.map(\.width).max() ?? 0
    return members.map { member in member.fills.map { .arrow($0, width: widest) } ?? member }
  }

  private func add(_ link: Figure.Link, to block: inout Block) {
    guard block.maps.indices.contains(link.from.map), block.maps.indices.contains(link.to.map)
    else { return }
    func middle(_ end: Figure.Link.End) -> (x: Int, y: Int) {
      let map = block.maps[end.map]
      return (
        map.box.x + end.column * map.cell + map.cell / 2,
        map.box.y + end.row * map.cell + map.cell / 2
      )
    }
    let (from, to) = (block.maps[link.from.map].box, block.maps[link.to.map].box)
    var (start, end) = (middle(link.from), middle(link.to))
    if from.right <= to.x {
      (start.x, end.x) = (from.right + 5, to.x - 5)
    } else if to.right <= from.x {
      (start.x, end.x) = (from.x - 5, to.right + 5)
    } else if from.bottom <= to.y {
      (start.y, end.y) = (from.bottom + 5, to.y - 5)
    } else if to.bottom <= from.y {
      (start.y, end.y) = (from.y - 5, to.bottom + 5)
    }
    let shape = Item.Shape.arrow(
      fromX: start.x, fromY: start.y, toX: end.x, toY: end.y, thickness: 2)
    block.items.append(Item(shape, .curve, Color(link.tone)))
  }

  /// The bars of the shared scales side by side below the group.
  private func withBars(_ block: Block) -> Block {
    let width = families.count > 1 ? 150 : min(220, max(90, block.width / 2))
    let bars = families.map { Block.scaleBar($0.scale, width: width, name: $0.name) }
    let room = bars.map(\.width).reduce(44 * (bars.count - 1), +)
    // In the middle of the group, or wider than it on both sides.
    let shift = max(0, (room - block.width) / 2)
    var all = Block()
    all.add(block, shift, 0)
    var x = shift + (block.width - room) / 2
    for bar in bars {
      all.add(bar, x, block.height + 14)
      x += bar.width + 44
    }
    all.width = max(block.width + shift, x - 44)
    all.height = block.height + 14 + (bars.map(\.height).max() ?? 0)
    all.body = block.body.moved(shift, 0)
    return all
  }
}
