// Exercise 16: the same sum in another order of loops. Behind lesson 12. Optional.
//
// The product of two matrices: c[i][j] is the sum of a[i][k] · b[k][j] over all k. Each matrix is
// one list, row after row. `a` has `rows` rows of `inner` numbers, `b` has `inner` rows of
// `columns` numbers. The plain loops are
//
//     for i in 0..<rows {
//       for j in 0..<columns {
//         var sum: Float = 0
//         for k in 0..<inner { sum += a[i * inner + k] * b[k * columns + j] }
//         c[i * columns + j] = sum
//       }
//     }
//
// From one k to the next they jump over a row of b, and each addition waits for the one before.
// Write the loops in another order, so that they take at most two thirds of the time. (It is taken
// with an `a` of 16×1024 and a `b` of 1024×1024.) Each sum must still add its products for
// k = 0, 1, 2 … in this order: then not a bit changes.
//
//     a  1 2    b  0 1 2    c  6  9 12
//               3 4 5
//
// (Only this file is built with optimisation, as a module of its own; so the function is public.)
public func product(
  _ a: [Float], _ b: [Float], rows: Int, inner: Int, columns: Int
) -> [Float] {
  // ----
  var c = [Float](repeating: 0, count: rows * columns)
  for i in 0..<rows {
    for k in 0..<inner {
      let left = a[i * inner + k]
      for j in 0..<columns { c[i * columns + j] += left * b[k * columns + j] }
    }
  }
  return c
  // ----
}
