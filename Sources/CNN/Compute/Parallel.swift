import Dispatch
import Foundation
import Synchronization

/// How many cores this machine has.
public let availableCores = ProcessInfo.processInfo.activeProcessorCount

/// Into how many shares a batch is cut, whatever the number of cores.
///
/// A sum over the batch is first made within each share and then over the shares in order, so
/// its rounding, and with it every bit of the result, is the same on any machine.
let shareCount = 16

/// Calls `body` once for each of 0 ..< count, on up to `workers` cores.
///
/// Whoever is free takes the next number, so nothing may depend on who takes which.
func parallel(_ count: Int, workers: Int, _ body: @Sendable (Int) -> Void) {
  guard workers > 1, count > 1 else {
    for number in 0..<count { body(number) }
    return
  }
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(workers, count)) { _ in
    while true {
      let number = next.add(1, ordering: .relaxed).oldValue
      guard number < count else { return }
      body(number)
    }
  }
}

/// Cuts an array into equal parts and calls `body` once for each, on up to `workers` cores.
///
/// The parts do not overlap, so each may be written without a lock.
func parallel(
  over array: inout [Float], parts: Int, workers: Int,
  _ body: @Sendable (_ part: Int, _ scalars: UnsafeMutableBufferPointer<Float>) -> Void
) {
  precondition(parts > 0 && array.count.isMultiple(of: parts))
  let size = array.count / parts
  array.withUnsafeMutableBufferPointer { buffer in
    nonisolated(unsafe) let whole = buffer
    parallel(parts, workers: workers) { part in
      body(part, UnsafeMutableBufferPointer(rebasing: whole[part * size..<(part + 1) * size]))
    }
  }
}

/// Cuts a tensor along its leading axis into parts of eight rows or more and calls `body` once
/// for each, with its rows and their scalars, on up to `workers` cores.
///
/// For work whose result does not depend on the cut.
func parallel(
  overRowsOf tensor: inout Tensor, workers: Int,
  _ body: @Sendable (_ rows: Range<Int>, _ scalars: UnsafeMutableBufferPointer<Float>) -> Void
) {
  let rows = tensor.shape[0]
  let size = tensor.scalars.count / rows
  let parts = min((rows + 7) / 8, shareCount)
  tensor.scalars.withUnsafeMutableBufferPointer { buffer in
    nonisolated(unsafe) let whole = buffer
    parallel(parts, workers: workers) { part in
      let own = part * rows / parts..<(part + 1) * rows / parts
      let scalars = whole[own.lowerBound * size..<own.upperBound * size]
      body(own, UnsafeMutableBufferPointer(rebasing: scalars))
    }
  }
}

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

/// The images of share `share` when a batch of `images` is cut into `shareCount` shares.
func images(ofShare share: Int, in images: Int) -> Range<Int> {
  share * images / shareCount..<(share + 1) * images / shareCount
}
