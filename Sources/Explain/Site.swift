import CNN

/// The place of one number of a network.
public enum Site: Hashable, Sendable {
  /// An activation of stage `stage`, at an index. Stage 0 is the image, stage s is the output of
  /// layer s − 1.
  case activation(stage: Int, [Int])
  /// Parameter number `parameter` of layer `layer`, at an index.
  case parameter(layer: Int, parameter: Int, [Int])
  /// ∂loss/∂activation.
  case gradient(stage: Int, [Int])
  /// ∂loss/∂parameter.
  case parameterGradient(layer: Int, parameter: Int, [Int])
}

extension Site {
  /// The number's index in its tensor.
  public var index: [Int] {
    switch self {
    case .activation(_, let index), .gradient(_, let index), .parameter(_, _, let index),
      .parameterGradient(_, _, let index):
      index
    }
  }

  var isActivation: Bool { if case .activation = self { true } else { false } }

  /// The gradient at the same place: how the loss changes with the number.
  public var gradient: Site {
    switch self {
    case .activation(let stage, let index): .gradient(stage: stage, index)
    case .parameter(let layer, let parameter, let index):
      .parameterGradient(layer: layer, parameter: parameter, index)
    case .gradient, .parameterGradient: self
    }
  }

  /// The layer that computes the number: an output in the forward pass, a gradient in the backward
  /// pass.
  public var layer: Int {
    switch self {
    case .activation(let stage, _): stage - 1
    case .gradient(let stage, _): stage
    case .parameter(let layer, _, _), .parameterGradient(let layer, _, _): layer
    }
  }
}

extension Network {
  /// A number of a stage, by its name: `site("conv1", [24, 13, 7])`, or `site("in", [7, 9, 0])`.
  ///
  /// - Throws: an error that lists the existing names, or gives the stage's shape if the index is
  ///   outside.
  public func site(_ stage: String, _ index: [Int]) throws(NameError) -> Site {
    let number = try self.stage(stage)
    try check(index, in: shapes[number], of: stage)
    return .activation(stage: number, index)
  }

  /// A weight, by the names of its layer and its parameter: `site("conv1", "weight", [1, 1, 0, 7])`.
  ///
  /// - Throws: an error that lists the existing names, or gives the parameter's shape if the index
  ///   is outside.
  public func site(
    _ layer: String, _ parameter: String, _ index: [Int]
  ) throws(NameError) -> Site {
    let number = try self.layer(layer)
    let own = try self.parameter(parameter, ofLayer: number)
    let shape = layers[number].parameters[own].value.shape
    try check(index, in: shape, of: "\(layer).\(parameter)")
    return .parameter(layer: number, parameter: own, index)
  }

  private func check(_ index: [Int], in shape: Shape, of name: String) throws(NameError) {
    guard shape.holds(index) else {
      throw NameError("\(index) is outside of \(name), whose shape is \(shape); indices begin at 0")
    }
  }

  /// Stops with a list of the stages if a site belongs to another network, and with the shape if its
  /// index is outside.
  func checkSite(_ site: Site) {
    let shape: Shape? =
      switch site {
      case .activation(let stage, _), .gradient(let stage, _):
        shapes.indices ~= stage ? shapes[stage] : nil
      case .parameter(let layer, let parameter, _),
        .parameterGradient(let layer, let parameter, _):
        layers.indices ~= layer && layers[layer].parameters.indices ~= parameter
          ? layers[layer].parameters[parameter].value.shape : nil
      }
    guard let shape else {
      fatalError(
        "\(site) is not a place in a network with the stages \(stages.joined(separator: ", ")).")
    }
    guard shape.holds(site.index) else {
      fatalError("\(site) is outside of the shape \(shape) there; indices begin at 0.")
    }
  }

  /// `in(7,9)`, `conv2 map 3 (7,9)`, `conv1.weight[3; 1,0]`, `∂loss/∂conv1.bias[3]`.
  public func name(of site: Site) -> String {
    let index = site.index
    switch site {
    case .gradient(let stage, _): return "∂loss/∂" + name(of: .activation(stage: stage, index))
    case .parameterGradient(let layer, let parameter, _):
      return "∂loss/∂" + name(of: .parameter(layer: layer, parameter: parameter, index))
    case .activation(let stage, _):
      let name = stages[stage]
      guard index.count == 3 else { return name + "\(index)".filter { $0 != " " } }
      let map = shapes[stage][2] == 1 ? "" : " map \(index[2]) "
      return name + map + "(\(index[0]),\(index[1]))"
    case .parameter(let layer, let number, _):
      let parameter = layers[layer].parameters[number]
      let name = "\(names[layer]).\(parameter.name)"
      guard parameter.axes == [.row, .column, .input, .output] else {
        return name + "\(index)".filter { $0 != " " }
      }
      let channel = parameter.value.shape[2] == 1 ? "" : ", \(index[2])"
      return name + "[\(index[3])\(channel); \(index[0]),\(index[1])]"
    }
  }
}

extension Trace {
  /// As `Network.site(_:_:)`.
  public func site(_ stage: String, _ index: [Int]) throws(NameError) -> Site {
    try network.site(stage, index)
  }

  /// As `Network.site(_:_:_:)`.
  public func site(
    _ layer: String, _ parameter: String, _ index: [Int]
  ) throws(NameError) -> Site {
    try network.site(layer, parameter, index)
  }
}

extension Shape {
  /// Whether a tensor of this shape has a scalar at an index.
  fileprivate func holds(_ index: [Int]) -> Bool {
    index.count == rank && zip(index, sizes).allSatisfy { 0..<$1 ~= $0 }
  }
}
