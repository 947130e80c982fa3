import CNN
import Explain
import Foundation

/// Rows of scores.
private struct Scores: Sendable {
  var rows: [[Float]]

  init(_ rows: [[Float]]) { self.rows = rows }

  func shares(minus shift: ([Float]) -> Float) -> Returned {
    Returned(
      rows.map { row in
        let powers = row.map { exp($0 - shift(row)) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
      })
  }

  /// Each power divided by a sum of its own, every row shifted by its largest score.
  func powers(over sum: (Int, Int) -> Float) -> Returned {
    Returned(
      rows.enumerated().map { place, row in
        row.enumerated().map { exp($1 - largest(place)) / sum(place, $0) }
      })
  }

  func sum(ofColumn column: Int) -> Float {
    rows.indices.map { exp(rows[$0][column] - largest($0)) }.reduce(0, +)
  }

  private func largest(_ row: Int) -> Float { rows[row].max() ?? 0 }

  private func trace(of row: Int) -> Trace? {
    let network = try? Network(input: [rows[row].count], seed: 1, [Softmax()])
    return try? network?.trace(Tensor([rows[row].count], rows[row]))
  }

  var right: Returned { Returned(rows.indices.map { trace(of: $0)?.output.scalars ?? [] }) }

  var all: [Float] { rows.flatMap { $0 } }

  func arithmetic(of offset: Int) -> String {
    let (row, column) = (offset / rows[0].count, offset % rows[0].count)
    let explained = trace(of: row).map { "\($0.explain(.activation(stage: 1, [column])))" } ?? ""
    return "row \(row)\n" + explained
  }
}

extension Exercise {
  /// Exercise 7.
  public static func softmax(
    _ attempt: @escaping @Sendable ([[Float]]) -> [[Float]]
  ) -> Exercise {
    Exercise(
      7,
      hints: [
        "Take each row for itself. Which number can you subtract from a row, so that no power is "
          + "larger than exp(0) = 1?",
        "For each row: subtract its own largest score, take exp of each, add them up, and divide "
          + "each by the sum.",
      ],
      [
        Part(
          "softmax(_:)",
          [
            "one score": Scores([[5]]), "two equal scores": Scores([[-2, -2]]),
            "the example of the task": Scores([[0, 1], [1000, 1001]]),
            "rows far apart": Scores([[-300, -299, -301], [0, 0, 0], [300, 301, 299]]),
            "one score far ahead": Scores([[0, 200, -200], [200, 0, -200]]),
          ],
          given: { ["rows": $0.rows] },
          attempt: { Returned(attempt($0.rows)) }, expected: \.right,
          mistakes: [
            "exp(1000) is too large for a Float. Subtract the row's largest score first.": {
              $0.shares { _ in 0 }
            },
            "The largest score of all rows was subtracted, so that a row far below it becomes 0 / 0. "
              + "Take each row's own.": { scores in scores.shares { _ in scores.all.max() ?? 0 } },
            "The shares of all rows together add up to 1. Each row has its own sum.": { scores in
              let powers = scores.rows.map { row in row.map { exp($0 - (row.max() ?? 0)) } }
              let sum = powers.flatMap { $0 }.reduce(0, +)
              return Returned(powers.map { $0.map { $0 / sum } })
            },
            "The sum goes down a column. Each row is an image, so add along the row.": { scores in
              scores.powers(over: { row, column in scores.sum(ofColumn: column) })
            },
            "The sum stands within exp. Take exp of each score first, and divide then.": { scores in
              Returned(
                scores.rows.map { row in
                  let sum = row.map { exp($0) }.reduce(0, +)
                  return row.map { exp($0 / sum) }
                })
            },
            "The scores themselves were divided by their sum. Take exp first.": { scores in
              Returned(
                scores.rows.map { row in
                  let sum = row.reduce(0, +)
                  return row.map { $0 / sum }
                })
            },
            "The mean was subtracted. A score far above the mean still overflows: subtract the "
              + "largest.": { $0.shares { $0.reduce(0, +) / Float($0.count) } },
            "The first score was subtracted. A score far above the first still overflows: subtract "
              + "the largest.": { $0.shares { $0[0] } },
            "These are the powers. Divide each by the sum of its row.": { scores in
              Returned(scores.rows.map { row in row.map { exp($0 - (row.max() ?? 0)) } })
            },
          ],
          arithmetic: { $0.arithmetic(of: $1) })
      ])
  }
}
