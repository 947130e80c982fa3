import Pictures

/// A page of a lesson, as a growing list of blocks.
public struct Page: Equatable, Sendable {
  /// Nil for the lesson's first page, which links to the others.
  public let name: String?
  private var closed: [Block] = []
  /// The folded part that is open for writing.
  private var fold: Fold?
  /// Whether new output and pictures belong to the last block.
  private var isInCell = false

  /// All blocks, in order. Folded blocks are within their fold.
  public var blocks: [Block] { closed + (fold.map { [.fold($0)] } ?? []) }

  /// All pictures, in order, including folded ones.
  public var pictures: [Shown] { blocks.flatMap(\.pictures) }

  /// The running cell.
  var openCell: Cell? {
    if isInCell, case .cell(let cell)? = open.last { cell } else { nil }
  }

  init(name: String? = nil) { self.name = name }

  mutating func add(_ block: Block) {
    isInCell = false
    open.append(block)
  }

  /// Begins a cell. Output and pictures belong to it, until it ends or another block follows.
  mutating func begin(_ cell: Cell) {
    add(.cell(cell))
    isInCell = true
  }

  mutating func endCell() { isInCell = false }

  mutating func print(_ printed: Printed) {
    if case .printed(let lines)? = outputs.last {
      outputs[outputs.count - 1] = .printed(lines + [printed])
    } else {
      outputs.append(.printed([printed]))
    }
  }

  mutating func show(_ shown: Shown) {
    if pictures.contains(where: { $0.name == shown.name }) {
      fatalError("Two pictures of the page are called \(shown.name).")
    }
    outputs.append(.shown(shown))
  }

  /// Begins a folded part, and ends the one before.
  mutating func fold(_ title: String) {
    unfold()
    fold = Fold(title: title)
  }

  mutating func unfold() {
    closed = blocks
    fold = nil
    isInCell = false
  }

  /// The growing list: the page's own, or that of its open fold.
  private var open: [Block] {
    get { fold?.blocks ?? closed }
    set { if fold == nil { closed = newValue } else { fold?.blocks = newValue } }
  }

  /// The current output and pictures: those of the cell, or since the last other block.
  private var outputs: [Output] {
    get {
      if let openCell { return openCell.outputs }
      if case .output(let output)? = open.last { return [output] }
      return []
    }
    set {
      if var cell = openCell {
        cell.outputs = newValue
        open[open.count - 1] = .cell(cell)
      } else {
        if case .output? = open.last { open.removeLast() }
        open += newValue.map(Block.output)
      }
    }
  }
}

extension Page.Block {
  /// The pictures within it, in order.
  public var pictures: [Page.Shown] {
    switch self {
    case .cell(let cell): cell.outputs.compactMap(\.shown)
    case .output(let output): [output].compactMap(\.shown)
    case .fold(let fold): fold.blocks.flatMap(\.pictures)
    default: []
    }
  }
}

extension Page.Output {
  var shown: Page.Shown? { if case .shown(let shown) = self { shown } else { nil } }
}
