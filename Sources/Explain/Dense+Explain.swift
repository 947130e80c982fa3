import CNN

extension Dense: Explained {
  public func explain(_ site: Site, in trace: Trace) -> Explanation {
    let layer = site.layer
    func weight(_ c: Int, _ k: Int) -> Site { .parameter(layer: layer, parameter: 0, [c, k]) }
    let (input, output) = (layer, layer + 1)
    switch site {
    case .activation(_, let index):
      let terms = (0..<trace.network.shapes[layer][0]).map {
        trace.product(of: .activation(stage: input, [$0]), weight($0, index[0]))
      }
      let bias = Term("bias", [trace.factor(.parameter(layer: layer, parameter: 1, index))])
      return trace.explanation(site, .sum, terms + [bias])
    case .gradient(_, let index):
      let terms = (0..<units).map {
        trace.product(of: .gradient(stage: output, [$0]), weight(index[0], $0))
      }
      return trace.explanation(site, .sum, terms)
    case .parameterGradient(_, 0, let index):
      let term = trace.product(
        of: .activation(stage: input, [index[0]]), .gradient(stage: output, [index[1]]))
      return trace.explanation(site, .sum, [term])
    case .parameterGradient(_, _, let index), .parameter(_, _, let index):
      return trace.explanation(
        site, .sum, [trace.product(of: .gradient(stage: output, index))])
    }
  }
}
