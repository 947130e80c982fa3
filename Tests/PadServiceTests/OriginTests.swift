import CNN
import Digits
import Explain
import Models
import Testing

@testable import PadService

/// Where a number came from, as the page is told.
@Suite struct OriginTests {
  private func origin(_ stage: Int, _ index: [Int], keep: Int? = nil) throws -> Origin {
    var values = ["stage": "\(stage)", "index": index.map(String.init).joined(separator: ",")]
    values["keep"] = keep.map(String.init)
    return try pad.get().explain(png: try png(7), Pad.Query(values))
  }

  /// A number of every stage: its terms add up, by its rule, to what stands in the map.
  @Test(arguments: [
    (0, [8, 7, 0], "given"), (1, [8, 11, 7], "sum"), (2, [8, 11, 7], "gate"),
    (3, [9, 10, 4], "sum"), (4, [9, 10, 4], "gate"), (5, [4, 5, 4], "maximum"),
    (6, [4, 5, 4], "gate"), (7, [1000], "copy"), (8, [27], "sum"), (9, [27], "gate"),
    (10, [27], "gate"), (11, [7], "sum"), (12, [7], "quotient"),
  ])
  func everyStage(_ stage: Int, _ index: [Int], _ rule: String) throws {
    let origin = try origin(stage, index)
    let trace = try Models.trained("pad-digits").network.trace(try centredSeven)
    #expect(origin.rule == rule)
    #expect(
      origin.stored
        == trace.activations[stage].scalars[
          trace.activations[stage].shape.offset(of: index)])
    let tolerance = 1e-5 * max(1, origin.terms.map { abs($0.value) }.max() ?? 0)
    #expect(abs(Double(origin.stored) - origin.value) < tolerance)
    #expect(abs(origin.rounding - (Double(origin.stored) - origin.value)) < 1e-12)
    switch rule {
    case "maximum": #expect(origin.terms[try #require(origin.winner)].value == origin.value)
    case "quotient":
      #expect(
        abs(origin.terms[try #require(origin.winner)].value / origin.total - origin.value) < 1e-12)
    default: #expect(abs(origin.total - origin.value) < 1e-9)
    }
    #expect(!origin.text.isEmpty && !origin.name.isEmpty)
  }

  /// The few largest and one for all others add up to the same.
  @Test(arguments: [0, 1, 8, 6273, 9999])
  func theLargestAndTheRest(_ keep: Int) throws {
    let (all, few) = (try origin(8, [27]), try origin(8, [27], keep: keep))
    #expect(all.terms.count == 6273)
    #expect(few.terms.count == min(6273, keep + 1))
    #expect(abs(all.total - few.total) < 1e-9)
    if keep == 8 {
      #expect(few.terms[8].name == "6265 others" && few.terms[8].factors.isEmpty)
      let least = few.terms.prefix(8).map { abs($0.value) }.min() ?? 0
      #expect(all.terms.count { abs($0.value) > least } == 7)
    }
  }

  /// A term leads to a number that has the value of its factor.
  @Test func termsLeadOn() throws {
    let trace = try Models.trained("pad-digits").network.trace(try centredSeven)
    for term in try origin(3, [9, 10, 4]).terms {
      guard let factor = term.factors.first, let place = factor.site else { continue }
      #expect(place.stage == 2)
      #expect(trace.value(at: .activation(stage: place.stage, place.index)) == factor.value)
    }
  }

  /// By hand: conv 2 (9, 10) looks at 3×3 of ReLU 1, those at 5×5 pixels; conv 1 is `full`, so its
  /// rows are two further down than the image's, and at the edge the image ends first.
  @Test func receptiveFields() throws {
    #expect(
      try origin(3, [9, 10, 4]).field == [
        .init(stage: 2, rows: [9, 12], columns: [10, 13]),
        .init(stage: 1, rows: [9, 12], columns: [10, 13]),
        .init(stage: 0, rows: [7, 12], columns: [8, 13]),
      ])
    #expect(
      try origin(1, [0, 29, 0]).field == [.init(stage: 0, rows: [0, 1], columns: [27, 28])])
    // A pooled number: 2×2 of the maps, 4×4 of conv 1, 6×6 pixels.
    #expect(
      try origin(5, [4, 5, 4]).field == [
        .init(stage: 4, rows: [8, 10], columns: [10, 12]),
        .init(stage: 3, rows: [8, 10], columns: [10, 12]),
        .init(stage: 2, rows: [8, 12], columns: [10, 14]),
        .init(stage: 1, rows: [8, 12], columns: [10, 14]),
        .init(stage: 0, rows: [6, 12], columns: [8, 14]),
      ])
    let whole = try origin(12, [7]).field
    #expect(whole.map(\.stage) == Array((0...11).reversed()))
    #expect(whole[0].items == [0, 10] && whole[4].items == [0, 6272])
    #expect(whole[11] == .init(stage: 0, rows: [0, 28], columns: [0, 28]))
    #expect(try origin(0, [3, 3, 0]).field.isEmpty)
  }
}
