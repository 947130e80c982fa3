import Compute

/// What a network needs while it only answers: a small tape for each core, kept from batch to
/// batch.
public struct Tapes: Sendable {
  fileprivate var each: [Tape] = []

  public init() {}
}

extension Network {
  /// What comes out for a batch `[N, …]`.
  ///
  /// - Throws: the batch's shape and the network's, if they do not match.
  public func callAsFunction(_ x: Tensor, _ pass: Pass = Pass()) throws(ShapeError) -> Tensor {
    var tape = Tape()
    try forward(x, tape: &tape, pass)
    return tape.output
  }

  /// What comes out for a batch `[N, …]`, and nothing of what lies between.
  ///
  /// A few images at a time go through all layers, so that what one layer writes is still near
  /// when the next one reads it. The bits are those that `forward` leaves at inference.
  ///
  /// - Throws: the batch's shape and the network's, if they do not match.
  public func answer(
    _ images: Tensor, tapes: inout Tapes, workers: Int = availableCores
  ) throws(ShapeError) -> Tensor {
    try check(images)
    let (count, few) = (images.shape[0], 8)
    let (size, classes) = (shapes[0].count, shapes[layers.count].count)
    while tapes.each.count < max(1, workers) { tapes.each.append(Tape()) }
    guard count > few else {
      try forward(images, tape: &tapes.each[0], Pass(workers: workers))
      return tapes.each[0].output
    }
    var answers = Tensor(shapes[layers.count].batch(of: count))
    answers.scalars.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let answers = buffer
      parallel((count + few - 1) / few, workers: workers, states: &tapes.each) { part, tape in
        let own = part * few..<min((part + 1) * few, count)
        tape.prepare(for: self, images: own.count)
        tape.activations[0].resize(to: shapes[0].batch(of: own.count))
        tape.activations[0].scalars.withUnsafeMutableBufferPointer {
          _ = $0.update(
            fromContentsOf: images.scalars[own.lowerBound * size..<own.upperBound * size])
        }
        tape.pass = Pass(workers: 1)
        forward(tape: &tape)
        for (number, value) in tape.output.scalars.enumerated() {
          answers[own.lowerBound * classes + number] = value
        }
      }
    }
    return answers
  }

  /// For each image of a batch `[N, …]` the number of the class with the largest output.
  ///
  /// - Throws: the batch's shape and the network's, if they do not match.
  public func classify(
    _ images: Tensor, tapes: inout Tapes, workers: Int = availableCores
  ) throws(ShapeError) -> [Int] {
    let answers = try answer(images, tapes: &tapes, workers: workers)
    let classes = shapes[layers.count].count
    return (0..<images.shape[0]).map { n in
      let own = answers.scalars[n * classes..<(n + 1) * classes]
      // Of equal outputs the first counts.
      return own.argmax
    }
  }
}

extension Collection where Element: Comparable, Index == Int {
  /// The position of the largest element, counted from 0; of equal ones the first.
  @inlinable public var argmax: Int {
    indices.reduce(startIndex) { self[$1] > self[$0] ? $1 : $0 } - startIndex
  }
}
