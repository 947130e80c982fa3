import CNN
import Figures
import LessonKit
import Printing

/// The best 5×5 kernel in place of two kernels with ReLU between them, and what it misses.
func bestOfAll(_ lesson: Lesson, _ seven: Tensor, _ collapse: Collapse) {
  lesson.cell("The best 5×5 kernel of all") {
    let target = collapse.second[1]
    let best = try bestKernel(rows: 5, columns: 5, from: seven, to: target)
    let answer = try convolve(seven, best.weights, bias: best.bias, .same)
    let difference = zip(target.scalars, answer.scalars).map { $0 - $1 }
    let largest = difference.map(abs).max() ?? 0
    func text(_ largest: Float) -> String { largest == 0 ? "exactly 0" : largest.asDifference }
    lesson.print("largest difference from two kernels with \(collapse.between) between them")
    lesson.print("the kernel in place of both:  \(text(collapse.differences[1]))")
    lesson.print("the best of all 5×5 kernels:  \(text(largest))")
    func spread(_ differences: [Float]) -> String {
      let squares = differences.reduce(0.0) { $0 + Double($1) * Double($1) }
      return (squares / Double(differences.count)).squareRoot().fixed(4)
    }
    lesson.print("root of the mean squared difference, which is smallest for the best")
    lesson.print("the kernel in place of both:  \(spread(collapse.differenceMaps[1].scalars))")
    lesson.print("the best of all 5×5 kernels:  \(spread(difference))")
    lesson.show(
      .row(
        .map(target, "two kernels").family("maps").cell(6),
        .map(Tensor(rows: best.weights), "the best 5×5").family("weights"), .arrow(),
        .map(answer, "its map").family("maps").cell(6),
        .map(Tensor(target.shape, difference), "difference").family("maps").cell(6),
        sharing: .signed), "best",
      "The map of two kernels with \(collapse.between) between them, the best single kernel, its map, "
        + "and the difference: \(missingNote(largest)). The maps share one scale.",
      alt: "The best single kernel and what it misses")
  }
}

/// The kernel and the bias whose answers to an image, with a border of zeros as for `.same`, come
/// closest to a map: those with the smallest sum of squared differences.
///
/// At the minimum the sum does not change when one weight is changed a little. That is one linear
/// equation for each weight and one for the bias (Legendre, 1805).
func bestKernel(
  rows: Int, columns: Int, from image: Tensor, to map: Tensor
) throws -> (weights: [[Float]], bias: Float) {
  let (height, width, count) = (image.shape[0], image.shape[1], rows * columns + 1)
  // left · unknowns = right, with left(p, q) = Σ seen(p) · seen(q), right(p) = Σ seen(p) · map,
  // over all places; what the bias sees is 1 everywhere.
  var left = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
  var right = [Double](repeating: 0, count: count)
  for i in 0..<height {
    for j in 0..<width {
      var seen = [Double](repeating: 1, count: count)
      for a in 0..<rows {
        for b in 0..<columns {
          let (row, column) = (i + a - rows / 2, j + b - columns / 2)
          let isInside = (0..<height).contains(row) && (0..<width).contains(column)
          seen[a * columns + b] = isInside ? Double(image[row, column, 0]) : 0
        }
      }
      for p in 0..<count {
        right[p] += seen[p] * Double(map[i, j, 0])
        for q in 0..<count { left[p][q] += seen[p] * seen[q] }
      }
    }
  }
  let solution = solve(left, right).map { Float($0) }
  let weights = (0..<rows).map { Array(solution[$0 * columns..<($0 + 1) * columns]) }
  return (weights, solution[count - 1])
}

/// Solves linear equations by elimination, each time with the largest number left in the column.
private func solve(_ left: [[Double]], _ right: [Double]) -> [Double] {
  var rows = zip(left, right).map { $0 + [$1] }
  for column in rows.indices {
    let pivot =
      rows.indices[column...].max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
    rows.swapAt(column, pivot)
    guard rows[column][column] != 0 else { continue }
    for row in rows.indices where row != column {
      let factor = rows[row][column] / rows[column][column]
      for place in column...rows.count { rows[row][place] -= factor * rows[column][place] }
    }
  }
  return rows.indices.map { row in
    rows[row][row] == 0 ? 0 : rows[row][rows.count] / rows[row][row]
  }
}
