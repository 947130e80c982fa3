import CNN

/// A layer that can say where each of its numbers came from, forward and backward.
///
/// Plain loops in Double compute each number a second time, without `forward` and `backward`. The
/// tests compare the two, number by number.
public protocol Explained: Layer {
  /// The layer's decision for each number of its output, in the output's order: whether a number of
  /// `x` passes, or which one wins. It is empty if the layer decides nothing. The loss has a kink
  /// where a decision changes. A slope across a kink means nothing.
  func choices(_ x: Tensor) -> [Int]

  /// Where a number came from, one level deep: its inputs, its weights, and the operation.
  func explain(_ site: Site, in trace: Trace) -> Explanation
}

extension Explained {
  public func choices(_ x: Tensor) -> [Int] { [] }
}

extension Trace {
  /// The number at a site; 0 for a gradient that was not traced.
  ///
  /// Stops with a sentence if the network has no such place.
  public func value(at site: Site) -> Float {
    let tensor = tensor(of: site)
    return tensor.scalars[tensor.shape.offset(of: site.index)]
  }

  /// Where the number at a site came from, one level deep.
  ///
  /// A gradient that was not traced has the rule `.untraced`. A number of a layer that is not
  /// `Explained` has the rule `.untold`. Pixels, weights, and the gradient at the last layer do not
  /// come from within the network: their rule is `.given`. Stops with a sentence if the network has
  /// no such place.
  public func explain(_ site: Site) -> Explanation {
    network.checkSite(site)
    guard isTraced(site) else {
      return Explanation(site, name: name(of: site), .untraced, [], 0)
    }
    switch site {
    case .activation(let stage, _) where stage > 0: return ask(site.layer, site)
    case .gradient(let stage, let index) where stage == network.layers.count - 1 && label != nil:
      return explainLoss(site, index)
    case .gradient(let stage, _) where stage < network.layers.count: return ask(site.layer, site)
    case .parameterGradient: return ask(site.layer, site)
    default:
      return Explanation(site, name: name(of: site), .given, [factor(site).asTerm], value(at: site))
    }
  }

  private func ask(_ layer: Int, _ site: Site) -> Explanation {
    guard let layer = network.layers[layer] as? any Explained else {
      return Explanation(
        site, name: name(of: site), .untold, [Term("", [Factor(value(at: site))])], value(at: site))
    }
    return layer.explain(site, in: self)
  }

  private func isTraced(_ site: Site) -> Bool {
    switch site {
    case .activation, .parameter: true
    case .gradient(let stage, _): gradients[stage] != nil
    case .parameterGradient: gradients.contains { $0 != nil }
    }
  }

  /// ∂loss/∂score = p − y: how much too large the probability of the class is.
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
    network.checkSite(site)
    return switch site {
    case .activation(let stage, _): activations[stage]
    case .parameter(let layer, let parameter, _): network.layers[layer].parameters[parameter].value
    case .gradient(let stage, _): gradients[stage] ?? Tensor(activations[stage].shape)
    case .parameterGradient(let layer, let parameter, _): parameterGradients[layer][parameter]
    }
  }
}
