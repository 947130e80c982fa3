// Operations on complete rows of scalars: adding, transposing, comparing.

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

// Max pooling's work on all channels of a pixel at once, eight of them in a vector. Plain loops
// would be slower: the compiler does not see that their arrays never overlap.

/// Keeps the larger of `best` and `own`, channel by channel. NaN wins.
package func keepLargest(
  _ own: UnsafePointer<Float>, in best: UnsafeMutablePointer<Float>, channels: Int
) {
  var c = 0
  while c + 8 <= channels {
    let (old, new) = (load(best + c), load(own + c))
    store(old.replacing(with: new, where: (new .> old) .| (new .!= new)), to: best + c)
    c += 8
  }
  while c < channels {
    if own[c] > best[c] || own[c] != own[c] { best[c] = own[c] }
    c += 1
  }
}

/// Gives the remaining gradient to a pixel, in each channel where it equals the window's largest.
package func give(
  _ left: UnsafeMutablePointer<Float>, to gradient: UnsafeMutablePointer<Float>,
  where pixel: UnsafePointer<Float>, equals largest: UnsafePointer<Float>, channels: Int
) {
  var c = 0
  while c + 8 <= channels {
    let rest = load(left + c)
    let hasWon = load(pixel + c) .== load(largest + c)
    store(load(gradient + c) + rest.replacing(with: 0, where: .!hasWon), to: gradient + c)
    store(rest.replacing(with: 0, where: hasWon), to: left + c)
    c += 8
  }
  while c < channels {
    if pixel[c] == largest[c] {
      gradient[c] += left[c]
      left[c] = 0
    }
    c += 1
  }
}

@inline(__always)
private func load(_ place: UnsafePointer<Float>) -> SIMD8<Float> {
  UnsafeRawPointer(place).loadUnaligned(as: SIMD8<Float>.self)
}
@inline(__always)
private func load(_ place: UnsafeMutablePointer<Float>) -> SIMD8<Float> {
  load(UnsafePointer(place))
}
@inline(__always)
private func store(_ values: SIMD8<Float>, to place: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(place).storeBytes(of: values, as: SIMD8<Float>.self)
}
