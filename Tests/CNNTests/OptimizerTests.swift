import Testing

@testable import CNN

/// An optimizer whose memory does not fit begins anew.
@Suite struct OptimizerTests {
  private func gradients(of network: Network) throws -> [[Tensor]] {
    var tape = try run(network, numbers([3, 4], 37))
    try network.backward(from: [0, 1, 0], tape: &tape)
    return tape.parameterGradients
  }

  private func parameters(of network: Network) -> [[Parameter]] {
    network.layers.map { $0.parameters }
  }

  /// A memory that lacks scalars is not read beyond its end.
  @Test(arguments: ["sgd", "adam"])
  func scalarsThatAreMissing(_ name: String) throws {
    let start = try Network(input: [4], seed: 1, [Dense(3), Softmax()])
    let gradients = try gradients(of: start)
    var optimizer: any Optimizer = name == "sgd" ? SGD(rate: 0.1, momentum: 0.5) : Adam()
    var (first, second) = (start, start)
    optimizer.step(&first, gradients)
    var memory = optimizer.memory
    for number in memory.numbers.indices {
      memory.numbers[number].tensors[0][0].scalars.removeLast()
    }
    optimizer.memory = memory
    optimizer.step(&second, gradients)
    #expect(parameters(of: second) == parameters(of: first))
  }

  /// A layer that was frozen has no means yet. Adam counts the steps of all layers together, so the
  /// others begin anew with it.
  @Test func adamBeginsAnewWithALayer() throws {
    var network = try Network(input: [4], seed: 1, [Dense(3), Dense(2), Softmax()])
    var used = Adam()
    for _ in 0..<3 {
      used.step(&network, [try gradients(of: network)[0], [], []])
    }
    let gradients = try gradients(of: network)
    var (fresh, other) = (Adam(), network)
    fresh.step(&other, gradients)
    used.step(&network, gradients)
    #expect(parameters(of: network) == parameters(of: other))
  }
}
