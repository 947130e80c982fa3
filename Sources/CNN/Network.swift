/// Layers in a row, with their weights. A network is a value: change a copy, and the original
/// stays.
public struct Network: Sendable {
  public package(set) var layers: [any Layer]
  /// `conv1`, `relu1`, `conv2` …: kind and number, in the order of `layers`.
  public let names: [String]
  /// The shape of every stage, without the batch's axis: `shapes[0]` is the input's, and
  /// `shapes[s]` is that of the output of layer s − 1.
  public let shapes: [Shape]
  /// All copies share it, even if their weights change. A tape uses it to see whether the layers
  /// are still the same.
  let identity = Identity()

  final class Identity: Sendable {}

  /// A network with fresh weights.
  ///
  /// - Parameters:
  ///   - input: the shape of one image, such as `[28, 28, 1]`.
  ///   - seed: the same seed gives the same weights.
  ///   - layers: in the order in which an image goes through them.
  /// - Throws: an error with both shapes, if a layer cannot work on the output of the layer before
  ///   it.
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

  /// The forward pass: sends a batch `[N, …]` through all layers. Every stage stays on the tape.
  ///
  /// - Throws: an error with both shapes, if the batch does not fit the network.
  public func forward(_ x: Tensor, tape: inout Tape, _ pass: Pass = Pass()) throws(ShapeError) {
    try check(x)
    tape.prepare(for: self, images: x.shape[0], pass)
    tape.stages[0] = x
    forward(tape: &tape)
  }

  /// Sends stage 0 of a tape through all layers. The first ones take a few images at a time.
  func forward(tape: inout Tape) {
    forwardInShares(tape: &tape)
    forward(tape.shares.layers..<layers.count, tape: &tape)
  }

  /// Sends a stage through some layers.
  func forward(_ numbers: Range<Int>, tape: inout Tape) {
    var pass = tape.pass
    for number in numbers {
      pass.layer = number
      layers[number].forward(
        tape.stages[number], into: &tape.stages[number + 1],
        scratch: &tape.scratch[number], pass)
      checkOutput(ofLayer: number, on: tape)
    }
  }

  /// The backward pass: sends ∂loss/∂output back through the layers, for the batch on the tape.
  ///
  /// Afterwards the tape holds the gradients of all parameters. If `inputGradient` is true, it also
  /// holds those of all stages. Training does not need them: the input's is not computed then, and
  /// those of the first layers are not kept.
  ///
  /// - Throws: an error with both shapes, if the gradient does not have the output's shape.
  public func backward(
    _ dy: Tensor, tape: inout Tape, inputGradient: Bool = false
  ) throws(ShapeError) {
    try check(dy, atOutputOf: tape)
    tape.stageGradients[layers.count] = dy
    backward(fromStage: layers.count, tape: &tape, inputGradient: inputGradient)
  }

  /// Sends the gradient at stage `stage` back through the layers before it.
  func backward(fromStage stage: Int, tape: inout Tape, inputGradient: Bool) {
    let first = tape.shares.layers
    backward(first..<stage, tape: &tape, inputGradient: inputGradient || first > 0)
    backwardInShares(tape: &tape, inputGradient: inputGradient)
  }

  /// Sends a gradient back through some layers.
  func backward(_ numbers: Range<Int>, tape: inout Tape, inputGradient: Bool) {
    var pass = tape.pass
    for number in numbers.reversed() {
      pass.layer = number
      let isWanted = number > numbers.lowerBound || inputGradient
      if isWanted {
        var kept = tape.stageGradients[number].take() ?? Tensor([0])
        kept.resize(to: tape.stages[number].shape)
        tape.stageGradients[number] = consume kept
      } else {
        tape.stageGradients[number] = nil
      }
      guard let dy = tape.stageGradients[number + 1] else { return }
      layers[number].backward(
        dy, x: tape.stages[number], y: tape.stages[number + 1],
        into: &tape.stageGradients[number], gradients: &tape.parameterGradients[number],
        scratch: &tape.scratch[number], pass)
      checkGradients(ofLayer: number, on: tape, wantsInput: isWanted)
    }
  }
}
