import CNN
import Figures

/// A figure with computed places: its size, and the places of its texts and marks.
public struct FigureLayout: Sendable {
  /// In pixels.
  public let width: Int
  public let height: Int
  let items: [Item]

  /// The white border around everything, in pixels.
  static let margin = 10

  public init(_ figure: Figure) {
    let block = Block(figure, Context())
    let margin = Self.margin
    width = max(1, block.width + 2 * margin)
    height = max(1, block.height + 2 * margin)
    items = block.moved(margin, margin).items
  }

  /// The picture.
  public func painted() -> Picture {
    var picture = Picture(width: width, height: height)
    for item in items { item.draw(on: &picture) }
    return picture
  }
}

extension Picture {
  /// A figure, laid out and painted. The same figure always gives the same bytes.
  public init(_ figure: Figure) { self = FigureLayout(figure).painted() }
}

/// A part of a figure, laid out with its top left corner at (0, 0).
struct Block: Sendable {
  var width = 0
  var height = 0
  /// Its content, without titles, notes and keys. Neighbours are aligned by it.
  var body = Box(x: 0, y: 0, width: 0, height: 0)
  var items: [Item] = []
  /// The maps in it, for arrows from one to another.
  var maps: [PlacedMap] = []
  /// The arrow that becomes as wide as the block's column.
  var fills: Figure.Arrow?

  struct PlacedMap: Sendable {
    /// Without its border.
    var box: Box
    var cell: Int

    func moved(_ x: Int, _ y: Int) -> PlacedMap { PlacedMap(box: box.moved(x, y), cell: cell) }
  }

  func moved(_ x: Int, _ y: Int) -> Block {
    var block = self
    block.items = items.map { $0.moved(x, y) }
    block.maps = maps.map { $0.moved(x, y) }
    block.body = body.moved(x, y)
    return block
  }

  /// Adds another block's contents, moved. The caller must set the sizes.
  mutating func add(_ block: Block, _ x: Int, _ y: Int) {
    let block = block.moved(x, y)
    items += block.items
    maps += block.maps
  }

  /// Writes a line of text. The top of its capitals is in row `y`.
  mutating func write(
    _ text: String, _ style: Figure.Style, x: Int, y: Int, _ color: Color = .ink
  ) {
    guard !text.isEmpty else { return }
    let type = Typeface.of(style)
    items.append(Item(.text(text, style, x: x, baseline: y + type.capital), .text, color))
  }

  init(_ figure: Figure, _ context: Context) {
    self = Block.content(of: figure, context).framed(title: figure.title, notes: figure.notes)
  }

  init() {}
}

extension Block {
  private static func content(of figure: Figure, _ context: Context) -> Block {
    switch figure.content {
    case .map(let map): MapBlock(map, context).block()
    case .bars(let bars): ChartBlock.bars(bars)
    case .waterfall(let waterfall): ChartBlock.waterfall(waterfall)
    case .plot(let plot): PlotBlock(plot, sides: context.sides).block()
    case .histogram(let histogram): ChartBlock.histogram(histogram)
    case .text(let words): .words(words)
    case .sum(let addition): .addition(addition)
    case .arrow(let arrow): .arrow(arrow)
    case .key(let entries): .key(entries)
    case .group(let group): GroupBlock(group, context).block()
    case .space(let width, let height): .space(width, height)
    }
  }

  static func space(_ width: Int, _ height: Int) -> Block {
    var block = Block()
    (block.width, block.height) = (max(0, width), max(0, height))
    block.body = Box(x: 0, y: 0, width: block.width, height: block.height)
    return block
  }

  /// The block with a title above and notes below, centred on its content.
  func framed(title: String, notes: [String]) -> Block {
    guard !title.isEmpty || !notes.isEmpty else { return self }
    let (head, small) = (Typeface.of(.text), Typeface.of(.small))
    let titles = title.split(separator: "\n").map(String.init)
    let widths = titles.map(head.width) + notes.map(small.width)
    let middle = body.x + body.width / 2
    let left = min(0, middle - (widths.max() ?? 0) / 2)
    let top = titles.isEmpty ? 0 : titles.count * head.line + 2
    var block = Block()
    block.add(self, -left, top)
    block.body = body.moved(-left, top)
    block.fills = fills
    for (number, line) in titles.enumerated() {
      block.write(
        line, .text, x: middle - left - head.width(of: line) / 2, y: number * head.line)
    }
    var y = top + height + (notes.isEmpty ? 0 : 6)
    for line in notes {
      block.write(line, .small, x: middle - left - small.width(of: line) / 2, y: y)
      y += small.line
    }
    block.height = notes.isEmpty ? top + height : y - small.line + small.capital + 4
    block.width = max(width - left, middle - left + (widths.max() ?? 0) / 2 + 1)
    return block
  }
}
