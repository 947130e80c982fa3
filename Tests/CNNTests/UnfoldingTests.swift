import Explain
import Testing

@testable import CNN

@Suite struct UnfoldingTests {
  /// The little seven with the loss of its right class, 0.
  private func tracedSeven() throws -> Trace {
    let (network, image) = try littleSeven()
    return try network.trace(image, label: 0)
  }

  @Test func oneProbabilityToThePixels() throws {
    let text = try tracedSeven().unfold(.activation(stage: 6, [0]), depth: 4, keep: 1)
    let expected = """
      softmax1[0]   one of 2 shares
       dense1[0]  exp(1.000000 − 2.000000)  0.367879  ←
       dense1[1]  exp(2.000000 − 2.000000)  1.000000
       sum                                  1.367879
       0.367879 / 1.367879 = 0.268941; stored 0.268941 (the same)
          dense1[0]
                                            product  so far
           flatten1[0]      zero                  0       0
           flatten1[1]            2 × +1.0       +2      +2
                        3 others                 −1      +1
           stored 1; printed terms sum to 1 (exactly)
              flatten1[1] = 2   taken from pool1(0,1)
              pool1(0,1)   the largest of 4
               relu1(0,1)  0
               relu1(0,2)  0
               relu1(1,1)  0
               relu1(1,2)  2  ←
               stored 2
                  relu1(1,2) = 2   conv1(1,2) = 2 passes
                  conv1(1,2)   valid, window on rows 1…2, columns 2…3
                                              product  so far
                             2 black                0       0
                   in(2,2)   255/255  1 × +2       +2      +2
                            2 others                0      +2
                   stored 2; printed terms sum to 2 (exactly)
      """
    let plain = text.split(separator: "\n").map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
    #expect(plain == expected, "got\n\(plain)")
  }

  /// The calculations of `oneProbabilityToThePixels` have 5, 6, 1, 6, 1 and 6 lines. One that would
  /// be too many is left out, and so is all that would follow.
  @Test(arguments: [(4, 0), (5, 5), (10, 5), (11, 11), (17, 12), (24, 19), (25, 25)])
  func linesAreLimited(_ most: Int, _ shown: Int) throws {
    let trace = try tracedSeven()
    let site = Site.activation(stage: 6, [0])
    let all = trace.unfold(site, depth: 4, keep: 1).split(separator: "\n").map(String.init)
    let text = trace.unfold(site, depth: 4, keep: 1, most: most)
    let last = shown == all.count ? [] : ["… the rest is left out: \(most) lines are the most"]
    #expect(text.split(separator: "\n").map(String.init) == all.prefix(shown) + last)
  }

  @Test func blameIsUnfoldedToo() throws {
    let trace = try tracedSeven()
    let score = trace.explain(.gradient(stage: 5, [0]))
    #expect(score.description.contains("softmax1[0]"))
    #expect(score.description.contains("right answer"))
    #expect(abs(score.value + 0.731059) < 1e-6)
    let text = trace.unfold(.parameterGradient(layer: 0, parameter: 0, [0, 1, 0, 0]), depth: 6)
    for part in ["∂loss/∂conv1.weight[0; 0,1]", "∂loss/∂relu1(1,2) = ", "∂loss/∂dense1[0]"] {
      #expect(text.contains(part), "\(part) is missing in\n\(text)")
    }
  }

  @Test func routes() throws {
    let trace = try tracedSeven()
    #expect(try trace.winningScore == trace.site("dense1", [1]))
    let route = trace.route(from: .activation(stage: 5, [0]))
    #expect(
      route.map(\.explanation.name) == [
        "dense1[0]", "flatten1[1]", "pool1(0,1)", "relu1(1,2)", "conv1(1,2)",
      ])
    #expect(route.last?.term.name == "in(2,2)")
    // 2 of the terms 2, 1 and −2; the winner alone; 2 of 1, 2 and −1.
    #expect(route.map { ($0.share * 100).rounded() } == [40, 100, 100, 100, 50])
  }

  /// Small numbers keep digits that can be seen.
  @Test func tinyNumbers() throws {
    let dense = Dense(weights: Tensor([2, 1], [3.3e-9, -1.25e-9]), bias: [0])
    let trace = try Network(input: [2], seed: 1, [dense]).trace(Tensor([2], [0.5, 0.25]))
    let text = trace.explain(.activation(stage: 1, [0])).description
    #expect(text.contains("+0.0000000017"), "\(text)")
    #expect(text.contains("sum to 0.0000000014") || text.contains("sum to 0.0000000013"), "\(text)")
  }
}
