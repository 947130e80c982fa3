import Testing

@testable import CNN

/// Pooling, dropout, flatten, dense and softmax, by hand and against PyTorch. By finite
/// differences all layers are tested in GradientTests, by their own explanations in PropertyTests.
@Suite struct LayerTests {
  /// Rows of numbers as an image of one channel, sent through a layer, and dy back.
  private func through(
    _ layer: any Layer, _ rows: [[Float]], dy: [Float], _ pass: Pass = Pass(.training)
  ) throws -> (y: [Float], dx: [Float]) {
    let image = Tensor(rows: rows)
    let network = try Network(input: image.shape, seed: 1, [layer])
    let trace = try network.trace(
      image, outputGradient: Tensor(network.shapes[1], dy), pass)
    return (trace.output.scalars, try #require(trace.gradients[0]).scalars)
  }

  /// The little seven's own pooling: windows of 2×2 that overlap, on 3×3.
  @Test func overlappingMaximaByHand() throws {
    let (y, dx) = try through(
      MaxPooling(2, stride: 1), [[0, 0, 0], [0, 0, 2], [0, 1, 0]], dy: [1, 10, 100, 1000])
    #expect(y == [0, 2, 1, 2])
    // The 2 has won two windows and gets both gradients; of four zeros the first wins.
    #expect(dx == [1, 0, 0, 0, 0, 1010, 0, 100, 0])
  }

  @Test func tiesAndNegatives() throws {
    let (y, dx) = try through(MaxPooling(2), [[-3, -2], [-2, -2]], dy: [5])
    #expect(y == [-2])
    #expect(dx == [0, 5, 0, 0])
  }

  @Test func oddSizesLeaveTheEndUnseen() throws {
    let (y, dx) = try through(MaxPooling(2), [[1, 2, 9], [3, 4, 9], [9, 9, 9]], dy: [1])
    #expect(y == [4])
    #expect(dx == [0, 0, 0, 0, 1, 0, 0, 0, 0])
  }

  @Test func averageByHand() throws {
    let (y, dx) = try through(
      AveragePooling(2, stride: 1), [[1, 2, 3], [4, 5, 6], [7, 8, 9]], dy: [4, 8, 12, 16])
    #expect(y == [3, 4, 6, 7])
    #expect(dx == [1, 3, 2, 4, 10, 6, 3, 7, 4])
  }

  /// p = ¼: survivors are scaled by 4/3, about a quarter falls, and the mean stays.
  @Test func dropoutByHand() throws {
    let network = try Network(input: [100, 100, 1], seed: 1, [Dropout(0.25)])
    let image = Tensor([100, 100, 1], repeating: 3)
    let dy = Tensor([100, 100, 1], repeating: 6)
    let trace = try network.trace(image, outputGradient: dy, Pass(.training, seed: 5))
    let kept = trace.output.scalars.filter { $0 != 0 }
    #expect(kept.allSatisfy { abs($0 - 4) < 1e-6 }, "\(kept.prefix(3))")
    #expect(abs(Double(kept.count) / 10_000 - 0.75) < 0.015, "\(kept.count)")
    // The gradient goes through the same holes, with the same scale.
    let gradient = try #require(trace.gradients[0])
    #expect(zip(trace.output.scalars, gradient.scalars).allSatisfy { $1 == 2 * $0 })
    // Other seeds, steps and images have other holes; inference has none.
    for pass in [
      Pass(.training, seed: 6), Pass(.training, seed: 5, step: 1),
      Pass(.training, seed: 5, firstImage: 1),
    ] {
      #expect(try network.trace(image, pass).output != trace.output)
    }
    #expect(try network.trace(image, Pass(.training, seed: 5)).output == trace.output)
    #expect(try network.trace(image).output == image)
  }

  /// Image 1 of a batch that begins at 0 is image 0 of one that begins at 1, and two dropout
  /// layers of one network do not drop the same places.
  @Test func dropoutGoesByImageAndLayer() throws {
    let network = try Network(input: [64], seed: 1, [Dropout(0.5), Dropout(0.5)])
    let two = try network(Tensor([2, 64], repeating: 1), Pass(.training, seed: 5))
    let second = try network(
      Tensor([1, 64], repeating: 1), Pass(.training, seed: 5, firstImage: 1))
    #expect(Array(two.scalars[64...]) == second.scalars)
    #expect(two.scalars.count { $0 == 4 } < 50, "the layers drop the same places")
  }

  @Test func flattenIsRowByRow() throws {
    let network = try Network(input: [14, 14, 16], seed: 1, [Flatten()])
    var image = Tensor([14, 14, 16])
    image[7, 9, 5] = 1
    #expect(try network.trace(image).output.scalars.firstIndex(of: 1) == 1717)
  }

  /// The little seven's end: 0·1 + 2·0 + 1·1 + 2·0 + 1 and 0·0 + 2·1 + 1·0 + 2·½ − 2.
  @Test func denseAndSoftmaxByHand() throws {
    let dense = Dense(weights: Tensor([4, 2], [0, 0, 0, 1, 1, 0, 0, 0.5]), bias: [1, -2])
    let network = try Network(input: [4], seed: 1, [dense, Softmax()])
    let trace = try network.trace(Tensor([4], [0, 2, 1, 2]), label: 1)
    #expect(trace.activations[1].scalars == [2, 1])
    #expect(trace.output.scalars.map { ($0 * 10_000).rounded() } == [7311, 2689])
    let loss = CrossEntropy.losses(Tensor([1, 2], [2, 1]), labels: [1])
    #expect(abs(loss[0] - 1.313262) < 1e-6, "\(loss)")
    let scores = try #require(trace.gradients[1]).scalars
    #expect(abs(scores[0] - 0.731059) < 1e-6 && abs(scores[1] + 0.731059) < 1e-6)
    // dweight[c, k] = x[c] · dy[k], dbias = dy, dx[c] = Σ_k dy[k] · weight[c, k].
    let weight = trace.parameterGradients[0][0].scalars
    #expect(
      weight == [
        0, 0, 2 * scores[0], 2 * scores[1], scores[0], scores[1],
        2 * scores[0], 2 * scores[1],
      ])
    #expect(trace.parameterGradients[0][1].scalars == scores)
    #expect(trace.gradients[0]?.scalars == [0, scores[1], scores[0], scores[1] / 2])
  }

  /// A batch's bias gradient is the sum over its images, not that of the last one.
  @Test func biasIsSummedOverTheBatch() throws {
    let network = try Network(input: [2], seed: 1, [Dense(3)])
    let tape = try run(network, numbers([5, 2], 37), dy: Tensor([5, 3], repeating: 2))
    #expect(tape.parameterGradients[0][1].scalars == [10, 10, 10])
  }

  @Test func hugeScores() throws {
    let network = try Network(input: [3], seed: 1, [Softmax()])
    let output = try network.trace(Tensor([3], [1000, 1001, -1000])).output
    #expect(abs(output.scalars[1] - 0.731059) < 1e-6 && output.scalars[2] == 0)
    let loss = CrossEntropy.losses(Tensor([1, 3], [1000, 1001, -1000]), labels: [2])
    #expect(loss == [2001.3132617])
  }

  struct Case: Decodable, CustomTestStringConvertible {
    var kind: String
    var modulus: Int
    var input, size, stride: [Int]
    var y, dx: [Float]
    var testDescription: String { "\(kind) \(input) \(size) \(stride) mod \(modulus)" }
  }

  /// Against PyTorch; the numbers were made by Fixtures/pooling.py, in the main
  ///
  ///     y = F.max_pool2d(x.permute(0, 3, 1, 2), size, stride).permute(0, 2, 3, 1)
  ///     y.backward(dy)
  @Test(arguments: try fixture("pooling", as: [Case].self))
  func likePyTorch(_ test: Case) throws {
    let size = Size(test.size[0], test.size[1])
    let stride = Size(test.stride[0], test.stride[1])
    let layer: any Layer =
      switch test.kind {
      case "max": MaxPooling(size, stride: stride)
      case "average": AveragePooling(size, stride: stride)
      case "leaky": ReLU(slope: 0.125)
      default: Softmax()
      }
    func numbers(_ shape: Shape, _ step: Int, _ modulus: Int, times: Float = 1) -> Tensor {
      Tensor(
        shape, (0..<shape.count).map { times * Float(($0 * step) % modulus - modulus / 2) / 4 })
    }
    let input = Shape(test.input)
    let network = try Network(input: input.ofOne, seed: 1, [layer])
    let x = numbers(input, 37, test.modulus, times: test.kind == "softmax" ? 0.125 : 1)
    let output = network.shapes[1].batch(of: input[0])
    let tape = try run(network, x, dy: numbers(output, 71, 101))
    expectClose(tape.output, test.y, within: 1e-6, "y")
    expectClose(try #require(tape.activationGradients[0]), test.dx, within: 1e-6, "dx")
  }

  @Test func refusals() throws {
    func sentence(_ input: Shape, _ layers: any Layer...) -> String {
      do {
        _ = try Network(input: input, seed: 1, layers)
        return "fine"
      } catch { return error.description }
    }
    #expect(
      sentence([4, 4, 1], MaxPooling(5))
        == "pool1: a window of 5×5 is larger than its input of 4×4×1.")
    #expect(sentence([4, 4, 1], MaxPooling(2, stride: 0)).contains("does not move with a stride"))
    #expect(sentence([4, 4, 1], AveragePooling(0)).contains("has no pixels"))
    #expect(
      sentence([4, 4, 1], Dropout(1))
        == "dropout1: a rate of 1.0 is not in the range from 0 to below 1.")
    #expect(sentence([4, 4, 1], Dropout(-0.1)).contains("rate of -0.1"))
    #expect(sentence([4, 4, 1], Dropout(.nan)).contains("rate of nan"))
    #expect(sentence([4, 4, 1], ReLU(slope: .nan)).contains("slope of nan is not finite"))
    #expect(
      sentence([4, 4, 1], Dense(3))
        == "dense1: needs a list of numbers, not 4×4×1; put a Flatten before it.")
    #expect(sentence([4], Dense(0)).contains("0 units give no output"))
    #expect(sentence([4, 4, 1], Softmax()).contains("needs a list of scores"))
    #expect(sentence([4], MaxPooling(2)).contains("needs maps of rows, columns and channels"))
    #expect(sentence([4], Dense(3), Softmax()) == "fine")
  }
}
