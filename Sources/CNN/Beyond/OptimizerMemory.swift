/// What an optimizer remembers from step to step.
public struct OptimizerMemory: Sendable {
  /// How many steps it has taken, if it counts them.
  public var steps: Int
  /// Numbers for each weight, by name: `[layer][parameter]` in the weights' shapes.
  public var numbers: [(name: String, tensors: [[Tensor]])]

  public init(steps: Int = 0, numbers: [(name: String, tensors: [[Tensor]])]) {
    self.steps = steps
    self.numbers = numbers
  }
}

extension OptimizerMemory {
  subscript(name: String) -> [[Tensor]] {
    numbers.first { $0.name == name }?.tensors ?? []
  }
}

extension SGD {
  public var memory: OptimizerMemory {
    get { OptimizerMemory(numbers: [("velocity", velocity)]) }
    set { velocity = newValue["velocity"] }
  }
}

extension Adam {
  public var memory: OptimizerMemory {
    get { OptimizerMemory(steps: steps, numbers: [("mean", means), ("square", squares)]) }
    set { (means, squares, steps) = (newValue["mean"], newValue["square"], newValue.steps) }
  }
}
