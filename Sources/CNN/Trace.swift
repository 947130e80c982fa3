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

/// One image's way through a network, and back if a gradient was given: every number, and for
/// each the question where it came from.
public struct Trace: Sendable {
  public let network: Network
  /// `[stage]`, without the batch's axis.
  public let activations: [Tensor]
  /// ∂loss/∂activation, `[stage]`; nil where the way back was not traced.
  public let gradients: [Tensor?]
  /// ∂loss/∂parameter, `[layer][parameter]`.
  public let parameterGradients: [[Tensor]]

  /// From a tape that holds a single image.
  init(_ network: Network, _ tape: Tape) {
    self.network = network
    activations = tape.activations.map { $0.reshaped($0.shape.ofOne) }
    gradients = tape.activationGradients.map { $0?.reshaped($0?.shape.ofOne ?? []) }
    parameterGradients = tape.parameterGradients
  }

  /// What came out of the last layer.
  public var output: Tensor { activations[activations.count - 1] }

  /// The number that stands at a site; 0 for a gradient that was not traced.
  public func value(at site: Site) -> Float {
    let tensor = tensor(of: site)
    return tensor.scalars[tensor.shape.offset(of: site.index)]
  }

  /// One level of where the number at a site came from.
  ///
  /// Pixels, weights, and the gradient that was handed to the last layer come from nowhere
  /// within the network: their rule is `.given`.
  public func explain(_ site: Site) -> Explanation {
    switch site {
    case .activation(let stage, _) where stage > 0:
      return network.layers[stage - 1].explain(site, in: self)
    case .gradient(let stage, _) where stage < network.layers.count:
      return network.layers[stage].explain(site, in: self)
    case .parameterGradient(let layer, _, _):
      return network.layers[layer].explain(site, in: self)
    default:
      return Explanation(site, name: name(of: site), .given, [factor(site).asTerm], value(at: site))
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
      let name = stage == 0 ? "in" : network.names[stage - 1]
      guard index.count == 3 else { return name + "\(index)".filter { $0 != " " } }
      let map = network.shapes[stage][2] == 1 ? "" : " map \(index[2]) "
      return name + map + "(\(index[0]),\(index[1]))"
    case .parameter(let layer, let parameter, _):
      let name = "\(network.names[layer]).\(network.layers[layer].parameters[parameter].name)"
      guard index.count == 4 else { return name + "\(index)".filter { $0 != " " } }
      let channel = network.shapes[layer][2] == 1 ? "" : ", \(index[2])"
      return name + "[\(index[3])\(channel); \(index[0]),\(index[1])]"
    }
  }

  private func tensor(of site: Site) -> Tensor {
    switch site {
    case .activation(let stage, _): activations[stage]
    case .parameter(let layer, let parameter, _): network.layers[layer].parameters[parameter].value
    case .gradient(let stage, _): gradients[stage] ?? Tensor(activations[stage].shape)
    case .parameterGradient(let layer, let parameter, _): parameterGradients[layer][parameter]
    }
  }
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

  /// The layer that makes the number: forward an output, backward a gradient.
  var layer: Int {
    switch self {
    case .activation(let stage, _): stage - 1
    case .gradient(let stage, _): stage
    case .parameter(let layer, _, _), .parameterGradient(let layer, _, _): layer
    }
  }
}
