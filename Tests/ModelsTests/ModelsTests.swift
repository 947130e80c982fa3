import CNN
import Digits
import Exchange
import Explain
import Foundation
import Pictures
import Testing

@testable import Models

@Suite struct ModelsTests {
  /// What Weights/README.md says of the networks that ship.
  @Test(arguments: [("walkthrough", 9907), ("course", 9945)])
  func theShippedNetworksReadDigits(_ name: String, _ expected: Int) throws {
    let network = try name == "course" ? Models.course() : Models.walkthrough()
    let data = try MNIST.dataSet(.test)
    #expect(data.count == 10_000)
    let right = try network.right(on: data, numbers: Array(0..<data.count))
    #expect(right == expected)
    let trace = try network.trace(try MNIST.seven())
    #expect(try trace.winningScore == trace.site("dense2", [7]))
  }

  /// The digit for which PyTorch has the smallest lead of 7 over 1, or of 1 over 7, in scores:
  ///
  ///     # python -i Tests/compare_with_pytorch.py
  ///     for own, other in (7, 1), (1, 7):
  ///         lead = (theirs[:, own] - theirs[:, other])[labels == own]
  ///         print(own, lead.argmin(), lead.min())  # 7 102 0.3460, then 1 238 0.8354
  @Test func theRival() throws {
    let network = try Models.walkthrough()
    let rival = try Models.rival(of: network)
    #expect(rival == TestDigit(7, cell: 102))
    let scores = try network.trace(try rival.image()).scores
    #expect(abs(scores[7] - scores[1] - 0.3460) < 0.0001)
    // Misread, as a 2.
    #expect(scores.scalars.max() == scores[2])
  }

  /// A network that calls everything a 1 has its rival among the sevens, the other way round
  /// among the ones.
  @Test(arguments: [(1, 7), (7, 1)])
  func rivalsOnBothSides(_ favourite: Int, _ label: Int) throws {
    var bias = [Float](repeating: 0, count: 10)
    bias[favourite] = 1
    let dense = Dense(weights: Tensor([784, 10]), bias: bias)
    let network = try Network(input: [28, 28, 1], seed: 1, [Flatten(), dense, Softmax()])
    #expect(try Models.rival(of: network) == TestDigit(label, cell: 0))
  }

  @Test func noRivalAmongOtherClasses() throws {
    let network = try Network(input: [28, 28, 1], seed: 1, [Flatten(), Dense(3), Softmax()])
    #expect(throws: ModelError.self) { try Models.rival(of: network) }
  }

  @Test func scoresAreWhatTheSoftmaxGets() throws {
    let network = try Models.walkthrough()
    let data = try MNIST.dataSet(.test)
    let numbers = [6989, 0, 9999]
    let scores = try network.scores(of: data, numbers: numbers)
    #expect(scores.shape == [3, 10])
    for (n, number) in numbers.enumerated() {
      let image = data.batch([number]).images.reshaped([28, 28, 1])
      let own = try network.trace(image).scores.scalars
      #expect(Array(scores.scalars[n * 10..<n * 10 + 10]) == own)
    }
    #expect(try network.scores(of: data, numbers: []).shape == [0, 10])
  }

  private func trained(seed: UInt64, workers: Int) throws -> [Tensor] {
    var network = try Network.walkthrough(seed: seed)
    let data = try MNIST.dataSet(.test)
    let training = Training(epochs: 2, batch: 32, seed: seed, workers: workers)
    let numbers = Array(stride(from: 0, to: 10_000, by: 100))
    try training.run(&network, on: data, numbers: numbers) { _, _ in }
    return network.weights.map(\.tensor)
  }

  /// One seed, one set of weights, whatever the number of cores; another seed, others.
  @Test func trainingIsRepeatable() throws {
    let first = try trained(seed: 1, workers: 1)
    for workers in [1, 2, 3] {
      #expect(try trained(seed: 1, workers: workers) == first, "\(workers) workers")
    }
    #expect(try trained(seed: 2, workers: 2) != first)
  }

  @Test func trainingLearns() throws {
    var network = try Network.walkthrough(seed: 3)
    let data = try MNIST.dataSet(.test)
    let numbers = Array(stride(from: 0, to: 10_000, by: 50))
    var losses: [Double] = []
    let training = Training(epochs: 8, batch: 20, seed: 3)
    try training.run(&network, on: data, numbers: numbers) { progress, _ in
      if progress.step == progress.steps { losses.append(progress.loss) }
    }
    #expect(losses.count == 8)
    #expect(losses[7] < losses[0] / 2, "\(losses)")
    // Those it has not seen: a tenth would be chance.
    let others = Array(stride(from: 25, to: 10_000, by: 50))
    #expect(try network.right(on: data, numbers: others) > 120)
  }

  /// The schedule, the shuffling and the decay take part in what is learned.
  @Test(arguments: ["rate", "decay", "warmUp", "epochs"])
  func everySettingMatters(_ name: String) throws {
    func trained(_ training: Training) throws -> [Tensor] {
      var network = try Network(input: [28, 28, 1], seed: 1, [Flatten(), Dense(10), Softmax()])
      let data = try MNIST.dataSet(.test)
      let numbers = Array(stride(from: 0, to: 10_000, by: 100))
      try training.run(&network, on: data, numbers: numbers) { _, _ in }
      return network.weights.map(\.tensor)
    }
    let plain = Training(epochs: 2, batch: 20)
    var changed = plain
    switch name {
    case "rate": changed.rate = 0.02
    case "decay": changed.weightDecay = 0.1
    case "warmUp": changed.warmUp = 0.5
    default: changed.epochs = 3
    }
    #expect(try trained(changed) != trained(plain))
  }

  /// Each epoch shuffles anew: by hand, with a plain layer and no dropout.
  @Test func stepsAreWhatTheySay() throws {
    let data = try MNIST.dataSet(.test)
    let numbers = Array(stride(from: 0, to: 10_000, by: 500))
    let training = Training(epochs: 2, batch: 10, rate: 0.1, momentum: 0.5, seed: 4)
    var network = try Network(input: [28, 28, 1], seed: 1, [Flatten(), Dense(10), Softmax()])
    var expected = network
    try training.run(&network, on: data, numbers: numbers) { _, _ in }
    var optimizer = SGD(rate: 0, momentum: 0.5)
    var tape = Tape()
    for step in 0..<4 {
      let order = Random(seed: 4, for: .order).stream(step / 2).permutation(of: 20)
      let own = order[(step % 2) * 10..<(step % 2) * 10 + 10].map { numbers[$0] }
      let (images, labels) = data.batch(own)
      try expected.forward(images, tape: &tape, Pass(.training))
      try expected.backward(from: labels, tape: &tape)
      optimizer.rate = training.rate(at: step, of: 4)
      optimizer.step(&expected, tape.parameterGradients)
    }
    #expect(network.weights.map(\.tensor) == expected.weights.map(\.tensor))
  }

  @Test func aRateThatIsTooHigh() throws {
    var network = try Network.walkthrough(seed: 1)
    let data = try MNIST.dataSet(.test)
    #expect(throws: Diverged.self) {
      try Training(epochs: 5, batch: 10, rate: 1e30).run(
        &network, on: data, numbers: Array(0..<100)
      ) { _, _ in }
    }
  }

  @Test func ratesRiseAndFall() {
    let training = Training(rate: 1, warmUp: 0.1)
    let rates = (0..<100).map { training.rate(at: $0, of: 100) }
    #expect(rates[0] == 0.05 && rates[9] > 0.9 && abs(rates[10] - 1) < 0.001)
    #expect(rates[..<10] == rates[..<10].sorted()[...])
    #expect(rates[10...] == rates[10...].sorted(by: >)[...])
    #expect(abs(rates[55] - 0.5) < 0.02 && rates[99] < 0.001)
  }

  @Test func weightsFromFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      .path(percentEncoded: false)
    try File.makeFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let network = try Models.walkthrough()
    let path = folder + "/weights.safetensors"
    try network.save(to: path)
    var other = try Network.walkthrough(seed: 5)
    try other.load(contentsOf: path)
    #expect(other.weights.map(\.tensor) == network.weights.map(\.tensor))

    var course = try Network.course(seed: 1)
    func sentence(_ path: String) -> String {
      do {
        try course.load(contentsOf: path)
        return "nothing"
      } catch { return "\(error)" }
    }
    #expect(
      sentence(path)
        == "\(path): conv1.weight has the shape 8×1×3×3, but the network needs 32×1×3×3")
    let bytes = try File.read(path)
    try File.write(Array(bytes.prefix(1000)), to: path)
    #expect(sentence(path).hasPrefix("\(path): incomplete: "))
    #expect(sentence(folder + "/none") == "\(folder)/none: there is no such file")
  }

  @Test func dataSets() throws {
    let data = try MNIST.dataSet(.test)
    #expect(data.classes == (0..<10).map(String.init))
    let (images, labels) = data.batch([0, 9_999])
    #expect(images.shape == [2, 28, 28, 1] && labels == [0, 9])
    let nine = try MNIST.sheet(.test, digit: 9)
    #expect(Array(images.scalars[784...]) == nine.image(nine.count - 1).scalars)
    let few = data.choosing([9_999, 0])
    #expect(few.count == 2 && few.labels == [9, 0] && few.classes == data.classes)
    #expect(few.batch([1]).images == data.batch([0]).images)
    #expect(few.batch([0]).images == data.batch([9_999]).images)
    let small = try Sheet(cells: [[1, 2, 3, 4]], height: 2, width: 2, columns: 1)
    #expect(throws: DataSetError.size("b", "28×28", "2×2")) {
      try DataSet([("a", small), ("b", nine)])
    }
    #expect(throws: DataSetError.noClasses) { try DataSet([]) }
  }
}
