import CNN

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
