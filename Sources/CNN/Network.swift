/// Layers in a row, with their weights. A value: nobody changes it but the optimizer.
public struct Network: Sendable {
  public internal(set) var layers: [any Layer]
  /// `conv1`, `relu1`, `conv2` …: kind and number, in the order of `layers`.
  public let names: [String]
  /// The shape of every stage without the batch's axis: `shapes[0]` is the input's, `shapes[s]`
  /// that of the output of layer s − 1.
  public let shapes: [Shape]
  /// Shared by all copies, whatever becomes of their weights: a tape knows by it whether it still
  /// serves the same layers.
  let identity = Identity()

  final class Identity: Sendable {}

  /// A network with fresh weights.
  ///
  /// - Parameters:
  ///   - input: the shape of one image, such as `[28, 28, 1]`.
  ///   - seed: the same seed gives the same weights.
  ///   - layers: in the order in which an image goes through them.
  /// - Throws: the layer that cannot work on what the layer before it makes, with both shapes.
  public init(input: Shape, seed: UInt64, _ layers: [any Layer]) throws(ShapeError) {
    var names: [String] = []
    var shapes = [input]
    var built: [any Layer] = []
    guard input.rank > 0, input.sizes.allSatisfy({ $0 > 0 }) else {
      throw ShapeError("input", "an image of shape \(input) has no pixels")
    }
    guard input.isUsable else { throw ShapeError("input", "an image of \(input) is too large") }
    for (number, layer) in layers.enumerated() {
      let name = layer.kind + "\(layers[...number].count { $0.kind == layer.kind })"
      var layer = layer
      do {
        shapes.append(try layer.outputShape(for: shapes[number]))
      } catch {
        throw ShapeError(name, error.reason)
      }
      guard shapes[number + 1].isUsable else {
        throw ShapeError(name, "an output of \(shapes[number + 1]) is too large")
      }
      layer.initialize(
        for: shapes[number], random: Random(seed: seed, for: .weights).stream(number))
      names.append(name)
      built.append(layer)
    }
    self.layers = built
    self.names = names
    self.shapes = shapes
  }

  /// Sends a batch `[N, …]` through all layers; every stage stays on the tape.
  ///
  /// - Throws: the batch's shape and the network's, if they do not match.
  public func forward(_ x: Tensor, tape: inout Tape, _ pass: Pass = Pass()) throws(ShapeError) {
    try check(x)
    tape.prepare(for: self, images: x.shape[0])
    tape.activations[0] = x
    forward(tape: &tape, pass)
  }

  /// Throws if a batch does not hold images for this network.
  func check(_ x: Tensor) throws(ShapeError) {
    guard x.shape.rank == shapes[0].rank + 1, x.shape.ofOne == shapes[0], x.shape[0] > 0 else {
      throw ShapeError("input", "a batch of shape \(x.shape) does not hold images of \(shapes[0])")
    }
  }

  /// Sends what is stage 0 of a tape through all layers.
  func forward(tape: inout Tape, _ pass: Pass) {
    var pass = pass
    for (number, layer) in layers.enumerated() {
      pass.layer = number
      layer.forward(
        tape.activations[number], into: &tape.activations[number + 1],
        scratch: &tape.scratch[number], pass)
    }
  }

  /// Sends ∂loss/∂output back through the layers of a batch that is on the tape.
  ///
  /// Afterwards the tape holds the gradient of every parameter and of every stage; that of the
  /// input only where `inputGradient` asks for it, since training has no use for it.
  ///
  /// - Throws: both shapes, if the gradient is not of the output's shape.
  public func backward(
    _ dy: Tensor, tape: inout Tape, _ pass: Pass = Pass(.training), inputGradient: Bool = false
  ) throws(ShapeError) {
    guard tape.isPrepared(for: self), dy.shape == tape.output.shape else {
      throw ShapeError(
        "output", "a gradient of shape \(dy.shape) is none for outputs of \(shapes[layers.count])")
    }
    tape.activationGradients[layers.count] = dy
    backward(through: layers.count, tape: &tape, pass, inputGradient: inputGradient)
  }

  /// Sends the gradient at stage `stage` back through the layers before it.
  func backward(through stage: Int, tape: inout Tape, _ pass: Pass, inputGradient: Bool) {
    var pass = pass
    for number in (0..<stage).reversed() {
      pass.layer = number
      if number > 0 || inputGradient {
        var kept = tape.activationGradients[number].take() ?? Tensor([0])
        kept.resize(to: tape.activations[number].shape)
        tape.activationGradients[number] = consume kept
      } else {
        tape.activationGradients[number] = nil
      }
      guard let dy = tape.activationGradients[number + 1] else { return }
      layers[number].backward(
        dy, x: tape.activations[number], y: tape.activations[number + 1],
        into: &tape.activationGradients[number], gradients: &tape.parameterGradients[number],
        scratch: &tape.scratch[number], pass)
    }
  }

  /// One image's way through the network, with every number ready to be explained.
  ///
  /// - Parameters:
  ///   - image: `[H, W, C]`, without the batch's axis.
  ///   - label: the number of the right class; with it the loss's way back is traced too.
  /// - Throws: both shapes, if the image does not fit; see `backward(from:)` for the label.
  public func trace(
    _ image: Tensor, label: Int? = nil, _ pass: Pass = Pass()
  ) throws(ShapeError) -> Trace {
    var tape = Tape()
    try forward(image.reshaped(image.shape.batch(of: 1)), tape: &tape, pass)
    if let label { try backward(from: [label], tape: &tape, pass, inputGradient: true) }
    return Trace(self, tape, pass, label: label)
  }

  /// As `trace(_:label:_:)`, for a loss of which only ∂loss/∂output is known.
  ///
  /// - Parameter outputGradient: ∂loss/∂output, in the output's shape.
  public func trace(
    _ image: Tensor, outputGradient: Tensor, _ pass: Pass = Pass()
  ) throws(ShapeError) -> Trace {
    var tape = Tape()
    try forward(image.reshaped(image.shape.batch(of: 1)), tape: &tape, pass)
    let dy = outputGradient.reshaped(outputGradient.shape.batch(of: 1))
    try backward(dy, tape: &tape, pass, inputGradient: true)
    return Trace(self, tape, pass, label: nil)
  }

  /// What comes out for a batch `[N, …]`.
  ///
  /// - Throws: the batch's shape and the network's, if they do not match.
  public func callAsFunction(_ x: Tensor, _ pass: Pass = Pass()) throws(ShapeError) -> Tensor {
    var tape = Tape()
    try forward(x, tape: &tape, pass)
    return tape.output
  }
}
