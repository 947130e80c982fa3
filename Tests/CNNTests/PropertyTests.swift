import Explain
import Testing

@testable import CNN

/// Whatever the shapes: the fast way is what the slow, explained way says, number by number.
@Suite struct PropertyTests {
  @Test(arguments: 0..<60)
  func convolutionsAreWhatTheyExplain(_ number: Int) throws {
    let random = Random(seed: 7).stream(number)
    func pick(_ range: ClosedRange<Int>, _ what: Int) -> Int {
      range.lowerBound + Int(random.bits(what) % UInt64(range.count))
    }
    let padding = Padding.allCases[pick(0...2, 0)]
    let size = Size(pick(1...4, 1), pick(1...4, 2))
    let input: Shape = [
      size.rows + pick(0...4, 3), size.columns + pick(0...4, 4), pick(1...3, 5),
    ]
    let layer = Convolution(
      pick(1...5, 6), size, stride: Size(pick(1...3, 7), pick(1...3, 8)), padding: padding)
    let network = try Network(input: input, seed: UInt64(number), [layer, ReLU()])
    try expectExplained(network, random: random.stream(1))
  }

  @Test(arguments: 0..<30)
  func stacksAreWhatTheyExplain(_ number: Int) throws {
    let random = Random(seed: 8).stream(number)
    func pick(_ range: ClosedRange<Int>, _ what: Int) -> Int {
      range.lowerBound + Int(random.bits(what) % UInt64(range.count))
    }
    let size = Size(pick(1...3, 1), pick(1...3, 2))
    let stride = Size(pick(1...3, 3), pick(1...3, 4))
    let pooling: [any Layer] = [
      MaxPooling(size, stride: stride), AveragePooling(size, stride: stride),
    ]
    let network = try Network(
      input: [pick(5...9, 5), pick(5...9, 6), pick(1...3, 7)], seed: UInt64(number),
      [
        Convolution(3, Size(2, 3), padding: .full), ReLU(slope: number.isMultiple(of: 2) ? 0 : 0.2),
        Convolution(2, 2), ReLU(), pooling[pick(0...1, 8)], Dropout(0.25), Flatten(),
        Dense(pick(1...6, 9)), ReLU(), Dropout(0.5), Dense(pick(2...5, 10)), Softmax(),
      ])
    // Once with a gradient at the output, once with a loss.
    try expectExplained(network, random: random.stream(1), Pass(.training, seed: 3, step: number))
    try expectExplained(network, random: random.stream(2), label: 1, Pass(.training, seed: 3))
  }

  /// Checks every activation, gradient and weight gradient of one image against `explain`.
  private func expectExplained(
    _ network: Network, random: Random, label: Int? = nil, _ pass: Pass = Pass(.training)
  ) throws {
    let image = Tensor(
      network.shapes[0], (0..<network.shapes[0].count).map { random.normal($0) })
    let last = network.shapes[network.layers.count]
    let dy = Tensor(last, (0..<last.count).map { random.normal(10_000 + $0) })
    let trace =
      if let label { try network.trace(image, label: label, pass) } else {
        try network.trace(image, outputGradient: dy, pass)
      }
    var checked = 0
    for stage in network.shapes.indices {
      for offset in 0..<network.shapes[stage].count {
        let index = network.shapes[stage].index(at: offset)
        expectExplained(.activation(stage: stage, index), trace)
        if trace.gradients[stage] != nil { expectExplained(.gradient(stage: stage, index), trace) }
        checked += 1
      }
    }
    for (number, layer) in network.layers.enumerated() {
      for (parameter, tensor) in layer.parameters.map(\.value).enumerated() {
        for offset in 0..<tensor.shape.count {
          let index = tensor.shape.index(at: offset)
          expectExplained(
            .parameterGradient(layer: number, parameter: parameter, index), trace)
          checked += 1
        }
      }
    }
    #expect(checked > 0)
  }

  private func expectExplained(_ site: Site, _ trace: Trace) {
    let explanation = trace.explain(site)
    let error = abs(explanation.value - Double(trace.value(at: site)))
    if !(error <= explanation.tolerance) {
      Issue.record(
        "\(trace.name(of: site)): explained as \(explanation.value), stored \(trace.value(at: site))"
      )
    }
  }

  /// A batch is so many single images: the same bits, whatever the number of workers.
  @Test(arguments: [1, 2, 3, 8])
  func batchesAndWorkers(_ workers: Int) throws {
    let network = try Network(
      input: [7, 6, 2], seed: 5, [Convolution(3, 3, padding: .same), ReLU(), Convolution(4, 2)])
    let x = numbers([37, 7, 6, 2], 37)
    let dy = numbers(network.shapes[3].batch(of: 37), 71)
    let one = try run(network, x, dy: dy, Pass(.training, workers: 1))
    let many = try run(network, x, dy: dy, Pass(.training, workers: workers))
    #expect(one.activations == many.activations)
    #expect(one.activationGradients == many.activationGradients)
    #expect(one.parameterGradients == many.parameterGradients)
    let size = network.shapes[0].count
    let third = Tensor(network.shapes[0], Array(x.scalars[2 * size..<3 * size]))
    let single = try network.trace(third).output.scalars
    #expect(single == Array(one.output.scalars[2 * single.count..<3 * single.count]))
  }

  @Test func tapesKeepTheirMemory() throws {
    let network = try Network(input: [6, 6, 1], seed: 1, [Convolution(2, 3), ReLU()])
    var tape = Tape()
    let x = numbers([4, 6, 6, 1], 37)
    let dy = numbers(network.shapes[2].batch(of: 4), 71)
    func addresses() -> [UnsafeRawPointer?] {
      tape.activations.dropFirst().map { $0.scalars.withUnsafeBytes { $0.baseAddress } }
        + tape.parameterGradients[0].map { $0.scalars.withUnsafeBytes { $0.baseAddress } }
        + [tape.activationGradients[1]?.scalars.withUnsafeBytes { $0.baseAddress }]
    }
    try network.forward(x, tape: &tape)
    try network.backward(dy, tape: &tape)
    let before = addresses()
    for _ in 0..<3 {
      try network.forward(x, tape: &tape)
      try network.backward(dy, tape: &tape)
    }
    #expect(addresses() == before)
  }
}
