import CNN
import Figures
import Foundation
import Printing
import Testing

@testable import Pictures

/// Figures are described, laid out and painted.
@Suite struct FigureTests {
  /// Set to a folder, the tests leave the examples there to be looked at.
  static let folder = ProcessInfo.processInfo.environment["GLASSBOX_EXAMPLES"]

  @Test(arguments: FigureExamples.all.map(\.name))
  func examples(_ name: String) throws {
    let figure = try #require(FigureExamples.all.first { $0.name == name }?.figure)
    let layout = FigureLayout(figure)
    #expect(layout.collisions == [])
    #expect(layout.width <= 1100, "GitHub shows a page's pictures about 800 pixels wide")
    let picture = layout.painted()
    #expect((picture.width, picture.height) == (layout.width, layout.height))
    #expect(picture == Picture(figure), "the same figure is the same picture")
    if let folder = Self.folder { try picture.write(to: folder + "/\(name).png") }
  }

  /// The README's examples are those above, word for word.
  @Test func readme() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    func words(_ path: String) throws -> String {
      let file = tests.appending(path: path)
      return try String(contentsOf: file, encoding: .utf8).filter { !$0.isWhitespace }
    }
    let examples = try words("FigureExamples.swift")
    let readme = try String(
      contentsOf: tests.appending(path: "../../Sources/Figures/README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```").enumerated()
      .filter { $0.offset % 2 == 1 && $0.element.hasPrefix("swift\n") }
      .map { $0.element.dropFirst(6).filter { !$0.isWhitespace } }
    #expect(blocks.count == FigureExamples.all.count)
    for block in blocks {
      #expect(examples.contains(block), "not among the examples: \(block)")
    }
  }

  /// All maps of a group that have no scale of their own are painted by one.
  @Test func sharedScales() throws {
    let (small, large) = (Tensor(rows: [[1]]), Tensor(rows: [[-4]]))
    func color(_ figure: Figure) throws -> Color {
      let layout = FigureLayout(figure)
      let cells = layout.items.compactMap { item -> (Int, Int)? in
        if case .cells(_, _, let x, let y, _) = item.shape { (x, y) } else { nil }
      }
      let (x, y) = try #require(cells.first)
      return layout.painted()[x + 2, y + 2]
    }
    let one = Figure.map(small)
    #expect(try color(one) == ColorScale.unsigned(1).color(1))
    #expect(try color(.row(one, .map(large), sharing: .signed)) == ColorScale.signed(4).color(1))
    let own = Figure.map(small, scale: .unsigned(upTo: 2))
    #expect(
      try color(.row(own, .map(large), sharing: .signed)) == ColorScale.unsigned(2).color(1))
    let families = Figure.row(one.family("a"), .map(large).family("b"), sharing: .signed)
    #expect(try color(families) == ColorScale.signed(1).color(1))
    #expect(try color(.row(.image(small), .map(large), sharing: .signed)) == .white)
  }

  @Test func scaleOfOneKind() {
    let signed = Tensor(rows: [[-1, 3]])
    #expect(ColorScale(.automatic, for: [signed]) == .signed(3))
    #expect(ColorScale(.automatic, for: [Tensor(rows: [[1, 3]])]) == .unsigned(3))
    #expect(ColorScale(.signed(upTo: 2), for: [signed]) == .signed(2))
    #expect(ColorScale(.pixels, for: [signed]) == .pixels)
    #expect(ColorScale(.automatic, for: [Tensor(rows: [[.nan, .infinity]])]) == .unsigned(1))
  }

  /// From end to end it is longer than a Float's largest number.
  @Test func theLongestScale() {
    let block = Block.scaleBar(.signed(3e38), width: 101)
    let ticks = block.items.compactMap { item -> Int? in
      guard case .fill(let box) = item.shape else { return nil }
      return box.x
    }
    #expect(ticks.map { $0 - block.body.x } == [0, 50, 100])
    var picture = Picture(width: block.width, height: block.height)
    for item in block.items { item.draw(on: &picture) }
    let colors = [0, 50, 100].map { picture[block.body.x + $0, 5] }
    let scale = ColorScale.signed(1)
    #expect(colors == [scale.color(-1), scale.color(0), scale.color(1)])
  }

  /// A number is written with at most two decimals, and at one size in a row.
  @Test func numbersInCells() {
    func texts(_ rows: [[Float]], _ change: (Figure) -> Figure = { $0 }) -> [String]? {
      change(.map(Tensor(rows: rows))).maps[0].numberTexts(nil)?.texts
    }
    #expect(texts([[0, 1, -2]]) == ["0", "1", "−2"])
    #expect(texts([[0.5, 1]]) == ["0.5", "1"])
    #expect(texts([[0.111, 1]]) == ["0.11", "1.00"])
    #expect(texts([[0.111, 1]], { $0.values(4) }) == ["0.111", "1"])
    #expect(texts([[0.111, 1]], { $0.cell(28) }) == ["0.1", "1.0"])
    #expect(texts([[0.25, 1]], { $0.cell(28) }) == ["0.3", "1.0"])
    #expect(texts([[0.111, 1]], { $0.cell(9) }) == nil)
    #expect(texts([[0.111, 1]], { $0.values(nil) }) == nil)
    #expect(texts([[Float]](repeating: [Float](repeating: 1, count: 13), count: 13)) == nil)
    let row = Figure.row(.map(Tensor(rows: [[1]])), .map(Tensor(rows: [[-0.25]])).cell(44))
    #expect(row.smallestValues == .small)
  }

  /// A map that is averaged has its marks where its cells are.
  @Test func marksOnAveragedMaps() {
    let image = Figure.image(Tensor([200, 100, 1])).side(50)
    let layout = FigureLayout(image.marking(.window(100, 20, 40, 60)))
    let frames = layout.items.compactMap { item -> Box? in
      if case .outline(let box, _) = item.shape, item.role == .mark { box } else { nil }
    }
    // A quarter of its rows and columns, and the frame a pixel around. The margin is 10, and the
    // frame of a map at whose edge it stood would need 3.
    #expect(frames == [Box(x: 13 + 5 - 1, y: 13 + 25 - 1, width: 15 + 2, height: 10 + 2)])
  }

  /// The middles of maps stand in one line, whatever is written above and below them.
  @Test func middles() {
    let map = Tensor(rows: [[1, 2], [3, 4]])
    let figure = Figure.row(
      .map(map, "a title").note("a note", "another"), .sign("="), .map(map).cell(20))
    let maps = Block(figure, Context()).maps
    #expect(
      maps.map { 2 * $0.box.y + $0.box.height }.allSatisfy {
        $0 == 2 * maps[0].box.y + maps[0].box.height
      })
    #expect(maps.map(\.cell) == [54, 20])
  }

  /// The axes of a column's plots stand one above another, whatever is written beside them.
  @Test func plotsInAColumn() throws {
    let few = Figure.plot(x: "steps", y: .linear("loss", 0...1), [.line("", [0, 1], [1, 0])])
    let many = Figure.plot(
      x: "steps", y: .linear("", 0...100_000), [.line("a name at the end", [0, 1], [0, 90_000])])
    func axes(_ figure: Figure) -> [Range<Int>] {
      let fills = Block(figure, Context()).items.compactMap { item -> Box? in
        if case .fill(let box) = item.shape, box.height == 1, box.width > 1 { box } else { nil }
      }
      return Set(fills.map { $0.x..<$0.right })
        .sorted { $0.lowerBound < $1.lowerBound }
    }
    #expect(axes(few) != axes(many))
    #expect(axes(.column(few, many)).count == 1)
    // In a row, each keeps its own room.
    let row = axes(.row(few, many))
    #expect(row.count == 2)
    #expect(row.map(\.count) == (axes(few) + axes(many)).map(\.count))
  }

  @Test func arrowsThatFill() {
    let figure = Figure.column(.way("there"), .space(300, 10), .way("and back", .left))
    #expect(Block(figure, Context()).width == 300)
  }

  @Test func changesReachAllMapsOfAGroup() {
    let map = Tensor(rows: [[1]])
    let figure = Figure.column(.row(.map(map), .map(map)), .map(map)).cell(7).marking(.dot(0, 0))
    #expect(figure.maps.map(\.cell) == [7, 7, 7])
    #expect(figure.maps.allSatisfy { $0.marks == [.dot(0, 0)] })
    #expect(figure == figure.key(.automatic))
  }
}
