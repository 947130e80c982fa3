import CNN

extension Flatten: Explained {
  public func explain(_ site: Site, in trace: Trace) -> Explanation {
    let shape = trace.network.shapes[site.layer]
    let source: Site =
      if case .gradient = site {
        .gradient(stage: site.layer + 1, [shape.offset(of: site.index)])
      } else {
        .activation(stage: site.layer, shape.index(at: site.index[0]))
      }
    return trace.explanation(
      site, .copy, [Term(trace.name(of: source), [trace.factor(source)])])
  }
}
