import CNN
import Digits
import LessonKit

/// What one works out at the end of the page. The package's own layers compute the answers.
func questions() throws -> [WorkItOut] {
  [try moves(), try order(), try losers()]
}

private func moves() throws -> WorkItOut {
  let row = Tensor([3, 41, 1], (0..<3 * 41).map { Random(seed: 1, for: .weights).uniform($0) })
  func pooled(_ map: Tensor) throws -> Tensor {
    try Network(input: map.shape, seed: 1, [MaxPooling(3, stride: 2)]).trace(map).output
  }
  let before = try pooled(row)
  let shifting = try (1...6).filter { pixels in
    let after = try pooled(row.moved(right: pixels))
    // Far from the edges, each number against the one so many places to its left.
    return (0...pixels).contains { places in
      (7..<20).allSatisfy { after[0, $0, 0] == before[0, $0 - places, 0] }
    }
  }
  return WorkItOut(
    """
    Max pooling has window 3 and stride 2. After which moves of 1 to 6 pixels is the pooled \
    map only shifted?
    """, .someNumbers, .numbers(shifting.map(Double.init)),
    because:
      "Windows start at every second pixel. They see the same numbers only after an even move.",
    mistakes: [
      [3, 6]: "You took the window's size. The stride decides where windows start.",
      [6]: "The move need not be a multiple of 3. The stride alone decides.",
    ])
}

private func order() throws -> WorkItOut {
  let window = Tensor(rows: [[-4, 1], [0, 2]])
  let orders: [[any Layer]] = [[AveragePooling(2), ReLU()], [ReLU(), AveragePooling(2)]]
  let answers = try orders.map {
    Double(try Network(input: window.shape, seed: 1, $0).trace(window).output.scalars[0])
  }
  return WorkItOut(
    """
    A window holds −4, 1, 0 and 2. What is the ReLU of their average, and what is the average of \
    their ReLUs?
    """, .numbers(2), .numbers(answers),
    because: """
      The average is −¼, and ReLU makes it 0. After ReLU the numbers are 0, 1, 0 and 2, with an \
      average of ¾.
      """,
    mistakes: [
      [0, 0]: "The order matters here. It does not matter for the maximum.",
      [0.75, 0.75]: "The order matters here. It does not matter for the maximum.",
      [0, 1]: "Four numbers are in the window, the zeros too: divide by 4.",
    ])
}

private func losers() throws -> WorkItOut {
  let numbers: [Float] = [0.9, 0.2, 0.7, 0]
  func pooled(raisedBy amount: Float) throws -> Double {
    var window = Tensor([2, 2, 1], numbers)
    window.scalars[1] += amount
    let output = try Network(input: window.shape, seed: 1, [MaxPooling(2)]).trace(window).output
    return Double(output.scalars[0])
  }
  let rises = try [0.5, 1].map { try pooled(raisedBy: $0) - pooled(raisedBy: 0) }
  return WorkItOut(
    """
    A window holds 0.9, 0.2, 0.7 and 0. How much does the maximum rise if the 0.2 rises by 0.5, \
    and if it rises by 1?
    """, .numbers(2), .numbers(rises.map { ($0 * 10_000).rounded() / 10_000 }),
    because: """
      With 0.5 more it is 0.7, less than 0.9, so nothing changes. With 1 more it is 1.2, which is \
      0.3 above the old maximum.
      """,
    mistakes: [
      [0, 1]: "Only the part above the old maximum counts.",
      [0.5, 1]: "A number that loses does not reach the output.",
      [0.125, 0.25]: "That is the average. A maximum hands on one number only.",
    ])
}
