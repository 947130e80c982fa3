import CNN
import LessonKit

/// The three questions at the end: a direct weight, a gate that opens, a larger image.
func questions(_ lesson: Lesson) -> [WorkItOut] {
  lesson.prepare { try [directWeight(), gateOpens(), largerImage()] }
}

/// A = ReLU(x₁ − x₂), B = ReLU(½x₁ + x₂), logit = 4A + 2B.
private func smallNetwork() throws -> Network {
  try Network(
    input: [2], seed: 1,
    [
      Dense(weights: Tensor([2, 2], [1, 0.5, -1, 1]), bias: [0, 0]), ReLU(),
      Dense(weights: Tensor([2, 1], [4, 2]), bias: [0]),
    ])
}

private func directWeight() throws -> WorkItOut {
  let network = try smallNetwork()
  let hidden = try network.trace(Tensor([2], [2, 3]))["relu1"]
  let (into, out) = (network["dense1", "weight"], network["dense2", "weight"])
  let direct = (0..<2).filter { hidden[$0] > 0 }.reduce(0) { $0 + into[0, $1] * out[$1, 0] }
  return WorkItOut(
    """
    For questions 1 and 2:

    ```text
    x₁ = 2   x₂ = 3
    A = ReLU(x₁ − x₂)   B = ReLU(½x₁ + x₂)
    logit = 4A + 2B
    ```

    What is the direct weight of x₁?
    """, .number, .number(Double(direct)),
    because:
      """
      A is closed, since 2 − 3 is negative. B is open: ½ (from x₁ to B) times 2 (from B to the logit) is 1.
      """,
    mistakes: [
      5: "You added both paths, but A is closed.",
      4: "That is the path through A, which is closed.",
    ])
}

private func gateOpens() throws -> WorkItOut {
  let network = try smallNetwork()
  func logit(_ x: Float) throws -> Float { try network.trace(Tensor([2], [x, 3])).output[0] }
  return WorkItOut(
    "x₁ rises from 2 to 4. By how much does the logit rise?",
    .number, .number(Double(try logit(4) - logit(2))),
    because: """
      A becomes 4 − 3 = 1, B rises from 4 to 5. So the logit rises from 8 to 4 · 1 + 2 · 5 = 14.
      """,
    mistakes: [
      2: "The direct weight holds only while no gate changes. A opens on the way.",
      10: "A opens only where x₁ passes 3, not at once.",
    ])
}

private func largerImage() throws -> WorkItOut {
  func weights(_ side: Int) throws -> (kernels: Int, dense: Int) {
    let network = try Network(
      input: [side, side, 1], seed: 1,
      [
        Convolution(8, 3, padding: .full), ReLU(), Convolution(16, 3), ReLU(), MaxPooling(2),
        Flatten(), Dense(64),
      ])
    return (network["conv2", "weight"].shape.count, network["dense1", "weight"].shape.count)
  }
  let (own, twice) = (try weights(28), try weights(56))
  return WorkItOut(
    """
    Images become twice as high and twice as wide. By which factor does the number \
    of weights grow, in a convolution and in the first dense layer?
    """, .numbers(2),
    .numbers([
      Double(twice.kernels) / Double(own.kernels), Double(twice.dense) / Double(own.dense),
    ]),
    because: """
      A kernel is used again at every place, so it needs no more weights. The list is four times \
      as \
      long, and each of its numbers has weights of its own.
      """,
    mistakes: [
      [4, 4]: "The kernels stay as they are. They are only used at more places.",
      [1, 2]: "Twice as many rows and twice as many columns make four times as many numbers.",
    ])
}
