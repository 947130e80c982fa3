import Foundation

/// The cross-entropy: how surprised a network is by the right answer, −ln p(right).
///
/// Together with the softmax before it, whose exponentials and logarithm cancel: computed from
/// the scores in one step it neither overflows nor loses small probabilities (Goodfellow, Bengio
/// and Courville, *Deep Learning*, section 6.2.2.3).
public enum CrossEntropy {
  /// The loss of each image.
  ///
  /// - Parameters:
  ///   - scores: `[N, K]`, what goes into the softmax.
  ///   - labels: N numbers of the right classes.
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

  /// ∂(mean loss)/∂scores = (p − y) / N, with y 1 for the right class and 0 elsewhere.
  ///
  /// - Parameters:
  ///   - probabilities: `[N, K]`, what comes out of the softmax.
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
  /// Sends the loss of a batch that is on the tape back through the layers, from p − y on.
  ///
  /// Softmax and cross-entropy are passed in one step, so the last layer must be a `Softmax`; the
  /// gradient at its output is not computed. Otherwise as `backward(_:tape:_:inputGradient:)`.
  ///
  /// - Parameter labels: the numbers of the right classes, one an image.
  /// - Returns: the mean loss of the batch.
  /// - Throws: if the network does not end with a softmax, or the labels do not fit the batch.
  @discardableResult
  public func backward(
    from labels: [Int], tape: inout Tape, _ pass: Pass = Pass(.training),
    inputGradient: Bool = false
  ) throws(ShapeError) -> Float {
    let last = layers.count - 1
    guard layers.last is Softmax else {
      throw ShapeError(names.last ?? "network", "a loss needs a softmax as the last layer")
    }
    guard tape.isPrepared(for: self), tape.output.shape[0] == labels.count else {
      throw ShapeError("output", "\(labels.count) labels do not fit the batch on the tape")
    }
    let classes = shapes[layers.count][0]
    if let wrong = labels.first(where: { !(0..<classes).contains($0) }) {
      throw ShapeError("output", "\(wrong) is none of the \(classes) classes")
    }
    tape.activationGradients[layers.count] = nil
    var gradient = tape.activationGradients[last].take() ?? Tensor([0])
    CrossEntropy.gradient(tape.output, labels: labels, into: &gradient)
    tape.activationGradients[last] = consume gradient
    backward(through: last, tape: &tape, pass, inputGradient: inputGradient)
    let losses = CrossEntropy.losses(tape.activations[last], labels: labels)
    return losses.reduce(0, +) / Float(losses.count)
  }
}

extension Trace {
  /// The image's loss, −ln p(right); nil if no label was given.
  public var loss: Float? {
    guard let label else { return nil }
    let scores = activations[network.layers.count - 1]
    return CrossEntropy.losses(scores.reshaped(scores.shape.batch(of: 1)), labels: [label])[0]
  }
}
