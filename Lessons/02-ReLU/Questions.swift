import CNN
import LessonKit

/// The three questions at the end: one kernel for two, a dead kernel, three plain images.
func questions(_ lesson: Lesson) -> [WorkItOut] {
  lesson.prepare { [oneForTwo(), dead(), try plainImages()] }
}

/// Two kernels of two pixels and the one of three pixels in their place.
private func oneForTwo() -> WorkItOut {
  func one(_ first: [Double], _ second: [Double]) -> [Double] {
    var one = [0.0, 0, 0]
    for a in 0..<2 {
      for c in 0..<2 { one[a + c] += first[a] * second[c] }
    }
    return one
  }
  let (first, second) = ([1.0, -1], [2.0, 1])
  return WorkItOut(
    """
    On a row of pixels, [1 −1] comes first and [2 1] after it, without ReLU. Which kernel of three \
    weights does the same in one step?
    """, .numbers(3), .numbers(one(first, second)),
    because: """
      At a place the answer is 2 · (x₁ − x₂) + 1 · (x₂ − x₃). The pixel x₂ is used twice: −2 + 1 = −1.
      """,
    mistakes: [
      .numbers(one(first, second.reversed())):
        "You turned one of the kernels. The first weight belongs to the first pixel.",
      [2, 0, -1]: "The middle pixel is used twice. Add both products.",
      [2, -1, 0]: "Each weight of one kernel is multiplied by each weight of the other.",
    ])
}

/// A kernel whose best image is just not enough.
private func dead() -> WorkItOut {
  let weights = [2, -1, 0.5, -3]
  let most = weights.reduce(0) { $0 + max(0, $1) }
  return WorkItOut(
    """
    A kernel [[2,−1],[½,−3]] reads pixels from 0 to 1. ReLU follows. What is the highest bias \
    that makes it dead?
    """, .number, .number(-most),
    because: """
      The best image is white under 2 and ½ and black elsewhere. Its sum is 2½. With a bias of −2½ \
      the largest answer is 0, and ReLU gives 0 for every image.
      """,
    mistakes: [
      .number(most): "The bias has to take this sum away, so it is negative.",
      .number(-weights.reduce(0, +)):
        "You added up all weights. Under the negative ones the best image is black.",
      .number(-(weights.max() ?? 0)): "Several pixels can be white at the same time.",
    ])
}

/// White, grey and black, for a kernel that says no to ink.
private func plainImages() throws -> WorkItOut {
  let (weights, bias): ([[Float]], Float) = ([[1, -1], [-1.5, 0.5]], 0.5)
  func answers(_ layers: [any Layer]) throws -> [Double] {
    try [Float(1), 0.25, 0].map { grey in
      let image = Tensor([2, 2, 1], [Float](repeating: grey, count: 4))
      let trace = try Network(input: image.shape, seed: 1, layers).trace(image)
      return Double(trace.output.scalars[0])
    }
  }
  let layer = try Convolution(weights: weights, bias: bias)
  return WorkItOut(
    """
    The weights of a kernel add up to −1, and its bias is ½. What comes out after ReLU where the \
    window sees only white (1), only grey (¼), only black (0)?
    """, .numbers(3), .numbers(try answers([layer, ReLU()])),
    because: "The sums with the bias are −1 + ½, −¼ + ½ and ½. ReLU changes only the first.",
    mistakes: [
      .numbers(try answers([layer])): "ReLU is missing. It makes a negative number 0.",
      [0.5, 0.5, 0.5]: "You applied ReLU before the bias. The bias is part of the sum.",
      [0, 0.25, 0]: "Black has an answer, too: the bias.",
    ])
}
