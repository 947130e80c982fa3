// What is done to whole rows of scalars: filling, adding, turning, comparing.

/// Writes `line` again and again until `scalars` is full: how sums begin with their biases.
func fill(_ scalars: UnsafeMutableBufferPointer<Float>, with line: [Float]) {
  line.withUnsafeBufferPointer { line in
    guard let from = line.baseAddress, let to = scalars.baseAddress else { return }
    for start in stride(from: 0, to: scalars.count, by: line.count) {
      (to + start).update(from: from, count: line.count)
    }
  }
}

/// Adds the rows of `scalars`, in their order, to `sums`, which is as long as a row.
func addRows(
  of scalars: UnsafeBufferPointer<Float>, to sums: UnsafeMutableBufferPointer<Float>
) {
  for start in stride(from: 0, to: scalars.count, by: sums.count) {
    for k in sums.indices { sums[k] += scalars[start + k] }
  }
}

/// Exchanges rows and columns: `[rows, columns]` → `[columns, rows]`, in blocks that fit into the
/// nearest cache, since either reading or writing jumps.
func transpose(_ matrix: [Float], rows: Int, columns: Int, into turned: inout [Float]) {
  precondition(matrix.count == rows * columns && turned.count == rows * columns)
  let block = 32
  matrix.withUnsafeBufferPointer { matrix in
    turned.withUnsafeMutableBufferPointer { turned in
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
  }
}

// What max pooling does to all channels of a pixel at once, eight of them in a vector. Plain loops
// would say the same; the compiler does not see that their arrays never overlap.

/// Keeps, channel by channel, the larger of `best` and `own`; what is not a number wins.
func keepLargest(
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

/// Gives what is left to a pixel in each channel where it equals the window's largest.
func give(
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
