import CNN
import Foundation
import Printing
import Testing

@testable import Explain

@Suite struct ExplanationTests {
  private let image = Tensor(rows: [[1, 1, 1, 1], [0, 0, 0, 1], [0, 0, 1, 0], [0, 0.5, 0, 0]])

  @Test func workedByHand() throws {
    let layer = try Convolution(weights: [[-1, 1], [2, 0]], bias: -1)
    let trace = try Network(input: [4, 4, 1], seed: 1, [layer]).trace(image)
    let text = trace.explain(.activation(stage: 1, [1, 2, 0])).description
    let expected = """
      conv1(1,2)   valid, window on rows 1…2, columns 2…3
                                 product  so far
       in(1,2)    black                0       0
       in(1,3)  255/255  1 × +1       +1      +1
       in(2,2)  255/255  1 × +2       +2      +3
       in(2,3)    black                0      +3
       bias                           −1      +2
       stored 2; printed terms sum to 2 (exactly)
      """
    #expect(text == expected, "got\n\(text)")
  }

  /// The products that a printed explanation shows, rounded as they are, make its printed sum.
  @Test(arguments: 0..<40)
  func printedTermsAddUp(_ number: Int) throws {
    let random = Random(seed: 11).stream(number)
    let network = try Network(
      input: [7, 7, 3], seed: UInt64(number), [Convolution(4, 3, padding: .full), ReLU()])
    let image = Tensor([7, 7, 3], (0..<147).map { max(0, random.normal($0)) })
    let dy = Tensor([9, 9, 4], (0..<324).map { random.normal(1000 + $0) })
    let trace = try network.trace(image, outputGradient: dy)
    let sites: [Site] = [
      .activation(stage: 1, [number % 9, (number * 5) % 9, number % 4]),
      .gradient(stage: 0, [number % 7, (number * 3) % 7, number % 3]),
      .parameterGradient(layer: 0, parameter: 0, [number % 3, 1, number % 3, number % 4]),
      .parameterGradient(layer: 0, parameter: 1, [number % 4]),
    ]
    for site in sites {
      let explanation = trace.explain(site)
      let notes = explanation.terms.map(\.note)
      let live = notes.count { $0 == nil }
      // Neighbours with the same note are one line; all with the same note, if terms are left out.
      let runs = notes.indices.count { notes[$0] != nil && ($0 == 0 || notes[$0 - 1] != notes[$0]) }
      for keep in [3, 27, 1000] {
        let text = explanation.worked(keep: keep)
        let lines = text.split(separator: "\n").dropFirst(2).dropLast()
        let columns = try lines.map { line in
          try line.split(separator: " ").suffix(2).map { try #require(Self.units(String($0))) }
        }
        var total = 0
        for column in columns {
          total += column[0]
          #expect(column[1] == total, "running total in\n\(text)")
        }
        let last = try #require(text.split(separator: "\n").last)
        let sum = try #require(last.firstMatch(of: /sum to ([−0-9.]+)/)?.1)
        #expect(Self.units(String(sum)) == total, "\(text)")
        let places = sum.split(separator: ".").dropFirst().first?.count ?? 0
        let unit = pow(10, -Double(places))
        let rounding = abs(Double(total) / 1e9 - Double(explanation.stored))
        #expect(rounding <= unit / 2 * Double(lines.count) + explanation.tolerance + 1e-12)
        let expected = live > keep ? keep + Set(notes.compactMap(\.self)).count + 1 : live + runs
        #expect(lines.count == expected, "\(text)")
      }
    }
  }

  /// Billionths.
  private static func units(_ text: String) -> Int? {
    Double(text.replacing("−", with: "-").replacing("+", with: "")).map {
      Int(($0 * 1e9).rounded())
    }
  }

  @Test func whatIsGiven() throws {
    let trace = try Network(input: [4, 4, 1], seed: 1, [ReLU()]).trace(image)
    let pixel = trace.explain(.activation(stage: 0, [3, 1, 0]))
    #expect(pixel.rule == .given)
    #expect(pixel.value == 0.5)
    let gate = trace.explain(.activation(stage: 1, [3, 1, 0]))
    #expect(gate.rule == .gate)
    #expect(gate.value == 0.5)
    #expect(gate.terms[0].factors[0].site == .activation(stage: 0, [3, 1, 0]))
  }

  @Test func occlusionNeedsAnImage() throws {
    let network = try Network(input: [4, 4, 1], seed: 1, [Flatten(), Dense(2), Softmax()])
    func occlude(_ image: Tensor) throws(ShapeError) -> Occlusion {
      try Occlusion(of: image, in: network, class: 1, patch: 2, step: 1)
    }
    #expect(try occlude(image).lost.map(\.count) == [4, 4, 4, 4])
    for shape: Shape in [[16], [4, 4]] {
      let error = #expect(throws: ShapeError.self) { try occlude(image.reshaped(shape)) }
      #expect(
        error?.reason == "occlusion needs an image of rows, columns and channels, not \(shape)")
    }
    #expect(throws: ShapeError.self) { try occlude(Tensor([4, 5, 1])) }
  }

  @Test func names() throws {
    let network = try Network(input: [6, 6, 1], seed: 1, [Convolution(2, 3), Convolution(3, 3)])
    let trace = try network.trace(Tensor([6, 6, 1]))
    let names = [
      Site.activation(stage: 0, [1, 2, 0]), .activation(stage: 2, [0, 1, 2]),
      .parameter(layer: 0, parameter: 0, [0, 1, 0, 1]),
      .parameterGradient(layer: 1, parameter: 0, [0, 1, 1, 2]),
      .gradient(stage: 1, [3, 3, 0]), .parameter(layer: 1, parameter: 1, [2]),
    ].map(trace.name)
    #expect(
      names == [
        "in(1,2)", "conv2 map 2 (0,1)", "conv1.weight[1; 0,1]", "∂loss/∂conv2.weight[2, 1; 0,1]",
        "∂loss/∂conv1 map 0 (3,3)", "conv2.bias[2]",
      ])
  }

  @Test func spans() {
    #expect(Explanation.span("in(6,9)", "in(6,11)") == "in(6,9…11)")
    #expect(Explanation.span("in(6,9)", "in(7,11)") == "in(6,9) … in(7,11)")
    #expect(Explanation.span("in(-2,-2)", "in(-2,-1)") == "in(-2,-2…-1)")
  }

  @Test(arguments: [
    (0.5922, 4, false, "0.5922"), (-0.28244, 4, true, "−0.2824"), (0.00001, 4, true, "0.0000"),
    (-0.00001, 2, true, "0.00"), (12, 0, true, "+12"), (0.5, 0, false, "1"),
    (1e20, 2, false, "1e+20"),
    (.nan, 2, false, "nan"), (-.infinity, 2, false, "-inf"),
  ])
  func fixed(_ value: Double, _ places: Int, _ signed: Bool, _ expected: String) {
    #expect(value.fixed(places, signed: signed) == expected)
  }
}
