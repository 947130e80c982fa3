import LessonKit
import Printing

/// Three questions of transfer: what a faster layer saves, addresses, and the order of a sum.
func questions() -> [WorkItOut] { [fasterLayer(), fetches(), orderOfASum()] }

/// What is saved when a part of the time becomes shorter.
private func fasterLayer() -> WorkItOut {
  func saved(_ share: Double, _ speedup: Double) -> Double { share - share / speedup }
  return WorkItOut(
    """
    Layer A takes 17 % of a program's time, layer B takes 75 %. What percentage is saved if A \
    takes no time at all? And what if only B changes, and runs five times as fast?
    """,
    .numbers(2), .numbers([saved(17, .infinity), saved(75, 5)]),
    because: """
      A cannot save more time than it takes: 17 %. B still takes a fifth of its 75 %, that is 15 %, \
      so it saves 60 %. This is Amdahl's law.
      """,
    mistakes: [
      [17, 75]: "B is not free: a fifth of its time is left.",
      [17, 80]: "B saves 80 % of its own time, and its own time is 75 % of all.",
    ])
}

/// How often memory must be asked, row by row and column by column.
private func fetches() -> WorkItOut {
  let (side, piece) = (64, 16)
  func count(_ address: (_ outer: Int, _ inner: Int) -> Int) -> Double {
    var (fetches, kept) = (0, -1)
    for outer in 0..<side {
      for inner in 0..<side {
        let wanted = address(outer, inner) / piece
        if wanted != kept { fetches += 1 }
        kept = wanted
      }
    }
    return Double(fetches)
  }
  let byRow = count { row, column in row * side + column }
  let byColumn = count { column, row in row * side + column }
  return WorkItOut(
    """
    A table of \(side)×\(side) numbers lies in memory row by row. Each fetch brings a piece of \
    \(piece) neighbours, and only the last piece is kept. How many fetches does it take to add up \
    the table row by row? And column by column?
    """,
    .numbers(2), .numbers([byRow, byColumn]),
    because: """
      Row by row, one fetch serves \(piece) numbers: \((side * side).grouped) / \(piece). Column by column, \
      the next number is always in another piece, so each of the \((side * side).grouped) needs a fetch.
      """,
    mistakes: [
      [byRow, byRow]:
        "The additions are the same. But a step down is \(side) numbers away, in another piece.",
      [byColumn, byColumn]:
        "Row by row, the next \(piece - 1) numbers are there already.",
      [byColumn, byRow]: "Neighbours in a row are neighbours in memory, not those in a column.",
    ])
}

/// The same five numbers, added in two orders.
private func orderOfASum() -> WorkItOut {
  let large: Float = 16_777_216
  let ones = [Float](repeating: 1, count: 4)
  let oneByOne = ones.reduce(large, +) - large
  let onesFirst = (large + ones.reduce(0, +)) - large
  return WorkItOut(
    """
    From 16,777,216 on, a `Float` holds only even numbers. Here, 16,777,217 is rounded down. Add \
    four ones to 16,777,216, one after another. By how much does the sum grow? And if the four ones \
    are added up first?
    """,
    .numbers(2), .numbers([Double(oneByOne), Double(onesFirst)]),
    because: """
      Each single 1 is lost in rounding. The sum of the ones is 4, and 16,777,220 is even. A `Float` \
      is rounded at every addition, so the order matters.
      """,
    mistakes: [
      [4, 4]: "On paper the order does not matter. Here every single sum is rounded.",
      [0, 0]: "The ones become 4 before they meet the large number, and 4 is not lost.",
    ])
}
