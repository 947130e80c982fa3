// Operations on complete rows of scalars: adding and transposing.

/// Adds `count` rows, each `length` long, in their order to the sums that begin at `place`. It is a
/// product with ones, whose sums stay in registers.
func sumRows(
  _ rows: UnsafeBufferPointer<Float>, count: Int, length: Int,
  to sums: UnsafeMutableBufferPointer<Float>
) {
  withUnsafePointer(to: 1 as Float) { one in
    StridedProduct(m: 1, n: length, k: count, aM: 0, aK: 0, bK: length, cM: length)
      .add(UnsafeBufferPointer(start: one, count: 1), from: 0, rows, from: 0, to: sums, from: 0)
  }
}

/// Adds up some arrays in their order, beginning with +0.
package func addUp(_ arrays: some Sequence<[Float]>, into total: inout [Float]) {
  total.withUnsafeMutableBufferPointer { total in
    total.update(repeating: 0)
    for array in arrays {
      array.withUnsafeBufferPointer { sumRows($0, count: 1, length: total.count, to: total) }
    }
  }
}

/// Transposes: `[rows, columns]` → `[columns, rows]`. Either reading or writing jumps, so it works
/// in blocks that fit into the nearest cache.
func transpose(
  _ matrix: UnsafeBufferPointer<Float>, rows: Int, columns: Int,
  to turned: UnsafeMutableBufferPointer<Float>
) {
  guard matrix.count == rows * columns, turned.count == rows * columns else {
    fatalError(
      "\(matrix.count) numbers are not \(rows) rows of \(columns), or do not fit \(turned.count).")
  }
  let block = 32
  for top in stride(from: 0, to: rows, by: block) {
    for left in stride(from: 0, to: columns, by: block) {
      for column in left..<min(left + block, columns) {
        for row in top..<min(top + block, rows) {
          turned[column * rows + row] = matrix[row * columns + column]
        }
      }
    }
  }
}

func transpose(_ matrix: [Float], rows: Int, columns: Int, into turned: inout [Float]) {
  matrix.withUnsafeBufferPointer { matrix in
    turned.withUnsafeMutableBufferPointer { turned in
      transpose(matrix, rows: rows, columns: columns, to: turned)
    }
  }
}
