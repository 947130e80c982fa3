import CNN
import Figures
import Testing

@testable import Pictures

/// Maps that are taken from a trace hold its numbers, and say which they are.
@Suite struct TracedFigureTests {
  private func trace() throws -> Trace {
    let network = try Network(
      input: [4, 4, 1], seed: 1,
      [Convolution(3, 2), ReLU(), MaxPooling(2), Flatten(), Dense(2), Softmax()])
    return try network.trace(FigureExamples.image.reshaped([4, 4, 1]), label: 0)
  }

  @Test func activations() throws {
    let trace = try trace()
    let map = try #require(
      try Figure.activation(trace, "conv1", channel: 2, rows: 1..<3, columns: 0..<2).maps.first)
    #expect(map.origin == .activation("conv1", channel: 2, row: 1, column: 0))
    #expect(map.numbers.shape == [2, 2, 1])
    #expect(map.numbers[1, 1, 0] == trace.activations[1][2, 1, 2])
    #expect(try Figure.activation(trace, "in").maps[0].scale == .pixels)
    let list = try Figure.activation(trace, "dense1").maps[0]
    #expect(list.origin == .activation("dense1"))
    #expect(list.numbers.shape == [1, 2, 1])
  }

  @Test func gradients() throws {
    let trace = try trace()
    let map = try Figure.gradient(trace, "relu1", channel: 1).maps[0]
    #expect(map.origin == .gradient("relu1", channel: 1))
    #expect(map.numbers == trace.gradients[2]?.channel(1))
  }

  @Test func kernels() throws {
    let trace = try trace()
    let kernel = try Figure.kernel(trace.network, "conv1", 2).maps[0]
    let weights = trace.network.layers[0].parameters[0].value
    #expect(kernel.origin == .parameter("conv1", kernel: 2, channel: 0))
    #expect(kernel.numbers[1, 0, 0] == weights[1, 0, 0, 2])
    let gradient = try Figure.kernelGradient(trace, "conv1", 2).maps[0]
    #expect(gradient.numbers[1, 0, 0] == trace.parameterGradients[0][0][1, 0, 0, 2])
  }
}
