import CNN
import Printing

/// How many of some numbers stay what they were.
nonisolated struct Staying: CustomStringConvertible {
  /// All, and how many of them stay.
  let (all, same): (Int, Int)
  /// Those that are above zero before or after, and how many of them stay.
  let (active, activeSame): (Int, Int)

  init(_ before: Tensor, _ after: Tensor) {
    let pairs = Array(zip(before.scalars, after.scalars))
    let active = pairs.filter { $0 > 0 || $1 > 0 }
    (all, same) = (pairs.count, pairs.count { $0 == $1 })
    (self.active, activeSame) = (active.count, active.count { $0 == $1 })
  }

  var share: Double { Double(same) / Double(max(1, all)) }
  var activeShare: Double { Double(activeSame) / Double(max(1, active)) }

  /// `10 of 27`
  var text: String { "\(activeSame) of \(active)" }

  /// What stands above `description`.
  static let header = "stay, of all".alignedLeft(29) + "of those above zero before or after"

  /// `11504 of 12544   91.7 %          6 of  1046    0.6 %`
  var description: String {
    func text(_ count: Int, _ total: Int, _ share: Double) -> String {
      "\(count)".alignedRight(5) + " of " + "\(total)".alignedRight(5)
        + share.percent().alignedRight(9)
    }
    return text(same, all, share) + "      " + text(activeSame, active, activeShare)
  }
}

extension Tensor {
  /// A part of maps `[H, W, C]`, all channels of it.
  func part(rows: Range<Int>, columns: Range<Int>) -> Tensor {
    var part = Tensor([rows.count, columns.count, shape[2]])
    for (i, row) in rows.enumerated() {
      for (j, column) in columns.enumerated() {
        for c in 0..<shape[2] { part[i, j, c] = self[row, column, c] }
      }
    }
    return part
  }

  /// Where it differs from another map of its shape, `[H, W, 1]`.
  func changes(from other: Tensor) -> [(row: Int, column: Int)] {
    scalars.indices.filter { scalars[$0] != other.scalars[$0] }
      .map { ($0 / shape[1], $0 % shape[1]) }
  }

  /// The numbers of a map, row by row: `0 2 / 1 2`.
  var inLine: String {
    (0..<shape[0]).map { row in
      (0..<shape[1]).map { self[row, $0, 0].short }.joined(separator: " ")
    }.joined(separator: " / ")
  }
}
