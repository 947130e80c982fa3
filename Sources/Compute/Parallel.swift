import Dispatch
import Synchronization

/// Into how many shares a batch is cut, whatever the number of cores.
///
/// A sum over the batch is computed first within each share, and then over the shares in order. So
/// its rounding, and every bit of the result, is the same on any machine.
package let shareCount = 16

/// The images of share number `share` of `shares`, of a batch of `count` images.
package func share(_ share: Int, of count: Int, shares: Int = shareCount) -> Range<Int> {
  share * count / shares..<(share + 1) * count / shares
}

/// Calls `body` once for each of 0 ..< count, on up to `workers` cores. Each worker has its own
/// state.
///
/// A free worker takes the next number, so no result may depend on which worker takes which number.
package func parallel<State: Sendable>(
  _ count: Int, workers: Int, states: inout [State], _ body: @Sendable (Int, inout State) -> Void
) {
  guard states.count >= max(1, workers) else {
    fatalError("\(workers) workers need as many states, not \(states.count).")
  }
  states.withUnsafeMutableBufferPointer { buffer in
    nonisolated(unsafe) let states = buffer
    parallel(count, workers: workers) { number, worker in body(number, &states[worker]) }
  }
}

/// Calls `body` once for each element of an array, on up to `workers` cores. Each worker has its own
/// state.
package func parallel<Element: Sendable, State: Sendable>(
  over elements: inout [Element], workers: Int, states: inout [State],
  _ body: @Sendable (_ number: Int, inout Element, inout State) -> Void
) {
  elements.withUnsafeMutableBufferPointer { buffer in
    nonisolated(unsafe) let elements = buffer
    parallel(elements.count, workers: workers, states: &states) { number, state in
      body(number, &elements[number], &state)
    }
  }
}

/// Calls `body` once for each of 0 ..< count, on up to `workers` cores.
func parallel(_ count: Int, workers: Int, _ body: @Sendable (_ number: Int) -> Void) {
  parallel(count, workers: workers) { number, _ in body(number) }
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

/// Cuts an array into equal parts, and calls `body` once for each part, on up to `workers` cores.
///
/// The parts do not overlap, so each may be written without a lock.
package func parallel(
  over array: inout [Float], parts: Int, workers: Int,
  _ body: @Sendable (_ part: Int, _ scalars: UnsafeMutableBufferPointer<Float>) -> Void
) {
  guard parts > 0, array.count.isMultiple(of: parts) else {
    fatalError("\(array.count) numbers cannot be cut into \(parts) equal parts.")
  }
  let size = array.count / parts
  array.withUnsafeMutableBufferPointer { buffer in
    nonisolated(unsafe) let whole = buffer
    parallel(parts, workers: workers) { part, _ in
      body(part, UnsafeMutableBufferPointer(rebasing: whole[part * size..<(part + 1) * size]))
    }
  }
}

/// Cuts an array of rows, each `length` long, into parts of eight rows or more. Calls `body` once
/// for each part, with its rows and their scalars, on up to `workers` cores.
///
/// Use it for work whose result does not depend on the parts.
func parallel(
  overRowsOf array: inout [Float], length: Int, workers: Int,
  _ body: @Sendable (_ rows: Range<Int>, _ scalars: UnsafeMutableBufferPointer<Float>) -> Void
) {
  let rows = array.count / length
  let parts = min((rows + 7) / 8, shareCount)
  array.withUnsafeMutableBufferPointer { buffer in
    nonisolated(unsafe) let whole = buffer
    parallel(parts, workers: workers) { part, _ in
      let own = part * rows / parts..<(part + 1) * rows / parts
      let scalars = whole[own.lowerBound * length..<own.upperBound * length]
      body(own, UnsafeMutableBufferPointer(rebasing: scalars))
    }
  }
}
