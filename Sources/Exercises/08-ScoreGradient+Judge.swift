import CNN
import Explain
import Foundation
import Printing

/// The shares of a batch, and the right classes.
private struct Batch: Sendable {
  var shares: [[Float]]
  var labels: [Int]

  init(_ shares: [[Float]], labels: [Int]) {
    self.shares = shares
    self.labels = labels
  }

  /// What the package's own loss passes back to the scores.
  var right: Returned {
    guard let network else { return Returned([Float]()) }
    var tape = Tape()
    let scores = Tensor([shares.count, shares[0].count], shares.flatMap(Self.scores))
    do {
      try network.forward(scores, tape: &tape)
      try network.backward(from: labels, tape: &tape)
    } catch {
      return Returned([Float]())
    }
    return tape.activationGradients[0].map { Returned($0) } ?? Returned([Float]())
  }

  /// A number for each score, from its share and whether its class is right.
  func each(_ number: (_ share: Float, _ isRight: Bool) -> Float) -> Returned {
    Returned(
      zip(shares, labels).map { row, label in
        row.enumerated().map { number($1, $0 == label) }
      })
  }

  /// The same, with the mean over the batch.
  func mean(_ number: (_ share: Float, _ isRight: Bool) -> Float) -> Returned {
    each { number($0, $1) / Float(shares.count) }
  }

  func arithmetic(of offset: Int) -> String {
    let (row, column) = (offset / shares[0].count, offset % shares[0].count)
    let scores = Tensor([shares[row].count], Self.scores(shares[row]))
    let trace = try? network?.trace(scores, label: labels[row])
    let own = trace.map { "\($0.explain(.gradient(stage: 0, [column])))" } ?? ""
    let slope = shares[row][column] - (column == labels[row] ? 1 : 0)
    let mean = (slope / Float(shares.count)).short
    let last =
      "The loss is the mean over \(shares.count) images: \(slope.short) / \(shares.count) = \(mean)"
    return shares.count == 1 ? own : "image \(row), alone\n\(own)\n\(last)"
  }

  private var network: Network? { try? Network(input: [shares[0].count], seed: 1, [Softmax()]) }

  /// Scores with these shares. A share of 0 comes from a score that is far below.
  private static func scores(_ shares: [Float]) -> [Float] { shares.map { max(-200, log($0)) } }
}

extension Exercise {
  /// Exercise 8.
  public static func scoreGradient(
    _ attempt: @escaping @Sendable ([[Float]], [Int]) -> [[Float]]
  ) -> Exercise {
    Exercise(
      8,
      hints: [
        "Take one image first. Lesson 8 has a short formula for its scores. What does a mean over "
          + "several images do to it?",
        "For one image the gradient is p − y: each share, minus 1 for the right class and minus 0 "
          + "for the others. Divide every number by the number of rows.",
      ],
      [
        Part(
          "scoreGradient(_:labels:)",
          [
            "one class": Batch([[1]], labels: [0]),
            "the example of the task": Batch([[0.2, 0.5, 0.3]], labels: [2]),
            "the example with a second image": Batch(
              [[0.2, 0.5, 0.3], [1, 0, 0]], labels: [2, 0]),
            "three images, another class each": Batch(
              [[0.1, 0.2, 0.3, 0.4], [0.25, 0.25, 0.25, 0.25], [0.7, 0.1, 0.1, 0.1]],
              labels: [3, 1, 0]),
            "sure, and wrong": Batch(
              [[0, 1], [0.5, 0.5], [0, 1], [1, 0]], labels: [0, 1, 1, 1]),
          ],
          given: { ["shares": $0.shares, "labels": $0.labels] },
          attempt: { Returned(attempt($0.shares, $0.labels)) }, expected: \.right,
          mistakes: [
            "Only the right class has a gradient. Every score also feeds the common sum: add that "
              + "path.": { $0.mean { share, isRight in isRight ? share - 1 : 0 } },
            "The signs are reversed. That is the step, not the gradient: a gradient points uphill.":
              {
                $0.mean { share, isRight in (isRight ? 1 : 0) - share }
              },
            "The batch is forgotten. The loss is a mean: divide by the number of images.": {
              $0.each { share, isRight in share - (isRight ? 1 : 0) }
            },
            "It is divided by the number of classes. The mean is over the images: divide by the "
              + "rows.":
              {
                batch in
                batch.each { share, isRight in
                  (share - (isRight ? 1 : 0)) / Float(batch.shares[0].count)
                }
              },
            "This is the gradient of the shares, −1 / share. Go on to the scores, back through the "
              + "softmax.": { $0.mean { share, isRight in isRight ? -1 / share : 0 } },
            "1 is subtracted from every share. Only the right class should have had 1.": {
              $0.mean { share, _ in share - 1 }
            },
            "The first label is used for every row. Each image has its own.": { batch in
              Batch(batch.shares, labels: batch.labels.map { _ in batch.labels[0] }).mean {
                share, isRight in share - (isRight ? 1 : 0)
              }
            },
          ],
          arithmetic: { $0.arithmetic(of: $1) })
      ])
  }
}
