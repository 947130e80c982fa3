import CNN
import Digits
import Models
import Testing

/// The README's example, line by line, with what it says of it.
@Test func readmeExample() throws {
  let network = try Models.walkthrough()
  #expect(network.summary().contains("Total parameters: 202666"))
  let trace = try network.trace(try MNIST.seven(), label: 3)
  let number = "\(trace.explain(.activation(stage: 1, [24, 13, 7])))"
  #expect(number.contains("in(24,11)") && number.contains("stored 1.4685"), "\(number)")
  let probability = trace.unfold(.activation(stage: 12, [7]), depth: 3)
  #expect(probability.contains("dense2[7]") && probability.contains("dense1["))
  let blame = "\(trace.explain(.parameterGradient(layer: 0, parameter: 0, [1, 1, 0, 7])))"
  #expect(blame.contains("others"), "\(blame)")
  #expect(blame.contains("∂loss/∂conv1.weight[7; 1,1]") && blame.contains("printed terms sum to"))
}
