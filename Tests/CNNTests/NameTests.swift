import CNN
import Explain
import Testing

/// Stages, layers and weights by their names.
@Suite struct NameTests {
  private func network() throws -> Network {
    try Network(
      input: [6, 6, 1], seed: 1,
      [Convolution(2, 3), ReLU(), MaxPooling(2), Flatten(), Dense(5), Softmax()])
  }

  @Test func stagesAndGradients() throws {
    let network = try network()
    let trace = try network.trace(numbers([6, 6, 1], 37), label: 3)
    #expect(network.stages == ["in", "conv1", "relu1", "pool1", "flatten1", "dense1", "softmax1"])
    for (stage, name) in network.stages.enumerated() {
      #expect(try trace[name] == trace.activations[stage])
      #expect(try network.stage(name) == stage)
    }
    #expect(try trace.gradient("relu1") == trace.gradients[2])
    // Softmax and loss are passed in one step, so there is none between them.
    let missing = #expect(throws: NameError.self) { try trace.gradient("softmax1") }
    #expect(
      missing?.description == "the trace has no gradient of softmax1: softmax and loss are one "
        + "step, so the gradient begins at the scores")
    let forward = try network.trace(Tensor([6, 6, 1]))
    let untraced = #expect(throws: NameError.self) { try forward.gradient("softmax1") }
    #expect(
      untraced?.description
        == "the trace has no gradient of softmax1; trace the image with a label")
    #expect(throws: NameError.self) { try forward.gradient("dense1", "bias") }
    #expect(try trace.gradient("dense1", "bias") == trace.parameterGradients[4][1])
    var tape = Tape()
    try network.forward(numbers([2, 6, 6, 1], 37), tape: &tape)
    #expect(try tape["pool1"] == tape.activations[3])
  }

  @Test func whatThereIsIsSaid() throws {
    let trace = try network().trace(Tensor([6, 6, 1]))
    func sentence(_ body: () throws -> Void) -> String {
      do { try body() } catch { return "\(error)" }
      return "fine"
    }
    let stages = "the names are in, conv1, relu1, pool1, flatten1, dense1, softmax1"
    #expect(sentence { _ = try trace["relu2"] } == "there is no stage “relu2”; \(stages)")
    #expect(
      sentence { _ = try trace.gradient("dense1", "weights") }
        == "there is no parameter of dense1 “weights”; the names are weight, bias")
    #expect(
      sentence { _ = try trace.gradient("relu1", "weight") }
        == "there is no parameter of relu1 “weight”; it has none")
    #expect(
      sentence { _ = try trace.site("conv1", [4, 0, 0]) }
        == "[4, 0, 0] is outside of conv1, whose shape is 4×4×2; indices begin at 0")
    #expect(
      sentence { _ = try trace.site("conv1", "weight", [0, 0, 0]) }
        == "[0, 0, 0] is outside of conv1.weight, whose shape is 3×3×1×2; indices begin at 0")
    #expect(
      sentence { _ = try trace.network.part(from: "dense1", to: "relu1") }
        == "there is no layer between dense1 and relu1")
  }

  /// A weight is changed where it lies: the tensor is not copied for it.
  @Test func weightsInPlace() throws {
    var network = try Network.walkthrough(seed: 1)
    let before = network
    func address() -> UnsafeRawPointer? {
      let layer = network.layers[7]
      return layer.parameters[0].value.scalars.withUnsafeBytes { $0.baseAddress }
    }
    network["dense1", "weight"][17, 5] += 0.5
    let place = address()
    for n in 0..<1000 { network["dense1", "weight"][n, n % 64] += 0.25 }
    #expect(address() == place)
    #expect(network["dense1", "weight"][999, 39] == before["dense1", "weight"][999, 39] + 0.25)
    #expect(network["conv1", "bias"] == before["conv1", "bias"])
    let site = try network.site("dense1", "weight", [999, 39])
    #expect(
      try network.trace(Tensor([28, 28, 1])).value(at: site) == network["dense1", "weight"][999, 39]
    )
  }

  @Test func sitesAndTheirGradients() throws {
    let trace = try network().trace(numbers([6, 6, 1], 37), label: 3)
    let weight = try trace.site("conv1", "weight", [1, 0, 0, 1])
    #expect(trace.name(of: weight.gradient) == "∂loss/∂conv1.weight[1; 1,0]")
    #expect(weight.gradient.gradient == weight.gradient)
    #expect(trace.value(at: weight.gradient) == (try trace.gradient("conv1", "weight"))[1, 0, 0, 1])
    #expect(try trace.site("in", [2, 3, 0]) == .activation(stage: 0, [2, 3, 0]))
  }

  /// Without a softmax at the end nothing is taken for scores.
  @Test func scoresNeedASoftmax() throws {
    let open = try Network(input: [4], seed: 1, [Dense(3), ReLU()])
    let trace = try open.trace(Tensor([4]))
    #expect(throws: ShapeError.self) { try trace.scores }
    #expect(throws: ShapeError.self) { try trace.winningScore }
    #expect(throws: ShapeError.self) { try open.scorer }
    #expect(throws: ShapeError("relu1", "scores and a loss need a softmax as the last layer")) {
      try open.scoresStage
    }
    #expect(trace.loss == nil)
    let network = try network()
    #expect(try network.scorer.names == network.names.dropLast())
    let image = numbers([6, 6, 1], 37)
    #expect(try network.scorer.trace(image).output == network.trace(image).scores)
    let rest = try network.part(from: "relu1", to: "dense1")
    #expect(try rest.trace(network.trace(image)["relu1"]).output == network.trace(image).scores)
  }
}
