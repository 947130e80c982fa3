import Exchange
import Explain
import Foundation
import Testing

@testable import CNN

/// The lessons' architecture, small, against PyTorch; the numbers were made by
/// Fixtures/network.py, in the main
///
///     x = torch.relu(self.conv2(torch.relu(self.conv1(x))))
///     x = torch.max_pool2d(x, 2).flatten(1)
///     scores = self.dense2(torch.relu(self.dense1(x)))
///     loss = nn.functional.cross_entropy(scores, labels)
///     loss.backward()
@Suite struct NetworkTests {
  struct Fixture: Decodable {
    struct Run: Decodable {
      var losses: [Float]
      var weights: [String: [Float]]
    }
    var scores, probabilities, images: [Float]
    var loss: Float
    var gradients: [String: [Float]]
    var sgd, adam: Run
  }

  private static let count = 7
  private let labels = (0..<count).map { $0 * 3 % 5 }
  private let images = Tensor(
    [count, 12, 12, 1], (0..<count * 144).map { max(Float(($0 * 37) % 101 - 50) / 25, 0) })

  /// The network with the weights that PyTorch began with.
  private func network() throws -> Network {
    var network = try Network(
      input: [12, 12, 1], seed: 1,
      [
        Convolution(3, 3, padding: .full), ReLU(), Convolution(4, 3), ReLU(), MaxPooling(2),
        Flatten(), Dense(6), ReLU(), Dense(5), Softmax(),
      ])
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/network.safetensors")
    try network.load(try Safetensors.decode([UInt8](Data(contentsOf: url))))
    return network
  }

  /// The gradients on a tape under PyTorch's names, in its layout and order.
  private func named(_ gradients: [[Tensor]], of network: Network) -> [String: Tensor] {
    var carrier = network
    for layer in gradients.indices {
      for p in gradients[layer].indices {
        carrier.layers[layer].parameters[p].value = gradients[layer][p]
      }
    }
    return Dictionary(uniqueKeysWithValues: carrier.weights.map { ($0.name, $0.tensor) })
  }

  @Test func likePyTorch() throws {
    let expected = try fixture("network", as: Fixture.self)
    let network = try network()
    var tape = try run(network, images)
    expectClose(try tape["dense2"], expected.scores, within: 1e-5, "scores")
    expectClose(tape.output, expected.probabilities, within: 1e-5, "probabilities")
    let loss = try network.backward(from: labels, tape: &tape, inputGradient: true)
    #expect(abs(loss - expected.loss) < 1e-5, "expected \(expected.loss), got \(loss)")
    expectClose(try #require(tape.activationGradients[0]), expected.images, within: 1e-4, "images")
    let gradients = named(tape.parameterGradients, of: network)
    #expect(gradients.keys.sorted() == expected.gradients.keys.sorted())
    for (name, values) in expected.gradients {
      expectClose(try #require(gradients[name]), values, within: 1e-4, name)
    }
  }

  @Test(arguments: ["sgd", "adam"])
  func tenSteps(_ name: String) throws {
    let fixture = try fixture("network", as: Fixture.self)
    let expected = name == "sgd" ? fixture.sgd : fixture.adam
    var optimizer: any Optimizer =
      name == "sgd"
      ? SGD(rate: 0.05, momentum: 0.9, weightDecay: 0.01) : Adam(rate: 0.01, weightDecay: 0.01)
    var network = try network()
    var tape = Tape()
    var losses: [Float] = []
    for _ in 0..<10 {
      try network.forward(images, tape: &tape, Pass(.training))
      losses.append(try network.backward(from: labels, tape: &tape))
      optimizer.step(&network, tape.parameterGradients)
    }
    expectClose(Tensor([10], losses), expected.losses, within: 1e-4, "losses")
    for (parameter, tensor) in network.weights {
      let values = try #require(expected.weights[parameter])
      expectClose(tensor, values, within: 1e-4, parameter)
    }
  }

  /// Two runs, and any number of workers, leave the same bits after some steps with dropout.
  @Test(arguments: [1, 2, 3, 8])
  func sameBits(_ workers: Int) throws {
    func trained(_ workers: Int) throws -> [Tensor] {
      var network = try Network(
        Widths(kernels: (3, 5), units: 11), input: [9, 10, 1], classes: 5, seed: 2)
      var optimizer = SGD(rate: 0.05, momentum: 0.9)
      var tape = Tape()
      for step in 0..<4 {
        let images = numbers([37, 9, 10, 1], 37 + step)
        let pass = Pass(.training, seed: 2, step: step, workers: workers)
        try network.forward(images, tape: &tape, pass)
        try network.backward(from: (0..<37).map { $0 % 5 }, tape: &tape)
        optimizer.step(&network, tape.parameterGradients)
      }
      return network.weights.map(\.tensor)
    }
    let (one, again, many) = (try trained(1), try trained(1), try trained(workers))
    #expect(one == again)
    #expect(one == many)
  }

  /// After the first step nothing is allocated that grows with the batch: all tensors of a tape
  /// stay where they are.
  @Test(arguments: [1, 2]) func buffersAreKept(_ workers: Int) throws {
    var network = try Network(
      Widths(kernels: (3, 5), units: 11), input: [9, 10, 1], classes: 5, seed: 2)
    var optimizer = SGD(rate: 0.05, momentum: 0.9)
    var tape = Tape()
    var places: [[UnsafeRawPointer?]] = []
    for step in 0..<4 {
      let pass = Pass(.training, seed: 2, step: step, workers: workers)
      try network.forward(numbers([37, 9, 10, 1], step), tape: &tape, pass)
      try network.backward(from: (0..<37).map { $0 % 5 }, tape: &tape)
      optimizer.step(&network, tape.parameterGradients)
      // All but the images, which are the caller's.
      var tensors = Array(tape.stages.dropFirst()) + tape.shares.tapes.flatMap(\.stages)
      tensors += tape.stageGradients.compactMap { $0 }
      // What is lent to a core grows until it has had the largest share, in the first step or later.
      if workers == 1 { tensors += tape.shares.lent.joined().compactMap { $0 } }
      for tape in [tape] + tape.shares.tapes { tensors += tape.parameterGradients.joined() }
      for layer in network.layers { tensors += layer.parameters.map { $0.value } }
      let scratch = ([tape] + tape.shares.tapes).flatMap(\.scratch)
      let arrays = tensors.map(\.scalars) + scratch.flatMap(\.arrays)
      places.append(arrays.map { $0.withUnsafeBytes { $0.baseAddress } })
    }
    #expect(tape.shares.layers == 7)
    #expect(places[0].count > 200)
    for later in places.dropFirst() { #expect(later == places[0]) }
  }

  /// A batch that goes through the first layers in shares leaves the bits of one that stays whole:
  /// all stages, their gradients, and those of the weights.
  @Test(arguments: [16, 37, 64]) func sharesChangeNoBit(_ count: Int) throws {
    let widths = Widths(kernels: (3, 5), units: 11)
    let cut = try Network(widths, input: [9, 10, 1], classes: 5, seed: 2)
    var whole = try Network(
      input: [9, 10, 1], seed: 2, [Uncut()] + Network.layers(widths, classes: 5))
    for (number, layer) in cut.layers.enumerated() {
      whole.layers[number + 1].parameters = layer.parameters
    }
    var (first, second) = (Tape(), Tape())
    let images = numbers([count, 9, 10, 1], 3)
    let labels = (0..<count).map { $0 % 5 }
    for wanted in [true, false] {
      // Dropout's masks depend on a layer's number, and `whole` has one layer more: no dropout.
      try cut.forward(images, tape: &first, Pass(.inference, workers: 2))
      try whole.forward(images, tape: &second, Pass(.inference, workers: 1))
      try cut.backward(from: labels, tape: &first, inputGradient: wanted)
      try whole.backward(from: labels, tape: &second, inputGradient: true)
      #expect((first.shares.layers, second.shares.layers) == (7, 0))
      #expect(first.activations == Array(second.activations.dropFirst()))
      let gradients = first.activationGradients
      if wanted {
        #expect(gradients == Array(second.activationGradients.dropFirst()))
      } else {
        #expect(gradients.prefix(7).allSatisfy { $0 == nil })
      }
      #expect(first.parameterGradients == Array(second.parameterGradients.dropFirst()))
    }
  }

  /// Answering leaves the bits of `forward`, however many images and workers there are.
  @Test(arguments: [1, 7, 8, 9, 37], [1, 2, 3, 8])
  func answersAreThoseOfForward(_ count: Int, _ workers: Int) throws {
    let network = try Network(
      Widths(kernels: (3, 5), units: 11), input: [9, 10, 1], classes: 5, seed: 2)
    var tapes = Tapes()
    // Twice, with the same tapes and other images.
    for seed in [1, 2] {
      let images = numbers([count, 9, 10, 1], seed)
      #expect(try network.answer(images, tapes: &tapes, workers: workers) == network(images))
    }
    #expect(throws: ShapeError.self) { try network.answer(Tensor([1, 9, 9, 1]), tapes: &tapes) }
  }

  @Test func summaries() throws {
    let walkthrough = try Network.walkthrough(seed: 1)
    let course = try Network.course(seed: 1)
    // Kernels · window · channels + biases, and so on: counted by hand.
    #expect(walkthrough.parameterCount == 80 + 1168 + (14 * 14 * 16 * 64 + 64) + 650)
    #expect(course.parameterCount == 320 + 9248 + (14 * 14 * 32 * 128 + 128) + 1290)
    let lines = walkthrough.summary().split(separator: "\n").map { $0.split(separator: " ") }
    #expect(lines.contains(["conv2", "28×28×16", "1168"]))
    #expect(lines.contains(["dense1", "64", "200768"]))
    #expect(walkthrough.summary().hasSuffix("Total parameters: 202666"))
    #expect(
      walkthrough.names == [
        "conv1", "relu1", "conv2", "relu2", "pool1", "dropout1", "flatten1", "dense1", "relu3",
        "dropout2", "dense2", "softmax1",
      ])
  }

  @Test func classes() throws {
    let network = try Network(input: [3], seed: 1, [Softmax()])
    var tapes = Tapes()
    let answers = try network.classify(
      Tensor([3, 3], [1, 5, 2, 7, 7, 7, -3, -2, -1]), tapes: &tapes)
    #expect(answers == [1, 0, 2])
  }
}

/// A layer that changes nothing, and does not say that it takes images alone.
private struct Uncut: Layer {
  let kind = "uncut"
  func outputShape(for input: Shape) -> Shape { input }
  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) { y = x }
  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) { if dx != nil { dx = dy } }
}
