import CNN
import LessonKit

/// What one works out at the end of the page. The package's own layers compute the answers.
func questions() throws -> [WorkItOut] {
  [try values(), try scaledLater(), try throughABend()]
}

/// What layers can make of one number while learning, the smallest first: a mask of one number
/// drops it or does not.
private func outcomes(of layers: [any Layer], for number: Float) throws -> [Double] {
  let network = try Network(input: [1], seed: 1, layers)
  let outputs = try (1...40).map {
    try network.trace(Tensor([1], [number]), Pass(.training, seed: $0)).output.scalars[0]
  }
  return Set(outputs).sorted().map(Double.init)
}

private func atInference(_ layers: [any Layer], for number: Float) throws -> Double {
  let network = try Network(input: [1], seed: 1, layers)
  return Double(try network.trace(Tensor([1], [number])).output.scalars[0])
}

private func values() throws -> WorkItOut {
  let layers = [Dropout(1 / 3)]
  let learning = try outcomes(of: layers, for: 6)
  return WorkItOut(
    """
    A 6 goes through dropout with rate ⅓. Which two values can it become in training (the smaller \
    first), and which at inference?
    """, .numbers(3),
    .numbers((learning + [try atInference(layers, for: 6)]).map { ($0 * 1000).rounded() / 1000 }),
    because: """
      A dropped 6 is 0. A survivor is divided by 1 − ⅓, which makes 9. In training it is \
      never 6. Only its mean is: ⅓ · 0 + ⅔ · 9 = 6. At inference the layer does nothing.
      """,
    mistakes: [
      [0, 6, 6]: "Divide survivors by 1 − rate.",
      [0, 18, 6]: "You divided by the rate. Divide by 1 − rate.",
      [0, 9, 9]: "Nothing is dropped at inference, so nothing is scaled.",
      [0, 6, 4]: "That is the other way to scale. Here survivors are scaled, in training.",
    ])
}

private func scaledLater() throws -> WorkItOut {
  let unit = Dense(weights: Tensor([2, 1], [2, -1]), bias: [1])
  let network = try Network(input: [2], seed: 1, [unit])
  // A rate of ½ keeps half on average.
  let output = try network.trace(Tensor([2], [3 * 0.5, 4 * 0.5])).output.scalars[0]
  return WorkItOut(
    """
    Dropout with rate ½ did not scale in training. So it must scale at inference. A number of the next \
    layer has the inputs 3 and 4, the weights 2 and −1, and the bias 1. What is it at inference?
    """, .number, .number(Double(output)),
    because: """
      In training the inputs were half as large on average. So 1.5 and 2 go in: 2 · 1.5 − 1 · 2 + 1.
      """,
    mistakes: [
      3: "The weights were learned with inputs that were half as large on average.",
      1.5: "Scale the inputs only. The bias was never dropped.",
      5: "You doubled the inputs. In training they were smaller, not larger.",
    ])
}

private func throughABend() throws -> WorkItOut {
  let layers: [any Layer] = [
    Dropout(0.5), Dense(weights: Tensor([1, 1], [1]), bias: [-1]), ReLU(),
  ]
  // With a rate of ½ both outcomes are equally likely.
  let learning = try outcomes(of: layers, for: 2)
  let mean = learning.reduce(0, +) / Double(learning.count)
  return WorkItOut(
    """
    A 2 goes through dropout with rate ½ and becomes y. What is the mean of ReLU(y − 1) in training, and \
    what at inference?
    """, .numbers(2), .numbers([mean, try atInference(layers, for: 2)]),
    because: """
      In training y is 0 or 4, so ReLU gives 0 or 3, with a mean of 1.5. At inference y is 2, and \
      ReLU gives 1. A mean does not survive the bend of a ReLU.
      """,
    mistakes: [
      [1, 1]: "The mean of y is 2 in both. But ReLU bends, so its mean differs.",
      [0.5, 1]: "A survivor is divided by 1 − rate: it is 4.",
      [1.5, 1.5]: "At inference nothing is dropped: y is 2.",
    ])
}
