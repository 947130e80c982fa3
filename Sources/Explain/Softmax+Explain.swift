import CNN
import Foundation
import Printing

extension Softmax: Explained {
  public func explain(_ site: Site, in trace: Trace) -> Explanation {
    let layer = site.layer
    let count = trace.network.shapes[layer][0]
    let own = site.index[0]
    guard case .gradient = site else {
      let scores = trace.activations[layer].scalars
      let top = scores.max() ?? 0
      let highest = top.fixed(6)
      let largest = highest.hasPrefix("−") ? "(\(highest))" : highest
      let terms = (0..<count).map { k in
        let score = Site.activation(stage: layer, [k])
        return Term(
          trace.name(of: score), [Factor(Float(exp(Double(scores[k]) - Double(top))), at: score)],
          detail: "exp(\(scores[k].fixed(6)) − \(largest))")
      }
      return trace.explanation(site, .quotient(of: own), terms)
    }
    let y = trace.activations[layer + 1].scalars
    let terms = (0..<count).map { j in
      let dy = Site.gradient(stage: layer + 1, [j])
      let share = Site.activation(stage: layer + 1, [j])
      return Term(
        trace.name(of: dy),
        [trace.factor(dy), trace.factor(share), Factor((j == own ? 1 : 0) - y[own])])
    }
    return trace.explanation(site, .sum, terms)
  }
}
