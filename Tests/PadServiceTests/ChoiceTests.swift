import CNN
import Models
import Pen
import Pictures
import Testing

@testable import PadService

/// Only letters, only digits: which classes may be the answer, and what their shares are.
@Suite struct ChoiceTests {
  private let names = PenSymbol.course.map(\.label)

  @Test func whichClasses() {
    let letters = Choice.letters.places(in: names).map { names[$0] }
    #expect(letters == (65...90).map { String(UnicodeScalar($0)) })
    let digits = Choice.digits.places(in: names).map { names[$0] }
    #expect(digits.sorted() == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "O"])
    #expect(Choice.all.places(in: names) == Array(0..<40))
    // Where there is a 0, an O is a letter only.
    #expect(Choice.digits.places(in: ["0", "1", "O", "10", "x"]) == [0, 1])
    #expect(Choice.letters.places(in: ["é", "ab", "7", "Ж"]) == [0, 3])
  }

  @Test func whatIsOffered() throws {
    let models = try pad.get().models
    #expect(models[0].choices == [.all] && models[1].choices == [.all, .letters, .digits])
  }

  /// By hand: of scores ln 1, ln 2, ln 3, ln 4 the network makes 0.1, 0.2, 0.3, 0.4. Of the second
  /// and the fourth remain 2/6 and 4/6, and these had 0.6 together.
  @Test func sharesByHand() {
    let shares = Shares(
      [0.1, 0.2, 0.3, 0.4], scores: [0, 0.6931472, 1.0986123, 1.3862944], allowed: [1, 3])
    #expect(shares.values[0] == 0 && shares.values[2] == 0)
    #expect(abs(shares.values[1] - 1 / 3) < 1e-6 && abs(shares.values[3] - 2 / 3) < 1e-6)
    #expect(abs(shares.sum - 0.6) < 1e-6)
    // Where the network's own shares have become 0.
    let far = Shares([1, 0, 0], scores: [500, 1, 1], allowed: [1, 2])
    #expect(far.values == [0, 0.5, 0.5] && far.sum == 0)
  }

  /// A drawing of each kind: each allowed share is the network's own divided by their sum, the scores
  /// and the maps are the same, and what is left out has no share.
  @Test(arguments: ["letters", "digits"], ["4", "O", "triangle"])
  func eachShareIsDividedByTheSum(_ only: String, _ label: String) throws {
    let symbol = try #require(PenSymbol.named(label))
    let png = try PNG.encode(Pen().draw(symbol, 3).picture)
    func predict(_ only: String) throws -> Prediction {
      let values = ["model": "symbols", "maps": "1", "why": "1", "only": only]
      return try pad.get().predict(png: png, Pad.Query(values))
    }
    let (all, some) = (try predict("all"), try predict(only))
    #expect(all.only == nil && all.allowed == nil && all.allowedSum == nil)
    let own = try #require(all.probabilities)
    let shares = try #require(some.probabilities)
    let allowed = try #require(some.allowed)
    #expect(allowed == Choice(rawValue: only)?.places(in: names))
    let sum = allowed.reduce(0) { $0 + Double(own[$1]) }
    #expect(abs(Double(some.allowedSum ?? -1) - sum) < 1e-6)
    for place in names.indices {
      let expected = allowed.contains(place) ? Double(own[place]) / sum : 0
      #expect(abs(Double(shares[place]) - expected) < 1e-5, "\(names[place])")
    }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-5)
    #expect(some.logits == all.logits)
    #expect(some.stages?.map(\.values) == all.stages?.map(\.values))
    #expect(some.nearest?.map(\.distance) == all.nearest?.map(\.distance))
    #expect(allowed.contains(some.class ?? -1) && some.top?.first?.class == some.class)
    #expect(some.top?.allSatisfy { allowed.contains($0.class) } == true)
  }

  @Test func whatCannotBeAsked() throws {
    func refusal(_ values: [String: String]) throws -> PadError? {
      do {
        _ = try pad.get().predict(png: try png(7), Pad.Query(values))
        return nil
      } catch let error as PadError { return error }
    }
    #expect(
      try refusal(["only": "vowels"])
        == PadError(400, "only must be letters, digits or all, not “vowels”."))
    #expect(
      try refusal(["only": "letters"])
        == PadError(400, "digits has no letters among its classes."))
    #expect(try refusal(["only": "digits"]) == nil)
  }

  /// The arithmetic of a share is the network's own.
  @Test func explanationsStay() throws {
    func stored(_ only: String) throws -> Float {
      try pad.get().explain(
        png: try png(7),
        Pad.Query(["model": "symbols", "only": only, "stage": "12", "index": "5"])
      ).stored
    }
    #expect(try stored("letters") == stored("all"))
    #expect(throws: PadError.self) { try stored("x") }
  }
}
