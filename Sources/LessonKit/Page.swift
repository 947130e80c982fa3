import Pictures

/// A page that a lesson leaves behind, as a list of blocks, while it grows.
public struct Page: Equatable, Sendable {
  /// Nil for the lesson's first page, which leads to the others.
  public let name: String?
  private var closed: [Block] = []
  /// The part that is being folded away.
  private var fold: Fold?
  /// Whether what is printed and shown belongs to the last block.
  private var isInCell = false

  /// All blocks, in their order; what is folded away is within its fold.
  public var blocks: [Block] { closed + (fold.map { [.fold($0)] } ?? []) }

  /// All pictures, those that are folded away among them, in their order.
  public var pictures: [Shown] { blocks.flatMap(\.pictures) }

  /// The cell that runs.
  var openCell: Cell? {
    if isInCell, case .cell(let cell)? = open.last { cell } else { nil }
  }

  init(name: String? = nil) { self.name = name }

  mutating func add(_ block: Block) {
    isInCell = false
    open.append(block)
  }

  /// Begins a cell. What is printed and shown is its own, until it ends or another block follows.
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

  /// Begins a part that is folded away until it is asked for; ends the one before.
  mutating func fold(_ title: String) {
    unfold()
    fold = Fold(title: title)
  }

  mutating func unfold() {
    closed = blocks
    fold = nil
    isInCell = false
  }

  /// The list that grows: the page's own, or that of its open fold.
  private var open: [Block] {
    get { fold?.blocks ?? closed }
    set { if fold == nil { closed = newValue } else { fold?.blocks = newValue } }
  }

  /// What was printed and shown where the page stands: by its cell, or since the last other block.
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
  /// The pictures within it, in their order.
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
