import CNN
import Foundation
import LessonKit

/// The three questions at the end: logits doubled, a logit more, accuracy against loss.
func questions(_ lesson: Lesson) -> [WorkItOut] {
  lesson.prepare { try [doubled(), oneMore(), moreRight()] }
}

/// The shares that the package's own softmax makes of logits.
private func shares(of logits: [Double]) throws -> [Double] {
  let network = try Network(input: [logits.count], seed: 1, [Softmax()])
  let output = try network.trace(Tensor([logits.count], logits.map(Float.init))).output
  return output.scalars.map(Double.init)
}

private func doubled() throws -> WorkItOut {
  let twice = try shares(of: [0.25, 0.75].map { 2 * log($0) })
  return WorkItOut(
    "Two shares are ¼ and ¾. Both logits are doubled. What are the shares now?",
    .numbers(2), .numbers(twice, within: 0.001),
    because: "The ratio of the shares was 1 : 3. Doubling the logits squares it: 1 : 9.",
    mistakes: [
      [0.25, 0.75]: "Adding changes no share. Doubling does: it doubles the difference.",
      [0.5, 1.5]: "Shares add up to 1. The logits are doubled, not the shares.",
    ])
}

private func oneMore() throws -> WorkItOut {
  WorkItOut(
    "The logits are 1 and 2. A third one, 2, joins them. What is the first share?",
    .number, .number(try shares(of: [1, 2, 2])[0], within: 0.0005),
    because: "The first share is e¹ / (e¹ + e² + e²) = 1 / (1 + 2e).",
    mistakes: [
      .number(try shares(of: [1, 2])[0], within: 0.0005):
        "The sum has grown, so each share has shrunk.",
      0.2: "The shares are not proportional to the logits: take exp first.",
    ])
}

private func moreRight() throws -> WorkItOut {
  // The shares of the right class, of two.
  let networks: [(name: String, shares: [Double])] = [
    ("A", shares: [0.51, 0.51, 0.01]), ("B", [0.49, 0.49, 0.49]),
  ]
  let right = networks.map { $0.shares.count { $0 > 0.5 } }
  let losses = networks.map { $0.shares.reduce(0) { $0 - log($1) } / 3 }
  let most = right[0] > right[1] ? 0 : 1
  let least = losses[0] < losses[1] ? 0 : 1
  return WorkItOut(
    """
    Three images, two classes. Network A gives the right class .51, .51 and .01; network B gives it \
    .49 each time. Which is right more often, and which has the lower mean loss?
    """, .oneOf(["A, A", "A, B", "B, A", "B, B"]),
    .option("\(networks[most].name), \(networks[least].name)"),
    because: """
      A is right twice, B never. The mean losses are \(losses[0].fixed(3)) and \
      \(losses[1].fixed(3)).
      """,
    mistakes: [
      "A, A": "One sure mistake costs more than three doubts.",
      "B, B": "A share of .49 loses against .51: B is never right.",
    ])
}
