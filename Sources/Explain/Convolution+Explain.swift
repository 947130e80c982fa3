import CNN
import Printing

// The four kinds of numbers of a convolution, each computed by plain loops over its terms. This is
// the second, slow implementation, and the tests compare the fast one with it.

extension Convolution: Explained {
  public func explain(_ site: Site, in trace: Trace) -> Explanation {
    let layer = site.layer
    switch site {
    case .gradient: return inputGradient(site, layer, trace)
    case .parameterGradient(_, 0, _): return weightGradient(site, layer, trace)
    case .parameterGradient: return biasGradient(site, layer, trace)
    default: return output(site, layer, trace)
    }
  }

  // y[i, j, k] = Σ_a Σ_b Σ_c x[i·SH − before + a, j·SW − before + b, c] · weight[a, b, c, k] + bias[k]
  private func output(_ site: Site, _ layer: Int, _ trace: Trace) -> Explanation {
    let shape = trace.network.shapes[layer]
    let (rows, columns) = axes(for: shape)
    let (i, j, k) = (site.index[0], site.index[1], site.index[2])
    let (window, side) = (rows.window(at: i), columns.window(at: j))
    var terms: [Term] = []
    for (a, h) in window.enumerated() {
      for (b, w) in side.enumerated() {
        for c in 0..<shape[2] {
          let weight = Site.parameter(layer: layer, parameter: 0, [a, b, c, k])
          terms.append(product(layer, [h, w, c], weight, trace))
        }
      }
    }
    terms.append(Term("bias", [trace.factor(.parameter(layer: layer, parameter: 1, [k]))]))
    func text(_ range: Range<Int>) -> String {
      "\(Double(range.lowerBound).fixed(0))…\(Double(range.upperBound - 1).fixed(0))"
    }
    let (seen, across) = ("rows \(text(window))", "columns \(text(side))")
    let remark = "\(padding), window on \(seen), \(across)"
    return trace.explanation(site, remark: remark, .sum, terms)
  }

  // dx[h, w, c] = Σ over the windows (i, j) that see the pixel, at their place (a, b), and over k
  //               of dy[i, j, k] · weight[a, b, c, k]
  private func inputGradient(_ site: Site, _ layer: Int, _ trace: Trace) -> Explanation {
    let (rows, columns) = axes(for: trace.network.shapes[layer])
    let (h, w, c) = (site.index[0], site.index[1], site.index[2])
    var terms: [Term] = []
    for i in 0..<rows.output where rows.window(at: i).contains(h) {
      for j in 0..<columns.output where columns.window(at: j).contains(w) {
        let (a, b) = (h - rows.window(at: i).lowerBound, w - columns.window(at: j).lowerBound)
        for k in 0..<kernels {
          terms.append(
            trace.product(
              of: .gradient(stage: layer + 1, [i, j, k]),
              .parameter(layer: layer, parameter: 0, [a, b, c, k])))
        }
      }
    }
    return trace.explanation(site, .sum, terms)
  }

  // dweight[a, b, c, k] = Σ_i Σ_j x[i·SH − before + a, j·SW − before + b, c] · dy[i, j, k]
  private func weightGradient(_ site: Site, _ layer: Int, _ trace: Trace) -> Explanation {
    let (rows, columns) = axes(for: trace.network.shapes[layer])
    let (a, b, c, k) = (site.index[0], site.index[1], site.index[2], site.index[3])
    var terms: [Term] = []
    for i in 0..<rows.output {
      for j in 0..<columns.output {
        let (h, w) = (rows.window(at: i).lowerBound + a, columns.window(at: j).lowerBound + b)
        let dy = Site.gradient(stage: layer + 1, [i, j, k])
        terms.append(product(layer, [h, w, c], dy, trace))
      }
    }
    return trace.explanation(site, .sum, terms)
  }

  // dbias[k] = Σ_i Σ_j dy[i, j, k]
  private func biasGradient(_ site: Site, _ layer: Int, _ trace: Trace) -> Explanation {
    let shape = trace.network.shapes[layer + 1]
    var terms: [Term] = []
    for i in 0..<shape[0] {
      for j in 0..<shape[1] {
        terms.append(trace.product(of: .gradient(stage: layer + 1, [i, j, site.index[0]])))
      }
    }
    return trace.explanation(site, .sum, terms)
  }

  /// A pixel times another number. Beyond the edge of the image, the pixel is a zero of the border.
  private func product(_ layer: Int, _ pixel: [Int], _ other: Site, _ trace: Trace) -> Term {
    let shape = trace.network.shapes[layer]
    let site = Site.activation(stage: layer, pixel)
    guard (0..<shape[0]).contains(pixel[0]), (0..<shape[1]).contains(pixel[1]) else {
      return Term(trace.name(of: site), [Factor(0), trace.factor(other)], note: "border")
    }
    let term = trace.product(of: site, other)
    guard case .gradient(_, let place) = other else { return term }
    // For a weight's gradient: the pixel that the weight multiplied, and the place on the map.
    return Term(
      "\(term.name), out(\(place[0]),\(place[1]))", term.factors,
      note: term.note ?? (term.factors[1].value == 0 ? "no gradient" : nil))
  }
}
