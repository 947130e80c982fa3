// Stages, layers and weights have names. For an unknown name, the error lists the existing ones.

/// A name that does not exist: what was looked for, and which names exist.
public struct NameError: Error, Equatable, CustomStringConvertible {
  public let description: String

  package init(_ sentence: String) { description = sentence }

  init(_ kind: String, _ name: String, among names: [String]) {
    let known = names.isEmpty ? "it has none" : "the names are \(names.joined(separator: ", "))"
    description = "there is no \(kind) “\(name)”; \(known)"
  }
}

extension [String] {
  /// The position of a name.
  func number(of name: String, _ kind: String) throws(NameError) -> Int {
    guard let number = firstIndex(of: name) else { throw NameError(kind, name, among: self) }
    return number
  }
}

extension Network {
  /// The names of the stages: `in`, followed by the names of the layers.
  public var stages: [String] { ["in"] + names }

  /// The number of a stage: 0 for `in`, the image; s for the output of layer number s − 1.
  ///
  /// - Throws: an error that lists the existing names, if this one does not exist.
  public func stage(_ name: String) throws(NameError) -> Int {
    try stages.number(of: name, "stage")
  }

  /// The number of a layer, counted from 0.
  ///
  /// - Throws: an error that lists the existing names, if this one does not exist.
  public func layer(_ name: String) throws(NameError) -> Int {
    try names.number(of: name, "layer")
  }

  /// The name of the stage that a layer reads: `relu2` before `pool1`.
  ///
  /// - Throws: an error that lists the existing names, if this one does not exist.
  public func name(before layer: String) throws(NameError) -> String {
    stages[try self.layer(layer)]
  }

  /// The name of the layer that reads a layer's output: `relu2` after `conv2`.
  ///
  /// - Throws: an error that lists the existing names, or says that this layer is the last one.
  public func name(behind layer: String) throws(NameError) -> String {
    let number = try stage(layer) + 1
    guard number < stages.count else { throw NameError("there is no layer after \(layer)") }
    return stages[number]
  }

  /// The number of a parameter within a layer.
  ///
  /// - Throws: an error that lists the existing names, if this one does not exist.
  public func parameter(_ name: String, ofLayer layer: Int) throws(NameError) -> Int {
    try layers[layer].parameters.map(\.name).number(of: name, "parameter of \(names[layer])")
  }

  /// A tensor of weights: `network["conv1", "weight"][1, 0, 0, 0] += h` changes one of them in
  /// place.
  ///
  /// Stops with a list of the existing names if one of these does not exist. Stops with both shapes
  /// if a new tensor has the wrong shape.
  public subscript(layer: String, parameter: String) -> Tensor {
    get {
      let place = place(layer, parameter)
      return layers[place.layer].parameters[place.parameter].value
    }
    _modify {
      let place = place(layer, parameter)
      let shape = layers[place.layer].parameters[place.parameter].value.shape
      yield &layers[place.layer].parameters[place.parameter].value
      let new = layers[place.layer].parameters[place.parameter].value
      guard new.fits(shape) else {
        fatalError("\(layer).\(parameter) needs the shape \(shape), not \(new.shape).")
      }
    }
  }

  private func place(_ layer: String, _ parameter: String) -> (layer: Int, parameter: Int) {
    do {
      let number = try self.layer(layer)
      return (number, try self.parameter(parameter, ofLayer: number))
    } catch { fatalError("\(error).") }
  }
}

extension Trace {
  /// The activations of a stage, `[H, W, C]` or `[C]`: `trace["relu2"]`, or `trace["in"]` for the
  /// image.
  ///
  /// Throws an error that lists the existing names, if this one does not exist.
  public subscript(stage: String) -> Tensor {
    get throws(NameError) { activations[try network.stage(stage)] }
  }

  /// ∂loss/∂activation of a stage, by its name.
  ///
  /// - Throws: an error that lists the existing names, or says why there is no gradient: no backward
  ///   pass was traced, or it began with the loss, which is one step with the softmax.
  public func gradient(_ stage: String) throws(NameError) -> Tensor {
    guard let gradient = gradients[try network.stage(stage)] else {
      let reason =
        label == nil
        ? "; trace the image with a label"
        : ": softmax and loss are one step, so the gradient begins at the scores"
      throw NameError("the trace has no gradient of \(stage)\(reason)")
    }
    return gradient
  }

  /// ∂loss/∂parameter, in the parameter's shape, by the names of layer and parameter.
  ///
  /// - Throws: an error that lists the existing names, or says that no backward pass was traced.
  public func gradient(_ layer: String, _ parameter: String) throws(NameError) -> Tensor {
    let number = try network.layer(layer)
    let own = try network.parameter(parameter, ofLayer: number)
    guard gradients.contains(where: { $0 != nil }) else {
      throw NameError("the trace has no gradients; trace the image with a label")
    }
    return parameterGradients[number][own]
  }
}
