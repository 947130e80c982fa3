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

  /// The number of the right class, if the way back began with its loss.
  public let label: Int?
  let pass: Pass

  /// From a tape that holds a single image.
  init(_ network: Network, _ tape: Tape, _ pass: Pass, label: Int?) {
    self.network = network
    self.pass = pass
    self.label = label
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
  /// A gradient that was not traced has the rule `.untraced`.
  /// Pixels, weights, and the gradient that was handed to the last layer come from nowhere
  /// within the network: their rule is `.given`.
  public func explain(_ site: Site) -> Explanation {
    guard isTraced(site) else {
      return Explanation(site, name: name(of: site), .untraced, [], 0)
    }
    switch site {
    case .activation(let stage, _) where stage > 0:
      return network.layers[stage - 1].explain(site, in: self)
    case .gradient(let stage, let index) where stage == network.layers.count - 1 && label != nil:
      return explainLoss(site, index)
    case .gradient(let stage, _) where stage < network.layers.count:
      return network.layers[stage].explain(site, in: self)
    case .parameterGradient(let layer, _, _):
      return network.layers[layer].explain(site, in: self)
    default:
      return Explanation(site, name: name(of: site), .given, [factor(site).asTerm], value(at: site))
    }
  }

  private func isTraced(_ site: Site) -> Bool {
    switch site {
    case .activation, .parameter: true
    case .gradient(let stage, _): gradients[stage] != nil
    case .parameterGradient: gradients.contains { $0 != nil }
    }
  }

  /// ∂loss/∂score = p − y: how much more the class got than it should have.
  private func explainLoss(_ site: Site, _ index: [Int]) -> Explanation {
    let share = Site.activation(stage: network.layers.count, index)
    let right: Float = index[0] == label ? 1 : 0
    return explanation(
      site, .sum,
      [Term(name(of: share), [factor(share)]), Term("right answer", [Factor(-right)])])
  }

  /// `in(7,9)`, `conv2 map 3 (7,9)`, `conv1.weight[3; 1,0]`, `∂loss/∂conv1.bias[3]`.
  public func name(of site: Site) -> String { network.name(of: site) }

  private func tensor(of site: Site) -> Tensor {
    switch site {
    case .activation(let stage, _): activations[stage]
    case .parameter(let layer, let parameter, _): network.layers[layer].parameters[parameter].value
    case .gradient(let stage, _): gradients[stage] ?? Tensor(activations[stage].shape)
    case .parameterGradient(let layer, let parameter, _): parameterGradients[layer][parameter]
    }
  }
}
