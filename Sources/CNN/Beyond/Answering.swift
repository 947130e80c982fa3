import Compute

/// The memory for inference: a small tape for each core, kept from batch to batch.
public struct Tapes: Sendable {
  var each: [Tape] = []

  public init() {}
}

extension Network {
  /// The network's output for a batch `[N, …]`.
  ///
  /// - Throws: an error with both shapes, if the batch does not fit the network.
  public func callAsFunction(_ x: Tensor, _ pass: Pass = Pass()) throws(ShapeError) -> Tensor {
    var tape = Tape()
    try forward(x, tape: &tape, pass)
    return tape.output
  }

  /// The network's output for a batch `[N, …]`, without the stages between.
  ///
  /// A few images at a time go through all layers. So one layer's output is still in the cache when
  /// the next layer reads it. The results are those of `forward` at inference, bit by bit, if each
  /// layer answers each image alone. A layer of your own that looks at the batch at inference sees
  /// only these few images.
  ///
  /// - Throws: an error with both shapes, if the batch does not fit the network.
  public func answer(
    _ images: Tensor, tapes: inout Tapes, workers: Int = availableCores
  ) throws(ShapeError) -> Tensor {
    try check(images)
    let (count, few) = (images.shape[0], 8)
    let (size, classes) = (shapes[0].count, shapes[layers.count].count)
    while tapes.each.count < max(1, workers) { tapes.each.append(Tape()) }
    guard count > few else {
      tapes.each[0].prepare(for: self, images: count, Pass(workers: workers), learning: 0)
      tapes.each[0].stages[0] = images
      forward(tape: &tapes.each[0])
      return tapes.each[0].output
    }
    var answers = Tensor(shapes[layers.count].batch(of: count))
    answers.scalars.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let answers = buffer
      parallel((count + few - 1) / few, workers: workers, states: &tapes.each) { part, tape in
        let own = part * few..<min((part + 1) * few, count)
        let pass = Pass(firstImage: own.lowerBound, workers: 1)
        tape.prepare(for: self, images: own.count, pass, learning: 0)
        tape.stages[0].resize(to: shapes[0].batch(of: own.count))
        tape.stages[0].scalars.withUnsafeMutableBufferPointer {
          _ = $0.update(
            fromContentsOf: images.scalars[own.lowerBound * size..<own.upperBound * size])
        }
        forward(tape: &tape)
        for (number, value) in tape.output.scalars.enumerated() {
          answers[own.lowerBound * classes + number] = value
        }
      }
    }
    return answers
  }

  /// The class with the largest output for each image of a batch `[N, …]`, as `answer` gives it: each
  /// layer must answer each image alone.
  ///
  /// - Throws: an error with both shapes, if the batch does not fit the network.
  public func classify(
    _ images: Tensor, tapes: inout Tapes, workers: Int = availableCores
  ) throws(ShapeError) -> [Int] {
    let answers = try answer(images, tapes: &tapes, workers: workers)
    let classes = shapes[layers.count].count
    return (0..<images.shape[0]).map { n in
      let own = answers.scalars[n * classes..<(n + 1) * classes]
      // If outputs are equal, the first one counts.
      return own.argmax
    }
  }
}

extension Collection where Element: Comparable, Index == Int {
  /// The position of the largest element, counted from 0. If several are equal, the first one.
  @inlinable public var argmax: Int {
    indices.reduce(startIndex) { self[$1] > self[$0] ? $1 : $0 } - startIndex
  }
}
