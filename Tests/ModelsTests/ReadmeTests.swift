import CNN
import Digits
import Explain
import Models
import Testing

/// The README's example, line by line, with what it says of it.
@Test func readmeExample() throws {
  let network = try Models.walkthrough()
  #expect(network.summary().contains("Total parameters: 202666"))
  let trace = try network.trace(try MNIST.seven(), label: 3)
  #expect(try trace["relu2"].shape == [28, 28, 16])
  let number = "\(trace.explain(try trace.site("conv1", [24, 13, 7])))"
  #expect(number.contains("in(24,11)") && number.contains("stored 1.4685"), "\(number)")
  let probability = trace.unfold(try trace.site("softmax1", [7]), depth: 3)
  #expect(probability.contains("dense2[7]") && probability.contains("dense1["))
  let blame = "\(trace.explain(try trace.site("conv1", "weight", [1, 1, 0, 7]).gradient))"
  #expect(blame.contains("others"), "\(blame)")
  #expect(blame.contains("∂loss/∂conv1.weight[7; 1,1]") && blame.contains("printed terms sum to"))
  var other = network
  other["conv1", "weight"][1, 1, 0, 7] += 0.1
  let loss = try other.trace(try MNIST.seven(), label: 3).loss
  #expect(loss != nil && loss != trace.loss)
}
