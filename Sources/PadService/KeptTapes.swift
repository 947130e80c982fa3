import CNN
import Synchronization

/// The memory of earlier answers, for the next ones: to allocate it takes longer than to answer.
final class KeptTapes: Sendable {
  private let free = Mutex<[Tape]>([])

  /// Runs `work` with a tape that nobody else uses meanwhile.
  func withTape<Result, Failure: Error>(
    _ work: (inout Tape) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var tape = free.withLock { $0.popLast() } ?? Tape()
    defer { free.withLock { $0.append(tape) } }
    return try work(&tape)
  }
}

extension PadModel {
  /// The network's output for an image `[28, 28, 1]`, and the inputs of its softmax.
  func answer(_ image: Tensor) throws(ShapeError) -> (output: Tensor, scores: Tensor) {
    let stage = try network.scoresStage
    return try tapes.withTape { tape throws(ShapeError) in
      try network.forward(image.reshaped(image.shape.batch(of: 1)), tape: &tape, Pass())
      return (tape.output, tape.activations[stage])
    }
  }
}
