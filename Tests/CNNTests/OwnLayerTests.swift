import CNN
import Explain
import Testing

@testable import OwnLayer

/// Layers as a reader would write them, who knows no more than what is public.
@Suite struct OwnLayerTests {
  /// As small as a layer can be.
  struct Halve: Layer {
    let kind = "halve"
    func outputShape(for input: Shape) -> Shape { input }
    func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
      for i in x.scalars.indices { y.scalars[i] = x.scalars[i] / 2 }
    }
    func backward(
      _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
      scratch: inout Scratch, _ pass: Pass
    ) {
      for i in dy.scalars.indices { dx?.scalars[i] = dy.scalars[i] / 2 }
    }
  }

  @Test func needsNoExplanation() throws {
    let network = try Network(input: [2], seed: 1, [Halve(), ReLU(), Halve()])
    let trace = try network.trace(Tensor([2], [3, 8]), outputGradient: Tensor([2], [4, 8]))
    #expect(trace.output.scalars == [0.75, 2])
    #expect(try trace.gradient("in").scalars == [1, 2])
    // This layer cannot explain its numbers; the layers around it can.
    let silent = trace.explain(try trace.site("halve2", [1]))
    #expect(silent.rule == .untold && silent.value == 2)
    #expect("\(silent)" == "halve2[1] = 2   its layer does not explain it")
    #expect(trace.explain(try trace.site("relu1", [1])).rule == .gate)
    #expect(trace.unfold(try trace.site("relu1", [1]), depth: 3).contains("relu1[1] = 4"))
    #expect(trace.explain(try trace.site("in", [0]).gradient).rule == .untold)
    #expect(network.summary().contains("halve1"))
    #expect(network.multiplyAdds(ofLayer: 0) == 0)
  }

  /// The template of Tests/Beside, built as a lesson's files are: all that is not marked otherwise
  /// belongs to the main actor, and a plain struct is a layer all the same.
  @Test(arguments: [1, 3])
  func template(_ workers: Int) throws {
    let network = try Network(
      input: [4, 4, 1], seed: 1,
      [Convolution(2, 2), Scale(), ReLU(), Flatten(), Dense(3), Softmax()])
    let images = numbers([5, 4, 4, 1], 37)
    let pass = Pass(.training, workers: workers)
    for channel in 0..<2 {
      let check = try network.checkGradient(
        of: network.site("scale1", "factor", [channel]), images, labels: [0, 1, 2, 1, 0],
        step: 0.001, pass)
      #expect(check.relativeError < 1e-2, "\(check)")
    }
    #expect(network.multiplyAdds(ofLayer: 1) == 3 * 3 * 2)
    #expect(network.parameterCount == 10 + 2 + 18 * 3 + 3)
  }

  /// What is done wrong, and what is said of it. Each would otherwise be read beyond its end.
  enum Fault: String, CaseIterable, Codable {
    case otherShape, moreScalars, noInputGradient, otherInputGradient, oneGradientMore
    case otherGradient
  }

  struct Faulty: Layer {
    let kind = "faulty"
    var fault: Fault
    var parameters = [Parameter("weight", Tensor([3]))]
    func outputShape(for input: Shape) -> Shape { input }
    func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
      if fault == .otherShape { y = Tensor([x.shape[0], 1]) }
      if fault == .moreScalars { y.scalars.append(0) }
    }
    func backward(
      _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
      scratch: inout Scratch, _ pass: Pass
    ) {
      switch fault {
      case .noInputGradient: dx = nil
      case .otherInputGradient: dx = Tensor([5])
      case .oneGradientMore: gradients.append(Tensor([1]))
      case .otherGradient: gradients[0] = Tensor([4])
      case .otherShape, .moreScalars: break
      }
    }
  }

  private static func provoke(_ fault: Fault) throws {
    let network = try Network(
      input: [4], seed: 1, [Dense(4), Faulty(fault: fault), Dense(2), Softmax()])
    _ = try network.trace(Tensor([4]), label: 1)
  }

  private func expect(_ sentence: String, _ result: ExitTest.Result?) throws {
    let said = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(said.contains(sentence), "\(said.prefix(400))")
  }

  @Test func wrongShapesStop() async throws {
    try expect(
      "faulty1 left an output of shape 1×1; it must be 1×4.",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        try Self.provoke(.otherShape)
      })
    try expect(
      "faulty1 left an output of shape 1×4 with 5 scalars; it must be 1×4.",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        try Self.provoke(.moreScalars)
      })
    try expect(
      "faulty1 left an input gradient of shape 0; it must be 1×4.",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        try Self.provoke(.noInputGradient)
      })
    try expect(
      "faulty1 left an input gradient of shape 5; it must be 1×4.",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        try Self.provoke(.otherInputGradient)
      })
    try expect(
      "faulty1 left 2 gradients for 1 parameters.",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        try Self.provoke(.oneGradientMore)
      })
    try expect(
      "faulty1 left a gradient of weight of shape 4; it must be 3.",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        try Self.provoke(.otherGradient)
      })
  }

  @Test func whatIsNotThereStopsWithASentence() async throws {
    try expect(
      "A conv layer has no weights yet. Put it into a Network",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Convolution(8, 3).weight
      })
    try expect(
      "is not a place in a network with the stages in, relu1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let network = try Network(input: [4], seed: 1, [ReLU()])
        _ = try network.trace(Tensor([4])).explain(.activation(stage: 7, [0]))
      })
    try expect(
      "is outside of the shape 4 there; indices begin at 0.",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let network = try Network(input: [4], seed: 1, [ReLU()])
        _ = try network.trace(Tensor([4])).explain(.activation(stage: 1, [5]))
      })
    try expect(
      "A gradient of shape 4×3 with 11 scalars does not fit weights of 4×3.",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var network = try Network(input: [4], seed: 1, [Dense(3)])
        var gradient = Tensor([4, 3])
        gradient.scalars.removeLast()
        network.update(0, 0, with: gradient) { _, _ in }
      })
    try expect(
      "A tensor of shape 2×3 has no channel 0.",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([2, 3]).channel(0)
      })
    try expect(
      "there is no layer “conv2”; the names are conv1.",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var network = try Network(input: [4, 4, 1], seed: 1, [Convolution(1, 3)])
        network["conv2", "weight"][0, 0, 0, 0] += 1
      })
    try expect(
      "conv1.weight needs the shape 3×3×1×1, not 2.",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var network = try Network(input: [4, 4, 1], seed: 1, [Convolution(1, 3)])
        network["conv1", "weight"] = Tensor([2])
      })
  }
}
