import CNN
import LessonKit

/// What can be worked out with a pencil.
///
/// - Parameter image: any one with ink.
func questions(_ image: Tensor) throws -> [WorkItOut] {
  [marginLost(), try throughAGate(), deafMethod(image)]
}

/// A margin falls by more than the winner's logit loses, when another class catches up.
private func marginLost() -> WorkItOut {
  let (before, after) = (Answer(logits: [12, 4, 1]), Answer(logits: [9, 2, 7]))
  let (lost, own) = (
    before.margin(of: 0) - after.margin(of: 0), before.logits[0] - after.logits[0]
  )
  let second = before.margin(of: 0) - (after.logits[0] - after.logits[1])
  return WorkItOut(
    """
    Three classes have the logits 12, 4 and 1. With something covered they are 9, 2 and 7. By how much \
    has the first one's margin fallen?
    """, .number, .number(Double(lost)),
    because: "Before, the largest of the others is 4: 12 − 4 = 8. After, it is 7: 9 − 7 = 2.",
    mistakes: [
      .number(Double(own)): "That is what the logit lost. The margin also depends on the others.",
      .number(Double(second)): "The largest of the others is now the third, not the second.",
    ])
}

/// Gradient × input holds the gates as they are; a cover may close one.
private func throughAGate() throws -> WorkItOut {
  let network = try Network(
    input: [1, 1, 2], seed: 1,
    [
      Flatten(), Dense(weights: Tensor([2, 1], [1, 1]), bias: [-4]), ReLU(),
      Dense(weights: Tensor([1, 1], [3]), bias: [0]),
    ])
  let (inputs, covered) = (Tensor([1, 1, 2], [2, 3]), Tensor([1, 1, 2], [0, 3]))
  let trace = try network.trace(inputs, outputGradient: Tensor([1], [1]))
  let product = try trace.gradient("in").scalars[0] * inputs.scalars[0]
  let lost = try trace.output.scalars[0] - network.trace(covered).output.scalars[0]
  return WorkItOut(
    """
    A logit is 3 · ReLU(x₁ + x₂ − 4), with x₁ = 2 and x₂ = 3. What does gradient × input give for x₁? \
    And how much of the logit is lost when x₁ becomes 0?
    """, .numbers(2), .numbers([Double(product), Double(lost)]),
    because: """
      The gate is open, so the gradient is 3, and 3 · 2 = 6. But the logit is only 3. With x₁ = 0 the \
      gate closes, and these 3 are lost.
      """,
    mistakes: [
      .numbers([Double(product), Double(product)]):
        "Gradient × input holds the gate open. A cover can close it.",
      .numbers([Double(lost), Double(lost)]): "The gradient is 3. Multiply it by the input, 2.",
    ])
}

/// A method that does not ask the network passes the look of it, and fails the test.
private func deafMethod(_ image: Tensor) -> WorkItOut {
  let ink = image.scalars
  let r = ((correlation(ink.map { 5 * $0 }, ink) ?? 0) * 1000).rounded() / 1000
  return WorkItOut(
    """
    A method paints the image itself, five times as strong, and never asks the network. What is its r \
    with the ink, for trained weights and for random ones?
    """, .numbers(2), .numbers([r, r]),
    because: """
      The map rises and falls just as the ink does, whatever the weights are. So random weights expose \
      this method.
      """,
    mistakes: [
      [5, 5]: "r never goes above 1. It does not depend on how strong a map is.",
      [1, 0]: "This method does not ask the network, so other weights change nothing.",
    ])
}
