// Stages, layers and weights go by name. An unknown name ends in a sentence that lists the names
// there are.

/// A name that nothing has: what was looked for, and what there is.
public struct NameError: Error, Equatable, CustomStringConvertible {
  public let description: String

  package init(_ sentence: String) { description = sentence }

  init(_ kind: String, _ name: String, among names: [String]) {
    let known = names.isEmpty ? "there are none" : "there are \(names.joined(separator: ", "))"
    description = "there is no \(kind) “\(name)”; \(known)"
  }
}

extension [String] {
  /// Where a name stands, or the sentence that it is not there.
  func number(of name: String, _ kind: String) throws(NameError) -> Int {
    guard let number = firstIndex(of: name) else { throw NameError(kind, name, among: self) }
    return number
  }
}

extension Network {
  /// The names of the stages: `in`, and behind it those of the layers.
  public var stages: [String] { ["in"] + names }

  /// The number of a stage: 0 for `in`, the image; s for the output of layer number s − 1.
  ///
  /// - Throws: the names that there are.
  public func stage(_ name: String) throws(NameError) -> Int {
    try stages.number(of: name, "stage")
  }

  /// The number of a layer, counted from 0.
  ///
  /// - Throws: the names that there are.
  public func layer(_ name: String) throws(NameError) -> Int {
    try names.number(of: name, "layer")
  }

  /// The name of the stage that a layer reads: `relu2` before `pool1`.
  ///
  /// - Throws: the names that there are.
  public func name(before layer: String) throws(NameError) -> String {
    stages[try self.layer(layer)]
  }

  /// The name of the layer that reads what a layer makes: `relu2` behind `conv2`.
  ///
  /// - Throws: the names that there are, or that it is the last.
  public func name(behind layer: String) throws(NameError) -> String {
    let number = try stage(layer) + 1
    guard number < stages.count else { throw NameError("no layer stands behind \(layer)") }
    return stages[number]
  }

  /// The number of a parameter within a layer.
  ///
  /// - Throws: the names that there are.
  public func parameter(_ name: String, ofLayer layer: Int) throws(NameError) -> Int {
    try layers[layer].parameters.map(\.name).number(of: name, "parameter of \(names[layer])")
  }

  /// A tensor of weights: `network["conv1", "weight"][1, 0, 0, 0] += h` changes one of them where
  /// it lies.
  ///
  /// Stops with the names that there are if these are not among them. A tensor of another shape
  /// is refused with both shapes.
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
      guard new.shape == shape, new.scalars.count == shape.count else {
        fatalError("\(layer).\(parameter) has the shape \(shape); \(new.shape) does not fit.")
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
  /// What a stage holds, `[H, W, C]` or `[C]`, by its name: `trace["relu2"]`, or `trace["in"]`
  /// for the image.
  ///
  /// Throws the names that there are, if this is not one of them.
  public subscript(stage: String) -> Tensor {
    get throws(NameError) { activations[try network.stage(stage)] }
  }

  /// ∂loss/∂activation of a stage, by its name.
  ///
  /// - Throws: the names that there are, or that the way back to this stage was not traced.
  public func gradient(_ stage: String) throws(NameError) -> Tensor {
    guard let gradient = gradients[try network.stage(stage)] else {
      throw NameError("the trace has no gradient of \(stage); a label given to it makes them")
    }
    return gradient
  }

  /// ∂loss/∂parameter, in the parameter's shape, by the names of layer and parameter.
  ///
  /// - Throws: the names that there are, or that the way back was not traced.
  public func gradient(_ layer: String, _ parameter: String) throws(NameError) -> Tensor {
    let number = try network.layer(layer)
    let own = try network.parameter(parameter, ofLayer: number)
    guard gradients.contains(where: { $0 != nil }) else {
      throw NameError("the trace has no gradients; a label given to it makes them")
    }
    return parameterGradients[number][own]
  }
}
