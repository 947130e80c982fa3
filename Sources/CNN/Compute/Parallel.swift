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
  parallel(count, workers: workers) { number, _ in body(number) }
}

/// As above, with a state for each worker, which nobody else uses meanwhile.
func parallel<State: Sendable>(
  _ count: Int, workers: Int, states: inout [State], _ body: @Sendable (Int, inout State) -> Void
) {
  precondition(states.count >= max(1, workers))
  states.withUnsafeMutableBufferPointer { buffer in
    nonisolated(unsafe) let states = buffer
    parallel(count, workers: workers) { number, worker in body(number, &states[worker]) }
  }
}

private func parallel(
  _ count: Int, workers: Int, _ body: @Sendable (_ number: Int, _ worker: Int) -> Void
) {
  guard workers > 1, count > 1 else {
    for number in 0..<count { body(number, 0) }
    return
  }
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(workers, count)) { worker in
    while true {
      let number = next.add(1, ordering: .relaxed).oldValue
      guard number < count else { return }
      body(number, worker)
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

/// The images of share `share` when a batch of `images` is cut into `shareCount` shares.
func images(ofShare share: Int, in images: Int) -> Range<Int> {
  share * images / shareCount..<(share + 1) * images / shareCount
}
