import Testing

@testable import CNN

@Suite struct ConvolutionTests {
  /// The little seven: an image and a kernel small enough to be done on paper.
  @Test func byHand() throws {
    let image = Tensor(rows: [[1, 1, 1, 1], [0, 0, 0, 1], [0, 0, 1, 0], [0, 0.5, 0, 0]])
    let layer = try Convolution(weights: [[-1, 1], [2, 0]], bias: -1)
    let output = try Network(input: [4, 4, 1], seed: 1, [layer]).trace(image).output
    #expect(output.shape == [3, 3, 1])
    #expect(output.scalars == [-1, -1, -1, -1, -1, 2, -1, 1, -2])
  }

  /// ((0·−1 + 1·1 + 1·2 + 0·0) − 1 = 2, with all four pixels, and what the map says of them back.
  @Test func byHandBackward() throws {
    let image = Tensor(rows: [[1, 1, 1, 1], [0, 0, 0, 1], [0, 0, 1, 0], [0, 0.5, 0, 0]])
    let layer = try Convolution(weights: [[-1, 1], [2, 0]], bias: -1)
    var dy = Tensor([3, 3, 1])
    dy[1, 2, 0] = 1
    dy[2, 2, 0] = 10
    let network = try Network(input: [4, 4, 1], seed: 1, [layer])
    let trace = try network.trace(image, outputGradient: dy)
    // The window at (1,2) holds 0 1 / 1 0, that at (2,2) holds 1 0 / 0 0.
    #expect(trace.parameterGradients[0][0].scalars == [10, 1, 1, 0])
    #expect(trace.parameterGradients[0][1].scalars == [11])
    // Each place gives its gradient back through its window: −1 1 / 2 0, once at (1,2), ten times
    // at (2,2); they meet at (2,2) and (2,3).
    let expected: [Float] = [
      0, 0, 0, 0,
      0, 0, -1, 1,
      0, 0, 2 - 10, 10,
      0, 0, 20, 0,
    ]
    #expect(trace.gradients[0]?.scalars == expected)
  }

  struct Case: Decodable, CustomTestStringConvertible {
    var name, padding: String
    var input, kernel, stride, output: [Int]
    var y, dx, dweight, dbias: [Float]
    var testDescription: String { name }
  }

  /// Against PyTorch; the numbers were made by Fixtures/convolution.py, in the main:
  ///
  ///     y = F.conv2d(x.permute(0, 3, 1, 2), weight.permute(3, 2, 0, 1), bias,
  ///                  stride=stride, padding=border).permute(0, 2, 3, 1)
  ///     y.backward(dy)
  @Test(arguments: try fixture("convolution", as: [Case].self))
  func likePyTorch(_ test: Case) throws {
    let network = try network(of: test)
    let output = Shape(test.output)
    let tape = try run(network, numbers(Shape(test.input), 37), dy: numbers(output, 71))
    #expect(tape.output.shape == output)
    expectClose(tape.output, test.y, within: 1e-6, "y")
    let dx = try #require(tape.activationGradients[0])
    expectClose(dx, test.dx, within: 1e-6, "dx")
    expectClose(tape.parameterGradients[0][0], test.dweight, within: 1e-6, "dweight")
    expectClose(tape.parameterGradients[0][1], test.dbias, within: 1e-6, "dbias")
  }

  private func network(of test: Case) throws -> Network {
    let padding = try #require(Padding(rawValue: test.padding))
    let size = Size(test.kernel[0], test.kernel[1])
    var layer = Convolution(
      test.kernel[3], size, stride: Size(test.stride[0], test.stride[1]), padding: padding)
    layer.parameters = [
      Parameter("weight", numbers(Shape(test.kernel), 53)),
      Parameter("bias", numbers([test.kernel[3]], 29)),
    ]
    return try Network(input: Shape(Array(test.input.dropFirst())), seed: 1, [layer])
  }

  /// The loss is linear in every single number, so the slope over a step of any length is the
  /// gradient, but for rounding.
  @Test(arguments: Padding.allCases, [1, 2, 3])
  func likeFiniteDifferences(_ padding: Padding, stride: Int) throws {
    let layer = Convolution(2, Size(3, 2), stride: Size(stride, 1), padding: padding)
    var network = try Network(input: [5, 4, 2], seed: 3, [layer])
    var x = numbers([2, 5, 4, 2], 37)
    let dy = numbers(network.shapes[1].batch(of: 2), 71)
    let tape = try run(network, x, dy: dy)
    let pass = Pass(.training)
    let gradient = try #require(tape.activationGradients[0])
    for i in x.scalars.indices {
      let value = x.scalars[i]
      x.scalars[i] = value + 0.5
      let above = try loss(network, x, dy: dy, pass)
      x.scalars[i] = value - 0.5
      let slope = try above - loss(network, x, dy: dy, pass)
      x.scalars[i] = value
      #expect(abs(slope - Double(gradient.scalars[i])) < 1e-4, "dx at \(x.shape.index(at: i))")
    }
    for p in 0..<2 {
      for i in network.layers[0].parameters[p].value.scalars.indices {
        let value = network.layers[0].parameters[p].value.scalars[i]
        network.layers[0].parameters[p].value.scalars[i] = value + 0.5
        let above = try loss(network, x, dy: dy, pass)
        network.layers[0].parameters[p].value.scalars[i] = value - 0.5
        let slope = try above - loss(network, x, dy: dy, pass)
        network.layers[0].parameters[p].value.scalars[i] = value
        let expected = Double(tape.parameterGradients[0][p].scalars[i])
        #expect(abs(slope - expected) < 1e-4, "parameter \(p) at \(i)")
      }
    }
  }

  @Test func sizes() throws {
    let shape: Shape = [28, 28, 1]
    #expect(try Convolution(8, 3, padding: .valid).outputShape(for: shape) == [26, 26, 8])
    #expect(try Convolution(8, 3, padding: .same).outputShape(for: shape) == [28, 28, 8])
    #expect(try Convolution(8, 3, padding: .full).outputShape(for: shape) == [30, 30, 8])
    #expect(
      try Convolution(8, 3, stride: 2, padding: .same).outputShape(for: shape) == [14, 14, 8])
    #expect(try Convolution(8, Size(5, 2), stride: 3).outputShape(for: shape) == [8, 9, 8])
    let axis = SlidingAxis(input: 28, size: 5, stride: 3, padding: .valid)
    #expect(axis.unused == 2)
    let even = SlidingAxis(input: 5, size: 4, stride: 1, padding: .same)
    #expect((even.before, even.after) == (1, 2))
  }

  @Test func refusals() throws {
    func reason(_ layer: Convolution, _ input: Shape) -> String? {
      do { return try "\(layer.outputShape(for: input))" } catch { return error.description }
    }
    #expect(
      reason(Convolution(1, 5), [3, 3, 1])
        == "conv: a kernel of 5×5 is larger than its input of 3×3×1.")
    #expect(reason(Convolution(1, 5, padding: .full), [3, 3, 1]) == "7×7×1")
    #expect(
      reason(Convolution(1, 3), [784])
        == "conv: needs an image of rows, columns and channels, not 784.")
    #expect(reason(Convolution(1, 3, stride: 0), [9, 9, 1])?.contains("stride of 0×0") == true)
    let two = try Network(input: [9, 9, 2], seed: 1, [Convolution(1, 3)])
    #expect(throws: ShapeError.self) { try Network(input: [9, 9, 1], seed: 1, two.layers) }
    #expect(throws: ShapeError.self) { try Convolution(weights: [[1, 2], [3]]) }
    #expect(throws: ShapeError.self) { try Convolution(weights: []) }
  }

  @Test func heInitialisation() throws {
    let network = try Network(input: [8, 8, 16], seed: 1, [Convolution(64, 3)])
    let weights = network.layers[0].parameters[0].value.scalars.map(Double.init)
    let mean = weights.reduce(0, +) / Double(weights.count)
    let variance = weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(weights.count)
    #expect(abs(mean) < 0.003)
    #expect(abs(variance - 2 / (9 * 16)) < 0.0006, "\(variance)")
    #expect(network.layers[0].parameters[1].value.scalars.allSatisfy { $0 == 0 })
    let again = try Network(input: [8, 8, 16], seed: 1, [Convolution(64, 3)])
    #expect(again.layers[0].parameters == network.layers[0].parameters)
    let other = try Network(input: [8, 8, 16], seed: 2, [Convolution(64, 3)])
    #expect(other.layers[0].parameters != network.layers[0].parameters)
  }
}
