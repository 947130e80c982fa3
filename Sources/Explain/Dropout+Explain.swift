import CNN

extension Dropout: Explained {
  public func explain(_ site: Site, in trace: Trace) -> Explanation {
    let layer = site.layer
    var pass = trace.pass
    pass.layer = layer
    let offset = trace.network.shapes[layer].offset(of: site.index)
    let factor = Mask(rate: rate, pass, image: 0).factor(offset)
    let passing: Site =
      if case .gradient = site {
        .gradient(stage: layer + 1, site.index)
      } else {
        .activation(stage: layer, site.index)
      }
    return trace.explanation(
      site, .gate, [Term(trace.name(of: passing), [trace.factor(passing), Factor(factor)])])
  }
}
