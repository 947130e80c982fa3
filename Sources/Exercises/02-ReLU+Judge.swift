import CNN
import Explain
import Printing

/// What a ReLU is asked: numbers, and for the way back the gradients of what it made of them.
private struct Gates: Sendable {
  var x: [Float]
  var dy: [Float] = []

  init(_ x: [Float], _ dy: [Float] = []) {
    self.x = x
    self.dy = dy.isEmpty ? x.map { _ in 1 } : dy
  }

  var trace: Trace? {
    let network = try? Network(input: [x.count], seed: 1, [ReLU()])
    return try? network?.trace(Tensor([x.count], x), outputGradient: Tensor([x.count], dy))
  }

  var forward: Returned { trace.map { Returned($0.output) } ?? Returned([Float]()) }

  var backward: Returned { Returned(trace?.gradients[0]?.scalars ?? []) }

  func arithmetic(of site: Site) -> String { trace.map { "\($0.explain(site))" } ?? "" }
}

extension Exercise {
  /// Exercise 2.
  public static func relu(
    forward: @escaping @Sendable ([Float]) -> [Float],
    backward: @escaping @Sendable ([Float], [Float]) -> [Float]
  ) -> Exercise {
    Exercise(
      2,
      hints: [
        "Each number is on its own: look at one, and decide whether it passes.",
        "Forward, a number above 0 stays and any other becomes 0. Backward, the gradient passes "
          + "where the INPUT was above 0; the gradient's own sign does not matter.",
      ],
      [
        Part(
          "relu(_:)",
          [
            "one number": Gates([2.5]), "the example of the task": Gates([-3, 0, 0.5, 2]),
            "all below zero": Gates([-1, -0.001, -100]),
            "large and small": Gates([1e6, -1e6, 0.001, -0.001]),
          ],
          given: { ["x": $0.x] },
          attempt: { Returned(forward($0.x)) }, expected: \.forward,
          mistakes: [
            "The signs are removed. A number below zero becomes 0, and not its own positive.": {
              Returned($0.x.map { abs($0) })
            },
            "Everything above 0 became 1. A number above 0 stays as it is.": {
              Returned($0.x.map { $0 > 0 ? 1 : 0 })
            },
            "What is below zero was left out. It becomes 0, so the list keeps its length.": {
              Returned($0.x.filter { $0 > 0 })
            },
            "It cuts at 1 too. ReLU has no upper end.": {
              Returned($0.x.map { min(1, max(0, $0)) })
            },
          ],
          arithmetic: { $0.arithmetic(of: .activation(stage: 1, [$1])) }),
        Part(
          "reluBackward(_:x:)",
          [
            "one open gate": Gates([2], [3]),
            "the example of the task": Gates([-3, 0, 0.5, 2], [5, 6, 7, -8]),
            "all closed": Gates([-1, -2, 0], [1, -1, 4]),
            "negative gradients": Gates([1, 2, -3, 4], [-1, -2, -3, 4]),
          ],
          given: { ["dy": $0.dy, "x": $0.x] },
          attempt: { Returned(backward($0.dy, $0.x)) }, expected: \.backward,
          mistakes: [
            "The gradient itself was clipped. Its sign does not matter; the input's sign does.": {
              Returned(zip($0.dy, $0.x).map { max(0, $0) * ($1 > 0 ? 1 : 0) })
            },
            "The gradient was clipped, and the inputs were not looked at. A gate is open where its "
              + "input is above 0.": { Returned($0.dy.map { max(0, $0) }) },
            "Everything passes. Where the input is below zero, the output does not move.": {
              Returned($0.dy)
            },
            "The gradient was multiplied by the input. The slope above 0 is 1, not x.": {
              Returned(zip($0.dy, $0.x).map { $0 * max(0, $1) })
            },
            "A gate at exactly 0 was taken as open. By convention it is closed.": {
              Returned(zip($0.dy, $0.x).map { $1 >= 0 ? $0 : 0 })
            },
          ],
          arithmetic: { $0.arithmetic(of: .gradient(stage: 0, [$1])) }),
      ])
  }
}
