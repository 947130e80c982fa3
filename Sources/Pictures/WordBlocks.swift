import CNN
import Figures

extension Block {
  /// Lines of text. All of it is content.
  static func words(_ words: Figure.Words) -> Block {
    let type = Typeface.of(words.style)
    var block = Block()
    block.width = words.lines.map(type.width).max() ?? 0
    for (number, line) in words.lines.enumerated() {
      let room = block.width - type.width(of: line)
      let x =
        switch words.alignment {
        case .start: 0
        case .middle: room / 2
        case .end: room
        }
      block.write(line, words.style, x: x, y: number * type.line, Color(words.tone))
    }
    let count = max(1, words.lines.count)
    block.body = Box(
      x: 0, y: 0, width: block.width, height: (count - 1) * type.line + type.capital)
    // Room for the descenders of the last line.
    block.height = block.body.height + 4
    return block
  }

  /// Names on the left, numbers on the right, and a line above the total.
  static func addition(_ addition: Figure.Addition) -> Block {
    let type = Typeface.of(.text)
    let lines = addition.terms + [addition.total]
    let names = lines.map { type.width(of: $0.name) }.max() ?? 0
    let numbers = lines.map { type.width(of: $0.number) }.max() ?? 0
    var block = Block()
    block.width = names + (names > 0 ? 14 : 0) + numbers
    var y = 0
    for (place, line) in lines.enumerated() {
      if place == lines.count - 1 && place > 0 {
        let rule = Box(x: 0, y: y - 4, width: block.width, height: 1)
        block.items.append(Item(.fill(rule), .ground, .quiet))
        y += 5
      }
      block.write(line.name, .text, x: 0, y: y)
      block.write(line.number, .text, x: block.width - type.width(of: line.number), y: y)
      y += type.line
    }
    block.height = y - type.line + type.capital + 4
    block.body = Box(x: 0, y: 0, width: block.width, height: block.height - 4)
    return block
  }

  static func arrow(_ arrow: Figure.Arrow, width room: Int? = nil) -> Block {
    let type = Typeface.of(arrow.fills ? .strong : .small)
    let style: Figure.Style = arrow.fills ? .strong : .small
    let text = type.width(of: arrow.text)
    var block = Block()
    block.fills = arrow.fills && room == nil ? arrow : nil
    let isLevel = arrow.direction == .right || arrow.direction == .left
    let gap = arrow.text.isEmpty ? 0 : 14
    func add(_ fromX: Int, _ fromY: Int, _ toX: Int, _ toY: Int) {
      let isBack = arrow.direction == .left || arrow.direction == .up
      let ends = isBack ? (toX, toY, fromX, fromY) : (fromX, fromY, toX, toY)
      let shape = Item.Shape.arrow(
        fromX: ends.0, fromY: ends.1, toX: ends.2, toY: ends.3, thickness: 2)
      block.items.append(Item(shape, .curve, Color(arrow.tone)))
    }
    if arrow.fills {
      block.width = max(room ?? 0, text + gap + 60)
      block.height = type.line
      let isBack = arrow.direction == .left
      let (begin, end) = isBack ? (1, block.width - text - gap) : (text + gap, block.width - 2)
      block.write(arrow.text, style, x: isBack ? block.width - text : 0, y: 3)
      add(begin, 3 + type.capital / 2, end, 3 + type.capital / 2)
      block.body = Box(x: 0, y: 0, width: block.width, height: block.height)
    } else if isLevel {
      block.width = max(34, text + 8)
      let y = arrow.text.isEmpty ? 6 : type.capital + 12
      block.write(arrow.text, style, x: (block.width - text) / 2, y: 0, .quiet)
      add(0, y, block.width - 1, y)
      block.height = y + 7
      block.body = Box(x: 0, y: y, width: block.width, height: 1)
    } else {
      block.height = 34
      block.width = 14 + (arrow.text.isEmpty ? 0 : text + 8)
      add(6, 0, 6, 33)
      block.write(arrow.text, style, x: 20, y: 17 - type.capital / 2, .quiet)
      block.body = Box(x: 0, y: 0, width: 14, height: 34)
    }
    return block
  }

  /// Signs with their meanings, in one line.
  static func key(_ entries: [Figure.KeyEntry]) -> Block {
    let (type, size) = (Typeface.of(.small), 14)
    var (block, x) = (Block(), 0)
    for entry in entries {
      let box = Box(x: x, y: 0, width: size, height: size)
      switch entry.sign {
      case .square(let tone): block.items.append(Item(.fill(box), .ground, Color(tone)))
      case .line(let tone):
        let line = [Point((x, size / 2)), Point((x + size, size / 2))]
        block.items.append(
          Item(.stroke(line, thickness: 2.5, clip: nil), .ground, Color(tone)))
      case .mark(let kind, let tone):
        var map = Figure.Map(Tensor([1, 1, 1]), scale: .unsigned(upTo: 1))
        (map.cell, map.key, map.values) = (size, .none, .none)
        map.marks = [.on(0, 0, kind, tone)]
        let cell = MapBlock(map, Context()).block()
        block.add(cell, x - cell.body.x, -cell.body.y)
      }
      block.write(entry.text, .small, x: x + size + 9, y: (size - type.capital) / 2)
      x += size + 9 + type.width(of: entry.text) + 26
    }
    block.width = max(0, x - 26)
    block.height = size + 4
    block.body = Box(x: 0, y: 0, width: block.width, height: size)
    return block
  }
}
