import CVectors
import Exchange
import Explain
import Foundation
import Testing

@testable import CNN

/// What the other tests would let pass: sums without fused additions, tapes and optimizers that
/// go from one network to another, numbers that are none.
@Suite struct GuardTests {
  /// Tests/lanes.sh says which vectors the tests are built for.
  @Test func lanes() {
    let lanes = ProcessInfo.processInfo.environment["GLASSBOX_LANES"].map { Int($0) }
    #expect([4, 8, 16].contains(floats_per_vector))
    #expect(lanes == nil || lanes == Int(floats_per_vector), "built for \(floats_per_vector)")
  }

  /// A hash of all weights after three steps of training with dropout and momentum. It is the same
  /// for vectors of 16, 8 and 4 numbers (Tests/lanes.sh); a sum in another order, or without fused
  /// multiply-adds, gives another.
  @Test func sameBitsEverywhere() throws {
    var network = try Network(
      Widths(kernels: (3, 5), units: 11), input: [9, 10, 1], classes: 5, seed: 2)
    var optimizer = SGD(rate: 0.05, momentum: 0.9, weightDecay: 0.001)
    var tape = Tape()
    for step in 0..<3 {
      let pass = Pass(.training, seed: 2, step: step)
      try network.forward(numbers([37, 9, 10, 1], 37 + step), tape: &tape, pass)
      try network.backward(from: (0..<37).map { $0 % 5 }, tape: &tape)
      optimizer.step(&network, tape.parameterGradients)
    }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for scalar in network.weights.flatMap(\.tensor.scalars) {
      hash = (hash ^ UInt64(scalar.bitPattern)) &* 0x100_0000_01b3
    }
    #expect(hash == 11_784_263_830_188_357_996, "\(hash)")
  }

  /// A tape that served another network gives what a fresh one gives.
  @Test func tapesServeAnyNetwork() throws {
    let networks = try [
      Network(
        input: [6, 6, 1], seed: 1, [Convolution(2, 3, padding: .full), Flatten(), Dense(3)]),
      Network(
        input: [6, 6, 1], seed: 1, [Convolution(5, 3, padding: .full), Flatten(), Dense(3)]),
      Network(
        input: [6, 6, 1], seed: 1,
        [Convolution(5, 3, stride: 2, padding: .full), Flatten(), Dense(3)]),
      Network(input: [6, 6, 1], seed: 1, [AveragePooling(3, stride: 1), Flatten(), Dense(3)]),
    ]
    var kept = Tape()
    for network in networks + networks.reversed() {
      for count in [4, 1, 7] {
        let x = numbers([count, 6, 6, 1], 37 + count)
        let dy = numbers([count, 3], 71)
        try network.forward(x, tape: &kept)
        try network.backward(dy, tape: &kept, inputGradient: true)
        let fresh = try run(network, x, dy: dy)
        #expect(kept.activations == fresh.activations)
        #expect(kept.activationGradients == fresh.activationGradients)
        #expect(kept.parameterGradients == fresh.parameterGradients)
      }
    }
    #expect(throws: ShapeError.self) {
      try networks[3].backward(numbers([7, 3], 71), tape: &kept)
    }
  }

  @Test(arguments: ["sgd", "adam"])
  func optimizersServeAnyNetwork(_ name: String) throws {
    var optimizer: any Optimizer = name == "sgd" ? SGD(rate: 0.1, momentum: 0.5) : Adam()
    for units in [2, 50, 3] {
      var network = try Network(input: [4], seed: 1, [Dense(units), Softmax()])
      let before = network.weights.map(\.tensor)
      var tape = try run(network, numbers([3, 4], 37))
      try network.backward(from: [0, 1, 0], tape: &tape)
      optimizer.step(&network, tape.parameterGradients)
      #expect(network.weights.map(\.tensor) != before)
    }
  }

  /// What was not traced is not explained as if it had been.
  @Test func untraced() throws {
    let network = try Network(input: [4], seed: 1, [Dense(3), Softmax()])
    let forward = try network.trace(numbers([4], 37))
    for site in [
      Site.gradient(stage: 0, [1]), .gradient(stage: 1, [1]),
      .parameterGradient(layer: 0, parameter: 0, [0, 1]),
    ] {
      #expect(forward.explain(site).rule == .untraced)
      #expect(forward.explain(site).description.contains("is not known"))
    }
    let back = try network.trace(numbers([4], 37), label: 1)
    #expect(back.explain(.gradient(stage: 2, [1])).rule == .untraced)
    #expect(back.explain(.gradient(stage: 1, [1])).rule == .sum)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, 1e30, -3e38])
  func numbersThatCannotBePrinted(_ value: Float) throws {
    let dense = Dense(weights: Tensor([2, 2], [value, 1, 1, value]), bias: [0, value])
    let trace = try Network(input: [2], seed: 1, [dense, ReLU(), Softmax()])
      .trace(Tensor([2], [1, value]), label: 0)
    for stage in 0..<4 {
      let text = trace.unfold(.activation(stage: stage, [0]), depth: 3, keep: -1)
      #expect(!text.contains("  exactly"), "\(text)")
      #expect(!trace.explain(.activation(stage: stage, [1])).description.isEmpty)
    }
    #expect(!trace.explain(.gradient(stage: 0, [1])).description.isEmpty)
  }

  @Test func infinitiesAndNaN() throws {
    let relu = try Network(input: [4], seed: 1, [ReLU()])
    let output = try relu.trace(Tensor([4], [-.infinity, .infinity, .nan, -1])).output.scalars
    #expect(output[0] == 0 && output[1] == .infinity && output[2].isNaN && output[3] == 0)
    #expect(output[3].sign == .plus)
    for place in 0..<4 {
      var image = Tensor([2, 2, 1], [1, 2, 3, 4])
      image.scalars[place] = .nan
      let pool = try Network(input: [2, 2, 1], seed: 1, [MaxPooling(2)])
      #expect(try pool.trace(image).output.scalars[0].isNaN, "NaN at \(place) is lost")
    }
  }

  /// A tensor's scalars can be removed: no layer reads beyond those that are left.
  @Test func scalarsThatAreMissing() throws {
    let network = try Network(input: [4, 4, 1], seed: 1, [ReLU(), MaxPooling(2)])
    var (x, dy, tape) = (Tensor([1, 4, 4, 1]), Tensor([1, 2, 2, 1]), Tape())
    try network.forward(x, tape: &tape)
    dy.scalars.removeLast()
    let gradient = #expect(throws: ShapeError.self) { try network.backward(dy, tape: &tape) }
    #expect(
      gradient?.reason == "a gradient of shape 1×2×2×1 with 3 scalars does not fit outputs of 2×2×1"
    )
    x.scalars.removeLast(8)
    let batch = #expect(throws: ShapeError.self) { try network.forward(x, tape: &tape) }
    #expect(
      batch?.reason == "a batch of shape 1×4×4×1 with 8 scalars does not hold images of 4×4×1")
  }

  @Test func shapesFromOutside() throws {
    func sentence(_ input: Shape, _ layers: any Layer...) -> String {
      do {
        _ = try Network(input: input, seed: 1, layers)
        return "fine"
      } catch { return error.description }
    }
    #expect(sentence([1 << 40, 1 << 40, 1], Flatten()).contains("is too large"))
    #expect(sentence([9, 9, 1], Convolution(1 << 40, 3)).contains("too large"))
    #expect(
      sentence([9, 9, 1], Convolution(1, Size(.max, 3), padding: .full)).contains("too large"))
    #expect(
      sentence([9, 9, 1], Convolution(1, 3, stride: Size(1, .max), padding: .same))
        .contains("too large"))
    #expect(sentence([9], Dense(.max)).contains("too many"))
    var wrong = Convolution(1, 3)
    wrong.parameters = [Parameter("weight", Tensor([5, 5, 1, 1])), Parameter("bias", Tensor([1]))]
    #expect(sentence([9, 9, 1], wrong).contains("5×5×1×1 and 1 do not fit"))
    wrong.parameters[0].value = Tensor([3, 3, 1, 1])
    wrong.parameters[0].value.scalars.removeLast()
    #expect(sentence([9, 9, 1], wrong).contains("3×3×1×1 with 8 scalars and 1 do not fit"))
  }
}
