import Explain
import Testing

@testable import CNN

@Suite struct GradientTests {
  /// Every layer but softmax is linear between its kinks, so where no decision tips the slope is
  /// the gradient; softmax and the loss are smooth.
  private static let stacks: [(name: String, layers: [any Layer])] = [
    ("conv", [Convolution(3, 3, padding: .full), Flatten(), Dense(4), Softmax()]),
    ("relu", [Convolution(2, 3), ReLU(), Flatten(), Dense(4), Softmax()]),
    ("leaky", [Convolution(2, 3), ReLU(slope: 0.1), Flatten(), Dense(4), Softmax()]),
    (
      "overlapping max",
      [
        Convolution(2, 2), MaxPooling(3, stride: 2), Flatten(), Dense(4), Softmax(),
      ]
    ),
    ("average", [Convolution(2, 2), AveragePooling(2), Flatten(), Dense(4), Softmax()]),
    (
      "dropout",
      [
        Convolution(2, 2), Dropout(0.25), Flatten(), Dense(6), Dropout(0.5), Dense(4), Softmax(),
      ]
    ),
    (
      "all",
      [
        Convolution(3, 3, padding: .full), ReLU(), Convolution(4, 3), ReLU(), MaxPooling(2),
        Dropout(0.25), Flatten(), Dense(5), ReLU(), Dropout(0.5), Dense(4), Softmax(),
      ]
    ),
  ]

  @Test(arguments: stacks.map(\.name))
  func slopes(_ name: String) throws {
    let layers = try #require(Self.stacks.first { $0.name == name }).layers
    let network = try Network(input: [6, 7, 2], seed: 4, layers)
    let images = numbers([3, 6, 7, 2], 37)
    let pass = Pass(.training, seed: 9, step: 3)
    var (checked, kinked) = (0, 0)
    for (number, layer) in network.layers.enumerated() {
      for (p, parameter) in layer.parameters.enumerated() {
        let shape = parameter.value.shape
        for place in stride(from: 0, to: shape.count, by: max(1, shape.count / 12)) {
          let check = try network.checkGradient(
            of: .parameter(layer: number, parameter: p, shape.index(at: place)), images,
            labels: [0, 3, 1], step: 0.002, pass)
          if !check.kinks.isEmpty {
            kinked += 1
            continue
          }
          checked += 1
          let error = abs(check.gradient - check.slope)
          #expect(
            error < 2e-4 + 2e-3 * abs(check.gradient),
            "\(check.name): gradient \(check.gradient), slope \(check.slope)")
        }
      }
    }
    #expect(checked > 10 && checked > kinked, "\(checked) checked, \(kinked) at kinks")
  }

  /// The little seven, all of it: forward, loss, gradient, and the kinks of a long step.
  @Test func littleSevenByHand() throws {
    let (network, image) = try littleSeven()
    let trace = try network.trace(image, label: 0)
    #expect(try trace["flatten1"].scalars == [0, 2, 1, 2])
    #expect(try trace.scores.scalars == [1, 2])
    func rounded(_ values: [Float]) -> [Double] {
      values.map { (Double($0) * 1e4).rounded() / 1e4 }
    }
    #expect(rounded(trace.output.scalars) == [0.2689, 0.7311])
    #expect(rounded(try trace.gradient("conv1", "weight").scalars) == [0, -0.3655, -0.7311, 0])
    #expect(rounded(try trace.gradient("conv1", "bias").scalars) == [-0.3655])
    for (step, slope) in [(Float(1), -0.6201), (0.1, -0.7211), (0.01, -0.7301)] {
      var moved = network
      moved["conv1", "weight"][1, 0, 0, 0] += step
      let batch = image.reshaped([1, 4, 4, 1])
      let before = try network.losses(of: [0], on: try run(network, batch))
      let after = try moved.losses(of: [0], on: try run(moved, batch))
      #expect(abs(Double(after[0] - before[0]) / Double(step) - slope) < 1e-4)
    }
    // One step of η = 0.1 on all weights turns the verdict around.
    var tape = try run(network, image.reshaped([1, 4, 4, 1]))
    try network.backward(from: [0], tape: &tape)
    var learned = network
    var optimizer = SGD(rate: 0.1)
    optimizer.step(&learned, tape.parameterGradients)
    #expect(rounded([try learned.trace(image).output.scalars[0]]) == [0.6622])
  }

  @Test func kinksAreNamed() throws {
    let (network, image) = try littleSeven()
    let batch = image.reshaped([1, 4, 4, 1])
    let small = try network.checkGradient(
      of: network.site("conv1", "bias", [0]), batch, labels: [0], step: 0.01)
    #expect(small.kinks.isEmpty && small.relativeError < 1e-3, "\(small)")
    let large = try network.checkGradient(
      of: network.site("conv1", "bias", [0]), batch, labels: [0], step: 1.5)
    #expect(large.kinks.contains("relu1 of image 0 at (0,0,0)"), "\(large.kinks)")
    #expect(large.relativeError > 0.05)
    let pooled = try network.checkGradient(
      of: network.site("conv1", "weight", [1, 0, 0, 0]), batch, labels: [0], step: 2.5)
    #expect(pooled.kinks.contains { $0.hasPrefix("pool1 of image 0") }, "\(pooled.kinks)")
  }

  @Test func lossesThatCannotBe() throws {
    let network = try Network(input: [4], seed: 1, [Dense(3), Softmax()])
    var tape = try run(network, numbers([2, 4], 37))
    #expect(throws: ShapeError.self) { try network.backward(from: [0], tape: &tape) }
    #expect(throws: ShapeError.self) { try network.backward(from: [0, 3], tape: &tape) }
    let open = try Network(input: [4], seed: 1, [Dense(3)])
    var other = try run(open, numbers([2, 4], 37))
    #expect(throws: ShapeError.self) { try open.backward(from: [0, 1], tape: &other) }
  }
}
