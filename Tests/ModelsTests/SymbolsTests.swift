import CNN
import Digits
import Models
import Pen
import Testing

@Suite struct SymbolsTests {
  /// What Weights/README.md says of the network that ships: 4,000 drawings by hands that training
  /// has not seen, as `TrainModel symbols --seed 1` is tested with them.
  @Test func theShippedNetworkReadsSymbols() throws {
    let network = try Models.symbols()
    #expect(network.shapes.last == [40])
    let drawings = DataSet.symbolHalves(each: 1, seed: 1).test
    #expect(drawings.count == 4000 && drawings.classes == PenSymbol.course.map(\.label))
    let right = try network.right(on: drawings, numbers: Array(0..<drawings.count))
    #expect(right == 3806)
  }

  /// The plain model of every way is read as what it is, but for two that nobody could tell apart:
  /// a bare stroke, and a 2 of three straight lines.
  @Test func plainModelsAreRead() throws {
    let network = try Models.symbols()
    var wrong: [String] = []
    for symbol in PenSymbol.course {
      for number in symbol.ways.indices {
        let image = Tensor(try Pen(.plain).draw(symbol.way(number), 0).centred())
        let said = try network.trace(image).output.scalars.argmax
        let label = PenSymbol.course[said].label
        if label != symbol.label { wrong.append("\(symbol.label) \(number) as \(label)") }
      }
    }
    #expect(wrong == ["I 0 as 1", "2 6 as Z"])
  }
}
