import Testing

@testable import CNN

/// What the parts of a batch have on their tapes, and what their layers see.
@Suite struct ShareTests {
  /// Only layers that a backward pass goes through have room for gradients. In a share these are the
  /// layers up to the flatten. On a tape that only answers there are none.
  @Test func gradientsOnlyWhereTheyAreUsed() throws {
    let network = try Network(
      Widths(kernels: (3, 5), units: 11), input: [9, 10, 1], classes: 5, seed: 2)
    var tape = Tape()
    try network.forward(numbers([37, 9, 10, 1], 3), tape: &tape)
    let all = network.layers.map { $0.parameters.count }
    #expect(tape.parameterGradients.map(\.count) == all)
    #expect(tape.shares.tapes.count == 16)
    for share in tape.shares.tapes {
      #expect(share.parameterGradients.map(\.count) == all.prefix(7) + [0, 0, 0, 0, 0])
    }
    for count in [1, 37] {
      var tapes = Tapes()
      _ = try network.answer(numbers([count, 9, 10, 1], 3), tapes: &tapes, workers: 2)
      #expect(tapes.each.allSatisfy { $0.parameterGradients.allSatisfy(\.isEmpty) })
    }
  }

  /// A layer knows the numbers of the images that it answers.
  @Test(arguments: [1, 8, 9, 37], [1, 3])
  func answersCountTheImages(_ count: Int, _ workers: Int) throws {
    let network = try Network(input: [2], seed: 1, [Numbered(), ReLU()])
    var tapes = Tapes()
    let answer = try network.answer(Tensor([count, 2]), tapes: &tapes, workers: workers)
    #expect(answer.scalars == (0..<count).flatMap { [Float($0), Float($0)] })
  }

  /// A value that is not learned is not added up over the shares.
  @Test func statisticsAreNotAddedUp() throws {
    var network = try Network(
      input: [4], seed: 1, [ReLU(), ReLU(), Counted(), Dense(2), Softmax()])
    var (tape, optimizer) = (Tape(), SGD(rate: 0.1))
    for step in 1...2 {
      try network.forward(numbers([16, 4], 37), tape: &tape, Pass(.training))
      #expect(tape.shares.layers == 2)
      try network.backward(from: (0..<16).map { $0 % 2 }, tape: &tape)
      optimizer.step(&network, tape.parameterGradients)
      #expect(network["counted1", "passes"].scalars == [Float(step)])
    }
  }
}

/// A layer whose output is the number of the image.
private struct Numbered: Layer {
  let kind = "numbered"
  func outputShape(for input: Shape) -> Shape { input }
  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    let size = x.scalars.count / x.shape[0]
    for i in y.scalars.indices { y.scalars[i] = Float(pass.firstImage + i / size) }
  }
  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {}
}

/// A layer that changes nothing, and counts its backward passes.
private struct Counted: Layer {
  let kind = "counted"
  var takesImagesAlone: Bool { true }
  var parameters = [Parameter("passes", Tensor([1]), isLearned: false)]
  func outputShape(for input: Shape) -> Shape { input }
  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) { y = x }
  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    gradients[0].scalars[0] = parameters[0].value.scalars[0] + 1
    if dx != nil { dx = dy }
  }
}
