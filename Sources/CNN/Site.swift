/// One number of a network: where to look for it.
public enum Site: Hashable, Sendable {
  /// What stage `stage` holds at an index: stage 0 is the image, stage s the output of layer s − 1.
  case activation(stage: Int, [Int])
  /// Parameter number `parameter` of layer `layer`, at an index.
  case parameter(layer: Int, parameter: Int, [Int])
  /// ∂loss/∂activation.
  case gradient(stage: Int, [Int])
  /// ∂loss/∂parameter.
  case parameterGradient(layer: Int, parameter: Int, [Int])
}

extension Site {
  /// Where in its tensor the number stands.
  public var index: [Int] {
    switch self {
    case .activation(_, let index), .gradient(_, let index), .parameter(_, _, let index),
      .parameterGradient(_, _, let index):
      index
    }
  }

  var isActivation: Bool { if case .activation = self { true } else { false } }

  /// The layer that makes the number: forward an output, backward a gradient.
  public var layer: Int {
    switch self {
    case .activation(let stage, _): stage - 1
    case .gradient(let stage, _): stage
    case .parameter(let layer, _, _), .parameterGradient(let layer, _, _): layer
    }
  }
}

extension Network {
  /// `in(7,9)`, `conv2 map 3 (7,9)`, `conv1.weight[3; 1,0]`, `∂loss/∂conv1.bias[3]`.
  func name(of site: Site) -> String {
    let index = site.index
    switch site {
    case .gradient(let stage, _): return "∂loss/∂" + name(of: .activation(stage: stage, index))
    case .parameterGradient(let layer, let parameter, _):
      return "∂loss/∂" + name(of: .parameter(layer: layer, parameter: parameter, index))
    case .activation(let stage, _):
      let name = stage == 0 ? "in" : names[stage - 1]
      guard index.count == 3 else { return name + "\(index)".filter { $0 != " " } }
      let map = shapes[stage][2] == 1 ? "" : " map \(index[2]) "
      return name + map + "(\(index[0]),\(index[1]))"
    case .parameter(let layer, let parameter, _):
      let name = "\(names[layer]).\(layers[layer].parameters[parameter].name)"
      guard index.count == 4 else { return name + "\(index)".filter { $0 != " " } }
      let channel = shapes[layer][2] == 1 ? "" : ", \(index[2])"
      return name + "[\(index[3])\(channel); \(index[0]),\(index[1])]"
    }
  }
}
