import CNN
import Figures
import Testing

@testable import Pictures

/// What lies on each other is found, and labels keep clear.
@Suite struct CollisionTests {
  private func overlapping(_ spacing: Int) -> [String] {
    FigureLayout(.row(.text("left"), .text("right"), spacing: spacing)).collisions
  }

  @Test func plantedTexts() throws {
    #expect(overlapping(4) == [])
    let found = overlapping(-20)
    #expect(found.count == 1)
    let sentence = try #require(found.first)
    #expect(sentence.hasPrefix("“left” and “right” overlap at ("))
  }

  @Test func plantedMarks() {
    // A frame that runs through a wide number of the cell beside it.
    let map = Tensor(rows: [[1, 2, 3]])
    let frame = Figure.map(map).marking(.cell(0, 1))
    #expect(FigureLayout(frame).collisions == [])
    let cells = Figure.column(frame, .text("below the map"), spacing: -30)
    #expect(!FigureLayout(cells).collisions.isEmpty)
  }

  @Test func plantedLines() {
    var block = Block()
    block.write("text", .text, x: 20, y: 20)
    let line = [Point((0, 0)), Point((60, 60))]
    block.items.append(Item(.stroke(line, thickness: 2, clip: nil), .curve))
    #expect(block.items[1].crosses(block.items[0].parts[0]))
    let beside = [Point((0, 40)), Point((60, 40))]
    #expect(!Item(.stroke(beside, thickness: 2, clip: nil)).crosses(block.items[0].parts[0]))
  }

  /// Labels of points that lie close to each other, on a curve, at the edges.
  @Test(arguments: [0.0, 0.1, 0.27, 0.5, 0.9, 1.0])
  func labelsOfPoints(_ x: Double) {
    let xs = (0...100).map { Double($0) / 100 }
    let plot = Figure.plot(x: .linear("x", 0...1), y: "y", [.line("", xs, xs.map { $0 * $0 })])
      .point(x, x * x, "the first of two").point(x + 0.01, x * x + 0.01, "the second of two")
      .point(0.6, 0.36, "on the curve")
    #expect(FigureLayout(plot).collisions == [])
  }

  /// Many lines that end at one place.
  @Test func namesOfLines() {
    for count in [1, 3, 6, 12, 30] {
      let series = (0..<count).map {
        Figure.Plot.Series.line("line \($0)", [0, 1], [Double($0), 5 + Double($0) / 1000])
      }
      let plot = Figure.plot(x: "x", y: "y", series).reference(5, "a reference")
      #expect(FigureLayout(plot).collisions == [], "\(count) lines")
    }
  }

  @Test func longLabels() {
    let names = (0..<12).map { "a rather long name \($0) of a bar" }
    let values = (0..<12).map { Double($0) - 6.5 }
    for figure in [Figure.bars(names, values), .levelBars(names, values).signed()] {
      #expect(FigureLayout(figure).collisions == [])
    }
  }
}
