import CNN
import Figures

/// Figures beside and below each other, aligned by the middles of their contents.
struct GroupBlock {
  let group: Figure.Group
  let families: [(name: String, scale: ColorScale)]
  let members: [Block]

  init(_ group: Figure.Group, _ context: Context) {
    var own = context
    families = group.sharing.map(group.families) ?? []
    if group.sharing != nil { own.families = families }
    if own.values == nil { own.values = Figure(.group(group)).smallestValues }
    own.sides = group.sides
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

  /// All arrangements are grids: a row has one row, and a column has one column.
  private func grid(
    columns count: Int, gap: (x: Int, y: Int), rows: [String] = [], names: [String] = []
  ) -> Block {
    let (members, type) = (filled(), Typeface.of(.text))
    let names = names.map(\.inLines)
    let labels = rows.map { $0.inLines }
    let first = labels.isEmpty ? 0 : (labels.flatMap { $0 }.map(type.width).max() ?? 0) + gap.x
    var block = Block()
    // The place where all members of a column are aligned, and the start of the next column.
    var (x, anchors) = (first, [Int]())
    for c in 0..<count {
      let own = stride(from: c, to: members.count, by: count).map { members[$0] }
      let name = c < names.count ? names[c].map(type.width).max() ?? 0 : 0
      let before = max(own.map(aside).max() ?? 0, name / 2)
      anchors.append(x + before)
      for (number, text) in (c < names.count ? names[c] : []).enumerated() {
        let style: Figure.Style = number == 0 ? .text : .small
        block.write(
          text, style, x: x + before - Typeface.of(style).width(of: text) / 2,
          y: number * type.line, number == 0 ? .ink : .quiet)
      }
      x += before + max(own.map { $0.width - aside($0) }.max() ?? 0, (name + 1) / 2) + gap.x
    }
    var y = names.isEmpty ? 0 : (names.map(\.count).max() ?? 1) * type.line + 4
    for (r, start) in stride(from: 0, to: members.count, by: count).enumerated() {
      let own = members[start..<min(start + count, members.count)]
      let before = own.map(above).max() ?? 0
      for (member, anchor) in zip(own, anchors) {
        block.add(member, anchor - aside(member), y + before - above(member))
      }
      let lines = r < labels.count ? labels[r] : []
      let height = max(0, lines.count - 1) * type.line + type.capital
      for (number, text) in lines.enumerated() {
        let top = y + before - (group.alignment == .start ? 0 : height / 2)
        let style: Figure.Style = number == 0 ? .text : .small
        block.write(
          text, style, x: first - gap.x - Typeface.of(style).width(of: text),
          y: top + number * type.line, number == 0 ? .ink : .quiet)
      }
      y += before + (own.map { $0.height - above($0) }.max() ?? 0) + gap.y
    }
    block.width = max(0, x - gap.x)
    block.height = max(0, y - gap.y)
    block.body = body(of: block)
    return block
  }

  private var isColumn: Bool { group.arrangement == .column }

  /// The distance from a member's left edge to the place where it is aligned with those above and
  /// below.
  private func aside(_ block: Block) -> Int {
    anchor(
      block.body.x, block.body.width, group.arrangement == .row ? .middle : group.alignment)
  }

  /// The distance from a member's top to the place where it is aligned with those beside it.
  private func above(_ block: Block) -> Int {
    anchor(block.body.y, block.body.height, isColumn ? .middle : group.alignment)
  }

  /// All of a group is its content. But a row's middle is the middle of its members, and a column
  /// of words below one picture is aligned by the picture.
  private func body(of block: Block) -> Box {
    var body = Box(x: 0, y: 0, width: block.width, height: block.height)
    if group.arrangement == .column, let first = group.members.first, !first.isWords,
      group.members.dropFirst().allSatisfy(\.isWords)
    {
      (body.y, body.height) = (members[0].body.y, members[0].body.height)
    }
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

  /// The members. Arrows become as wide as the widest other member.
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
    // Centred on the group, even if they are wider.
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

extension String {
  fileprivate var inLines: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

extension Figure.Group {
  /// The plots of a column have as much room on the left and on the right as the one that needs
  /// most. So their axes stand one above another.
  fileprivate var sides: PlotBlock.Sides {
    guard arrangement == .column else { return PlotBlock.Sides() }
    return members.reduce(into: PlotBlock.Sides()) { sides, member in
      if case .plot(let plot) = member.content { sides = PlotBlock(plot, sides: sides).sides }
    }
  }
}

extension Figure {
  /// Whether the figure is only words or numbers in lines.
  fileprivate var isWords: Bool {
    switch content {
    case .text, .sum, .key: true
    default: false
    }
  }
}
