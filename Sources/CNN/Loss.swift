import Foundation

/// The cross-entropy: how surprised a network is by the right answer, −ln p(right).
///
/// It is computed from the scores, with softmax and logarithm in one step. So it does not overflow,
/// and small probabilities are not lost (Goodfellow, Bengio and Courville, *Deep Learning*, section
/// 6.2.2.3).
public enum CrossEntropy {
  /// The loss of each image.
  ///
  /// - Parameters:
  ///   - scores: `[N, K]`, the inputs of the softmax.
  ///   - labels: the numbers of the N right classes.
  public static func losses(_ scores: Tensor, labels: [Int]) -> [Float] {
    let classes = scores.shape[1]
    return labels.enumerated().map { n, label in
      let own = scores.scalars[n * classes..<(n + 1) * classes]
      // −ln(exp(x[label] − max) / sum) = ln sum − (x[label] − max)
      let (_, sum) = Softmax.exponentials(own)
      let shifted = Double(own[own.startIndex + label]) - Double(own.max() ?? 0)
      return Float(log(sum) - shifted)
    }
  }

  /// ∂(mean loss)/∂scores = (p − y) / N, where y is 1 for the right class and 0 for the others.
  ///
  /// - Parameters:
  ///   - probabilities: `[N, K]`, the outputs of the softmax.
  ///   - gradient: takes `[N, K]`.
  static func gradient(_ probabilities: Tensor, labels: [Int], into gradient: inout Tensor) {
    gradient.resize(to: probabilities.shape)
    let (count, classes) = (probabilities.shape[0], probabilities.shape[1])
    for n in 0..<count {
      for k in 0..<classes {
        let place = n * classes + k
        let right: Float = k == labels[n] ? 1 : 0
        gradient.scalars[place] = (probabilities.scalars[place] - right) / Float(count)
      }
    }
  }
}

extension Network {
  /// The stage that goes into the softmax at the network's end: the scores, also called logits.
  ///
  /// - Throws: an error with the last layer's name, if that layer is not a softmax.
  public var scoresStage: Int {
    get throws(ShapeError) {
      guard layers.last is Softmax else {
        throw ShapeError(
          names.last ?? "network", "scores and a loss need a softmax as the last layer")
      }
      return layers.count - 1
    }
  }

  /// The backward pass from the loss of the batch on the tape. It begins with p − y.
  ///
  /// Softmax and cross-entropy are one step, so the last layer must be a `Softmax`. The gradient at
  /// its output is not computed. All else is as in `backward(_:tape:inputGradient:)`.
  ///
  /// - Parameter labels: the numbers of the right classes, one for each image.
  /// - Returns: the mean loss of the batch.
  /// - Throws: if the network does not end with a softmax, or the labels do not fit the batch.
  @discardableResult
  public func backward(
    from labels: [Int], tape: inout Tape, inputGradient: Bool = false
  ) throws(ShapeError) -> Float {
    let losses = try losses(of: labels, on: tape)
    let scores = try scoresStage
    tape.stageGradients[scores + 1] = nil
    var gradient = tape.stageGradients[scores].take() ?? Tensor([0])
    CrossEntropy.gradient(tape.output, labels: labels, into: &gradient)
    tape.stageGradients[scores] = consume gradient
    backward(fromStage: scores, tape: &tape, inputGradient: inputGradient)
    return losses.reduce(0, +) / Float(losses.count)
  }

  /// The loss of each image of the batch on the tape.
  ///
  /// - Parameter labels: the numbers of the right classes, one for each image.
  /// - Throws: if the network does not end with a softmax, or the labels do not fit the batch.
  public func losses(of labels: [Int], on tape: Tape) throws(ShapeError) -> [Float] {
    let scores = try scoresStage
    guard tape.isPrepared(for: self), tape.output.shape[0] == labels.count else {
      throw ShapeError("output", "\(labels.count) labels do not fit the batch on the tape")
    }
    let classes = shapes[scores][0]
    if let wrong = labels.first(where: { !(0..<classes).contains($0) }) {
      throw ShapeError(
        "output", "there is no class \(wrong): the \(classes) classes are counted from 0")
    }
    return CrossEntropy.losses(tape.stages[scores], labels: labels)
  }
}
