import CNN
import Digits
import Exchange
import Explain
import Foundation
import Models
import Testing

/// A layer with everything that a layer of one's own can have: learned weights, statistics that
/// are not learned, another way of working at inference, explanations. It is trained on MNIST's
/// digits and held against PyTorch; the numbers were made by Fixtures/batch_norm.py, in the main
///
///     x = torch.relu(self.norm1(self.conv1(x)))
///     scores = self.dense1(torch.max_pool2d(x, 2).flatten(1))
///     loss = nn.functional.cross_entropy(scores, labels)
///     loss.backward()
///     optimizer.step()
@Suite struct BatchNormTests {
  struct Fixture: Decodable {
    var losses, scores, images, answers: [Float]
    var gradients, running, weights: [String: [Float]]
  }

  private static func fixture() throws -> Fixture {
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/batch_norm.json")
    return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
  }

  /// The numbers that the Python script begins with, in PyTorch's layout.
  private static func network() throws -> Network {
    func numbers(_ shape: Shape, _ step: Int, _ scale: Double, plus: Double = 0) -> Tensor {
      Tensor(
        shape,
        (0..<shape.count).map { Float(plus + Double(($0 * step) % 101 - 50) / 25 * scale) })
    }
    var network = try Network(
      input: [28, 28, 1], seed: 1,
      [
        Convolution(4, 3), BatchNorm(), ReLU(), MaxPooling(2), Flatten(), Dense(10), Softmax(),
      ])
    try network.load([
      ("conv1.weight", numbers([4, 1, 3, 3], 37, 0.25)), ("conv1.bias", numbers([4], 71, 0.1)),
      ("norm1.weight", numbers([4], 29, 0.1, plus: 1)), ("norm1.bias", numbers([4], 53, 0.1)),
      ("norm1.running_mean", Tensor([4])), ("norm1.running_var", Tensor([4], repeating: 1)),
      ("dense1.weight", numbers([10, 676], 59, 0.02)), ("dense1.bias", numbers([10], 43, 0.1)),
    ])
    return network
  }

  /// Digit n % 10, cell n / 10 of its sheet.
  private static func digits(
    _ set: MNIST.Part, _ numbers: Range<Int>
  ) throws -> (Tensor, [Int]) {
    let images = try numbers.flatMap {
      try MNIST.sheet(set, digit: $0 % 10).image($0 / 10).scalars
    }
    return (Tensor([numbers.count, 28, 28, 1], images), numbers.map { $0 % 10 })
  }

  /// About 60 of a tensor's numbers, as the script picks them.
  private static func some(_ tensor: Tensor) -> [Float] {
    stride(from: 0, to: tensor.scalars.count, by: max(1, tensor.scalars.count / 60))
      .map { tensor.scalars[$0] }
  }

  /// The largest difference, as a share of the largest magnitude.
  private static func difference(_ got: [Float], _ expected: [Float]) -> Float {
    guard got.count == expected.count else { return .infinity }
    let largest = expected.map(abs).max() ?? 1
    return zip(got, expected).map { abs($0 - $1) / largest }.max() ?? .infinity
  }

  /// Gradients under PyTorch's names, in its layout.
  private static func named(_ gradients: [[Tensor]], of network: Network) -> [String: Tensor] {
    var carrier = network
    for (layer, name) in network.names.enumerated() {
      for (number, parameter) in network.layers[layer].parameters.enumerated() {
        carrier[name, parameter.name] = gradients[layer][number]
      }
    }
    return Dictionary(uniqueKeysWithValues: carrier.weights.map { ($0.name, $0.tensor) })
  }

  @Test func likePyTorch() throws {
    let expected = try Self.fixture()
    var network = try Self.network()
    var optimizer = SGD(rate: 0.05, momentum: 0.9)
    var tape = Tape()
    var losses: [Float] = []
    for step in 0..<100 {
      let (images, labels) = try Self.digits(.train, 32 * step..<32 * step + 32)
      try network.forward(images, tape: &tape, Pass(.training))
      losses.append(try network.backward(from: labels, tape: &tape, inputGradient: step == 0))
      if step == 0 {
        #expect(Self.difference(try tape["dense1"].scalars, expected.scores) < 1e-5)
        let dx = try #require(tape.activationGradients[0])
        #expect(Self.difference(Self.some(dx), expected.images) < 1e-4)
        let gradients = Self.named(tape.parameterGradients, of: network)
        for (name, values) in expected.gradients {
          // A bias before the normalisation moves nothing: its gradient is rounding alone.
          if name == "conv1.bias" { continue }
          let got = Self.some(try #require(gradients[name]))
          #expect(Self.difference(got, values) < 1e-4, "\(name): \(got) and not \(values)")
        }
      }
      optimizer.step(&network, tape.parameterGradients)
      if step == 0 {
        for (name, values) in expected.running {
          #expect(Self.difference(network["norm1", name].scalars, values) < 1e-5, "\(name)")
        }
      }
    }
    #expect(Self.difference(losses, expected.losses) < 1e-3)
    for (name, tensor) in network.weights where name != "conv1.bias" {
      let values = try #require(expected.weights[name])
      #expect(Self.difference(Self.some(tensor), values) < 1e-3, "\(name)")
    }
    let answers = try network(try Self.digits(.test, 0..<20).0)
    #expect(Self.difference(answers.scalars, expected.answers) < 1e-3)
  }

  /// No optimizer touches the statistics as if they were weights, and no weight decay pulls them.
  @Test(arguments: ["sgd", "adam"])
  func statisticsAreNotLearned(_ name: String) throws {
    var network = try Self.network()
    let (images, labels) = try Self.digits(.train, 0..<32)
    var optimizer: any Optimizer =
      name == "sgd" ? SGD(rate: 0.1, weightDecay: 0.5) : Adam(rate: 0.1, weightDecay: 0.5)
    var tape = Tape()
    try network.forward(images, tape: &tape, Pass(.training))
    try network.backward(from: labels, tape: &tape)
    optimizer.step(&network, tape.parameterGradients)
    let layer = try network.layer("norm1")
    #expect(network["norm1", "running_mean"] == tape.parameterGradients[layer][2])
    #expect(network["norm1", "running_var"] == tape.parameterGradients[layer][3])
    #expect(network["norm1", "running_mean"] != Tensor([4]))
    // conv1: 36 + 4, norm1: 4 + 4, dense1: 6,760 + 10; statistics are not counted.
    #expect(network.parameterCount == 40 + 8 + 6770)
    let site = try network.site("norm1", "running_var", [0])
    #expect(throws: NameError.self) {
      try network.checkGradient(of: site, images, labels: labels, step: 0.01)
    }
  }

  /// `Training`, checkpoints and files take it as they take any layer.
  @Test func trainedSavedAndLoaded() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      .path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let data = try MNIST.dataSet(.train)
    let training = Training(epochs: 1, batch: 50, rate: 0.05)
    var network = try Self.network()
    try training.run(&network, on: data, numbers: Array(stride(from: 0, to: 60_000, by: 30))) {
      _, _ in
    }
    let test = try MNIST.dataSet(.test)
    let some = Array(stride(from: 0, to: test.count, by: 10))
    let right = try network.right(on: test, numbers: some)
    #expect(right > 850, "\(right) of 1,000")
    try network.save(to: path)
    var other = try Self.network()
    try other.load(contentsOf: path)
    #expect(other["norm1", "running_var"] == network["norm1", "running_var"])
    #expect(other["norm1", "running_var"] != Tensor([4], repeating: 1))
    #expect(try other.right(on: test, numbers: some) == right)
  }

  /// Each number of one image, forward and backward, is what plain arithmetic makes of its terms.
  @Test(arguments: [Pass(), Pass(.training)])
  func explained(_ pass: Pass) throws {
    var network = try Network(
      input: [5, 6, 2], seed: 3,
      [Convolution(3, 3), BatchNorm(), ReLU(), Flatten(), Dense(4), Softmax()])
    for c in 0..<3 {
      network["norm1", "running_mean"][c] = 0.3 - Float(c) / 5
      network["norm1", "running_var"][c] = 0.5 + Float(c)
      network["norm1", "bias"][c] = Float(c) / 7
    }
    let random = Random(seed: 5)
    let trace = try network.trace(
      Tensor([5, 6, 2], (0..<60).map { random.normal($0) }), label: 2, pass)
    var sites: [Site] = []
    for i in 0..<3 {
      for j in 0..<4 {
        for c in 0..<3 {
          sites.append(try trace.site("norm1", [i, j, c]))
          sites.append(try trace.site("conv1", [i, j, c]).gradient)
        }
      }
      for name in ["weight", "bias", "running_mean", "running_var"] {
        sites.append(try trace.site("norm1", name, [i]).gradient)
      }
    }
    for site in sites {
      let explanation = trace.explain(site)
      let allowed = 4 * explanation.tolerance + 1e-7
      #expect(
        abs(explanation.value - Double(explanation.stored)) <= allowed,
        "\(explanation) is \(explanation.value)")
    }
    #expect("\(trace.explain(sites[0]))".contains("bias"))
  }
}
