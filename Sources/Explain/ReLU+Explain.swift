import CNN

extension ReLU: Explained {
  /// For each number, whether it passes.
  public func choices(_ x: Tensor) -> [Int] { x.scalars.map { $0 > 0 ? 1 : 0 } }

  public func explain(_ site: Site, in trace: Trace) -> Explanation {
    let x = Site.activation(stage: site.layer, site.index)
    let gate = Factor(trace.value(at: x) > 0 ? 1 : slope)
    let passing =
      if case .gradient = site { Site.gradient(stage: site.layer + 1, site.index) } else { x }
    return trace.explanation(
      site, .gate, [Term(trace.name(of: passing), [trace.factor(passing), gate])])
  }
}
