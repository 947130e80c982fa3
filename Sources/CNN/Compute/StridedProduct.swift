/// The one product that convolution and dense layers are made of, in both directions.
///
///     C[m, n] += Σ_o Σ_k A[m, k, o] · B[k, o, n]
///
/// A is read one number at a time through three strides, which may make its elements overlap: a
/// convolution's windows do, and so they are multiplied where they lie in the image, with no
/// copy. The rows of B and C lie contiguous along n.
///
/// Each C[m, n] is one chain of fused multiply-adds, over o and within it over k, so that every
/// way of running the other loops gives the same bits.
struct StridedProduct: Sendable {
  /// Number of rows and columns of C.
  var m: Int
  var n: Int
  /// Number of terms of the sum: k for each of o.
  var k: Int
  var o = 1

  /// How far apart in A two neighbours in m, k and o lie; in B, two in k and o; in C, two rows.
  var aM: Int
  var aK: Int
  var aO = 0
  var bK: Int
  var bO = 0
  var cM: Int

  /// Adds the product of what starts at `aStart` in A and at `bStart` in B to C from `cStart` on.
  func add(
    _ a: [Float], from aStart: Int, _ b: [Float], from bStart: Int,
    to c: UnsafeMutableBufferPointer<Float>, from cStart: Int
  ) {
    guard m > 0, n > 0, k > 0, o > 0 else { return }
    precondition(aStart >= 0 && aStart + (m - 1) * aM + (k - 1) * aK + (o - 1) * aO < a.count)
    precondition(bStart >= 0 && bStart + (k - 1) * bK + (o - 1) * bO + n <= b.count)
    precondition(cStart >= 0 && cStart + (m - 1) * cM + n <= c.count)
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
        run(a + aStart, b + bStart, c + cStart)
      }
    }
  }

  private func run(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<m {
      let sums = c + row * cM
      for outer in 0..<o {
        for inner in 0..<k {
          let factor = a[row * aM + inner * aK + outer * aO]
          let line = b + inner * bK + outer * bO
          for column in 0..<n {
            sums[column] = sums[column].addingProduct(factor, line[column])
          }
        }
      }
    }
  }
}
