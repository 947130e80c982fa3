/// Every number of one image's forward pass, and of its backward pass if a gradient was given.
///
/// To see where a number came from, use `explain` of the module Explain.
public struct Trace: Sendable {
  public let network: Network
  /// `[stage]`, without the batch's axis.
  public let activations: [Tensor]
  /// ∂loss/∂activation, `[stage]`; nil where no backward pass was traced.
  public let gradients: [Tensor?]
  /// ∂loss/∂parameter, `[layer][parameter]`; zeros if no backward pass was traced.
  public let parameterGradients: [[Tensor]]
  /// The number of the right class, if the backward pass began with its loss.
  public let label: Int?
  /// The run of the pass: training or inference, and which step.
  public let pass: Pass

  /// From a tape that holds a single image.
  init(_ network: Network, _ tape: Tape, label: Int?) {
    self.network = network
    pass = tape.pass
    self.label = label
    activations = tape.activations.map { $0.reshaped($0.shape.ofOne) }
    gradients = tape.activationGradients.map { $0?.reshaped($0?.shape.ofOne ?? []) }
    parameterGradients = tape.parameterGradients
  }

  /// The output of the last layer.
  public var output: Tensor { activations[activations.count - 1] }
}

extension Network {
  /// The forward pass of one image, and with a label the backward pass too.
  ///
  /// - Parameters:
  ///   - image: `[H, W, C]`, without the batch's axis.
  ///   - label: the number of the right class. With it, the backward pass of the loss is traced
  ///     too.
  /// - Throws: an error with both shapes, if the image does not fit; for the label see
  ///   `backward(from:)`.
  public func trace(
    _ image: Tensor, label: Int? = nil, _ pass: Pass = Pass()
  ) throws(ShapeError) -> Trace {
    var tape = Tape()
    try forward(image.reshaped(image.shape.batch(of: 1)), tape: &tape, pass)
    if let label { try backward(from: [label], tape: &tape, inputGradient: true) }
    return Trace(self, tape, label: label)
  }

  /// As `trace(_:label:_:)`, for a loss that is given only by ∂loss/∂output.
  ///
  /// - Parameter outputGradient: ∂loss/∂output, in the output's shape.
  public func trace(
    _ image: Tensor, outputGradient: Tensor, _ pass: Pass = Pass()
  ) throws(ShapeError) -> Trace {
    var tape = Tape()
    try forward(image.reshaped(image.shape.batch(of: 1)), tape: &tape, pass)
    let dy = outputGradient.reshaped(outputGradient.shape.batch(of: 1))
    try backward(dy, tape: &tape, inputGradient: true)
    return Trace(self, tape, label: nil)
  }
}

extension Trace {
  /// The inputs of the softmax at the network's end, `[K]`.
  ///
  /// Throws an error with the last layer's name, if that layer is not a softmax.
  public var scores: Tensor {
    get throws(ShapeError) { activations[try network.scoresStage] }
  }

  /// The image's loss, −ln p(right); nil if no label was given.
  public var loss: Float? {
    guard let label, let scores = try? scores else { return nil }
    return CrossEntropy.losses(scores.reshaped(scores.shape.batch(of: 1)), labels: [label])[0]
  }
}
