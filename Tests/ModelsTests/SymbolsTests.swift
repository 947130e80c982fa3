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
    #expect(right == 3728)
  }

  /// The network of the pad's digits has learned from MNIST and from the pen. Weights/README.md says
  /// how many of MNIST's test digits it reads: at most five of 10,000 fewer than the lessons' network.
  @Test func theDigitsOfThePad() throws {
    let pad = try Models.trained("pad-digits")
    #expect(pad.classes == TrainedNetwork.digits && pad.preparation == .centred)
    let test = try MNIST.dataSet(.test)
    let numbers = Array(0..<test.count)
    let right = try pad.network.right(on: test, numbers: numbers)
    #expect(right == 9930)
    #expect(right >= (try Models.walkthrough().right(on: test, numbers: numbers)) - 5)
  }

  /// Both files say below which share an answer is not sure. Training chose it so that at most 1 % of
  /// the sure answers were wrong, of the symbols 2 %. With other drawings it is not much more.
  @Test(arguments: [("pad-digits", 10), ("symbols", 40)])
  func theThresholdHolds(_ name: String, _ count: Int) throws {
    let trained = try Models.trained(name)
    let threshold = try #require(trained.notSureBelow)
    let symbols = count == 10 ? PenSymbol.digits : PenSymbol.course
    let data = DataSet.symbols(symbols, each: 1000 / count, by: Pen(.unseen, seed: 77))
    let sureness = Sureness(
      try trained.network.probabilities(on: data, numbers: Array(0..<data.count)),
      labels: data.labels)
    let (unsure, wrong) = sureness.split(below: threshold)
    #expect(wrong < (count == 10 ? 0.02 : 0.04), "\(wrong)")
    #expect(unsure < (count == 10 ? 0.08 : 0.3), "\(unsure)")
    #expect(sureness.calibrationError < 0.03, "\(sureness.calibrationError)")
  }

  /// The plain model of every way is read as what it is, but for eight that look like another symbol:
  /// an A with its bar at the foot, a bare stroke, a J like a U, a 2 of three straight lines, and a 5
  /// without corners. People do write them, so the pen does.
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
    #expect(
      wrong == [
        "A 17 as triangle", "A 18 as triangle", "I 0 as 1", "I 6 as 1", "I 7 as 1", "J 12 as U",
        "2 6 as Z", "5 16 as S",
      ])
  }
}
