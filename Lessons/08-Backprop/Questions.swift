import CNN
import LessonKit

/// Three questions of transfer, with the answers that the package's own layers give.
func questions() throws -> [WorkItOut] {
  [try chain(), try pixel(), promise()]
}

/// A chain of two weights: ∂L/∂w for L = ½ · out².
private func chain() throws -> WorkItOut {
  let network = try Network(
    input: [1], seed: 1,
    [
      Dense(weights: Tensor([1, 1], [2]), bias: [0]), ReLU(),
      Dense(weights: Tensor([1, 1], [-1]), bias: [0]),
    ])
  let x = Tensor([1], [3])
  // The derivative of ½ · out² is out.
  let out = try network.trace(x).output
  let gradient = try network.trace(x, outputGradient: out).gradient("dense1", "weight").scalars[0]
  return WorkItOut(
    """
    A network has two weights: out = v · ReLU(w · x), with x = 3, w = 2 and v = −1. Its loss is \
    L = ½ · out². What is ∂L/∂w?
    """,
    .number, .number(Double(gradient)),
    because: """
      The output is −6, and that is ∂L/∂out, too. The way back goes through v = −1 and the open \
      ReLU. At the weight w the gradient is multiplied by x = 3: −6 · −1 · 3 = 18.
      """,
    mistakes: [
      12: "That is ∂L/∂x: you have multiplied by w. The weight's gradient is multiplied by x.",
      -18: "Both out and v are negative, so the product is positive.",
      6: "The path does not end at the ReLU: multiply by x, too.",
      -6: "That is ∂L/∂out: multiply along the rest of the path.",
    ])
}

/// The gradient of a pixel that three windows have met.
private func pixel() throws -> WorkItOut {
  // The window at place j meets pixel 2 with the kernel's weight 2 − j.
  let network = try Network(
    input: [1, 5, 1], seed: 1, [Convolution(weights: [[4, -1, 2]], bias: 0)])
  let trace = try network.trace(
    Tensor([1, 5, 1], [0, 0, 1, 0, 0]), outputGradient: Tensor([1, 3, 1], [1, 3, -0.5]))
  return WorkItOut(
    """
    Three places of a map use one pixel, with the kernel's weights 2, −1 and 4. The gradients of \
    these places are 1, 3 and −½. What is the pixel's gradient?
    """,
    .number, .number(Double(try trace.gradient("in")[0, 2, 0])),
    because: """
      Multiply along each path, add over the paths: 2 · 1 + (−1) · 3 + 4 · (−½) = 2 − 3 − 2 = −3.
      """,
    mistakes: [
      -2: "That is the last path alone. The pixel is used three times, so add (+=).",
      -1: "That is a mean. The paths are added.",
      17.5:
        "You have added first. Each gradient is multiplied by its own weight, then all are added.",
    ])
}

/// A step whose promise is larger than the loss.
private func promise() -> WorkItOut {
  let (loss, squares, rate) = (3.0, 20.0, 0.5)
  let mistaken = "by 1.5, and one step can do that"
  let (kept, broken) = ("by 10, and one step can do that", "by 10, but no step can do that")
  return WorkItOut(
    """
    A loss −ln p is 3. The squares of all gradients add up to 20, and η is ½. How far would the \
    loss fall if all slopes stayed as they are, and can one step do that?
    """,
    .oneOf([mistaken, kept, broken]), .option([kept, broken][rate * squares > loss ? 1 : 0]),
    because: """
      η · Σ gradient² = ½ · 20 = 10. But −ln p is never below 0, so it can fall by 3 at most. \
      Slopes hold only nearby.
      """,
    mistakes: [
      .option(mistaken): "That is half the loss. Each weight moves by η times its own gradient.",
      .option(kept):
        "The loss would be −7, but −ln p is never below 0. The slopes change on the way.",
    ])
}
