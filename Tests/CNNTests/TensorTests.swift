import Printing
import Testing

@testable import CNN
@testable import Compute

@Suite struct TensorTests {
  @Test func rowMajor() {
    var tensor = Tensor([2, 3, 2])
    tensor[1, 2, 0] = 5
    #expect(tensor.scalars[10] == 5)
    #expect(tensor.shape.index(at: 10) == [1, 2, 0])
    #expect(tensor.channel(0)[1, 2, 0] == 5)
    #expect(tensor.channel(0).shape == [2, 3, 1])
    #expect("\(tensor.shape)" == "2×3×2")
  }

  @Test(arguments: [
    ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"),
  ])
  func lists(_ names: [String], _ text: String) { #expect(names.listed == text) }

  @Test func stopsOutside() async {
    await #expect(processExitsWith: .failure) { _ = Tensor([2, 2])[2, 0] }
    await #expect(processExitsWith: .failure) { _ = Tensor([2, 2], [1, 2, 3]) }
    await #expect(processExitsWith: .failure) { _ = Tensor([2, 2, 1]).channel(1) }
  }

  @Test func networksSayWhatDoesNotFit() throws {
    func sentence(_ body: () throws -> Void) -> String {
      do {
        try body()
        return "nothing"
      } catch { return "\(error)" }
    }
    #expect(
      sentence {
        _ = try Network(input: [4, 4, 1], seed: 1, [Convolution(1, 3), Convolution(1, 3)])
      }
        == "conv2: a kernel of 3×3 is larger than its input of 2×2×1.")
    #expect(
      sentence { _ = try Network(input: [4, 0, 1], seed: 1, []) }
        == "input: an image of shape 4×0×1 has no pixels.")
    let network = try Network(input: [4, 4, 1], seed: 1, [Convolution(1, 3)])
    #expect(
      sentence { _ = try network.trace(Tensor([5, 4, 1])) }
        == "input: a batch of shape 1×5×4×1 does not hold images of 4×4×1.")
    #expect(
      sentence { _ = try network.trace(Tensor([4, 4, 1]), outputGradient: Tensor([3, 3, 1])) }
        == "output: a gradient of shape 1×3×3×1 does not fit outputs of 2×2×1.")
  }

  @Test func hashedNumbers() {
    let random = Random(seed: 1)
    let many = (0..<100_000).map { random.uniform($0) }
    let mean = many.reduce(0, +) / 100_000
    #expect(abs(mean - 0.5) < 0.005 && many.allSatisfy { $0 >= 0 && $0 < 1 })
    let normal = (0..<100_000).map { random.normal($0) }
    let variance = normal.reduce(0) { $0 + $1 * $1 } / 100_000
    #expect(abs(variance - 1) < 0.02 && abs(normal.reduce(0, +) / 100_000) < 0.01)
    #expect(random.stream(1).bits(0) != random.stream(2).bits(0))
    #expect(Random(seed: 1).bits(7) == random.bits(7))
    #expect(random.permutation(of: 1000).sorted() == Array(0..<1000))
    #expect(random.permutation(of: 1000) != Array(0..<1000))
  }

  @Test(arguments: [
    (3.24e-9, 2, "3.2·10⁻⁹"), (-9.96e-3, 2, "−1.0·10⁻²"), (1.5e12, 1, "2·10¹²"), (0, 2, "0"),
    (1e-5, 3, "1.00·10⁻⁵"), (0.25, 2, "2.5·10⁻¹"), (7, 2, "7.0·10⁰"), (.infinity, 2, "inf"),
  ])
  func powersOfTen(_ value: Double, _ digits: Int, _ text: String) {
    #expect(value.scientific(digits) == text)
  }

  @Test(arguments: [
    (Float(2), "2"), (Float(-2), "−2"), (Float(0.75), "0.75"), (Float(8) / 3, "2.6667"),
    (Float(0.1), "0.1"), (Float(0), "0"),
    // Not quite zero, so not a plain one.
    (Float(0.00001), "0.0000"),
  ])
  func asFewDecimalsAsItHas(_ value: Float, _ text: String) {
    #expect(value.short == text)
  }

  @Test(arguments: [
    (Float(0.015625), 4, "0.0156"), (Float(0.015625), 7, "0.015625"), (Float(-0.5), 7, "−0.5"),
    (Float(8) / 3, 2, "2.67"),
  ])
  func asManyDecimalsAsAreAskedFor(_ value: Float, _ most: Int, _ text: String) {
    #expect(value.short(upTo: most) == text)
  }

  @Test func everyShareIsTakenOnce() {
    for count in [0, 1, 5, 16, 17, 37, 128] {
      #expect((0..<shareCount).flatMap { share($0, of: count) } == Array(0..<count))
    }
  }
}
