import CNN

extension AveragePooling: Explained {
  public func explain(_ site: Site, in trace: Trace) -> Explanation {
    let layer = site.layer
    let (row, column, channel) = (site.index[0], site.index[1], site.index[2])
    let share = Factor(1 / Float(size.count))
    var terms: [Term] = []
    if case .gradient = site {
      let output = trace.network.shapes[layer + 1]
      for i in 0..<output[0] where (0..<size.rows).contains(row - i * stride.rows) {
        for j in 0..<output[1] where (0..<size.columns).contains(column - j * stride.columns) {
          let dy = Site.gradient(stage: layer + 1, [i, j, channel])
          terms.append(Term(trace.name(of: dy), [trace.factor(dy), share]))
        }
      }
    } else {
      for a in 0..<size.rows {
        for b in 0..<size.columns {
          let x = Site.activation(
            stage: layer, [row * stride.rows + a, column * stride.columns + b, channel])
          terms.append(Term(trace.name(of: x), [trace.factor(x), share]))
        }
      }
    }
    return trace.explanation(site, .sum, terms)
  }
}
