import CNN
import Figures
import Models
import Notebook
import Testing

/// A map whose origin does not hold its numbers is found.
struct OriginTests {
  private let trace: Trace
  init() throws { trace = try LittleSeven.network().trace(LittleSeven.image, label: 0) }

  private func problem(
    _ numbers: Tensor, _ origin: Figure.Origin?, _ change: (inout Tensor) -> Void = { _ in }
  ) -> String? {
    var numbers = numbers
    change(&numbers)
    return Figure.Map(numbers, origin: origin).disagreement(with: trace)
  }

  @Test("a map of a stage, a gradient, a kernel, a list, and a table")
  func agreement() throws {
    #expect(problem(LittleSeven.image, .activation("in", channel: 0)) == nil)
    #expect(problem(try trace.gradient("relu1"), .gradient("relu1", channel: 0)) == nil)
    let kernel = Tensor(rows: LittleSeven.kernel)
    #expect(problem(kernel, .parameter("conv1", kernel: 0, channel: 0)) == nil)
    let gradient = try trace.gradient("conv1", "weight").reshaped([2, 2])
    #expect(problem(gradient, .parameterGradient("conv1", kernel: 0, channel: 0)) == nil)
    #expect(problem(try trace["dense1"].reshaped([2, 1]), .activation("dense1")) == nil)
    #expect(problem(LittleSeven.weights, .parameter("dense1")) == nil)
    #expect(problem(Tensor([2], LittleSeven.biases), .parameter("dense1", "bias")) == nil)
    #expect(problem(LittleSeven.image, nil) == nil)
    #expect(problem(LittleSeven.image, .image) == nil)
  }

  @Test("a part of a stage")
  func part() throws {
    let relu = try trace["relu1"]
    let part = Tensor(rows: [[relu[1, 1, 0], relu[1, 2, 0]], [relu[2, 1, 0], relu[2, 2, 0]]])
    #expect(problem(part, .activation("relu1", channel: 0, row: 1, column: 1)) == nil)
    #expect(problem(part, .activation("relu1", channel: 0, row: 0, column: 1)) != nil)
    let beyond = problem(part, .activation("relu1", channel: 0, row: 2, column: 1))
    #expect(beyond != nil)
  }

  @Test("one wrong number, and a stage that is not there")
  func lies() throws {
    let wrong = problem(LittleSeven.image, .activation("in", channel: 0)) { $0[1, 2, 0] = 0.5 }
    #expect(wrong == "in map 0 is 0.0 where row 1, column 2 of the map is 0.5")
    let missing = problem(LittleSeven.image, .activation("conv2", channel: 0))
    #expect(missing == "the trace has no conv2 map 0")
  }

  @Test("a page's usual trace explains the maps whose numbers it holds, and no others")
  func usual() throws {
    let right = Figure.image(LittleSeven.image, of: .activation("in", channel: 0))
    let wrong = Figure.image(
      LittleSeven.image.moved(right: 1), of: .activation("in", channel: 0))
    var data = DataScript(page: "Proof/index")
    #expect(data.json(right, explainedBy: trace).text.contains("\"trace\":0"))
    #expect(!data.json(wrong, explainedBy: trace).text.contains("\"trace\""))
    #expect(data.falseOrigins.isEmpty)
    _ = data.json(wrong.traced(by: trace))
    #expect(data.falseOrigins.count == 1)
  }
}
