import CNN
import Explain
import Printing

// The gradient check that should find the bugs.

/// What a gradient check has found.
nonisolated struct Found {
  /// The largest difference between gradient and slope, as a share of the larger of the two.
  var error = 0.0
  /// Among which weights: `conv1.weight`.
  var worst = ""
  var checked = 0

  /// Differences above it are too large to be rounding.
  static let limit = 0.1

  /// Whether the gradients are wrong.
  var isCaught: Bool { error > Self.limit }
}

/// Compares gradients with slopes. Of each parameter it takes eight weights without a kink within
/// the nudge, if thirty have so many. It leaves out those whose slope is so small that it is mostly
/// rounding.
func check(_ moment: Moment) throws -> Found {
  var found = Found()
  let (network, batch) = (moment.network, moment.batch)
  // With more images rounding averages out, but there are more kinks: a smaller nudge is better.
  let step = 0.002 / Float(batch.labels.count).squareRoot()
  for ((name, layer), gradients) in zip(zip(network.names, network.layers), moment.gradients) {
    for (own, gradient) in zip(layer.parameters, gradients) where own.isLearned {
      let shape = gradient.shape
      var pairs: [(gradient: Double, slope: Double)] = []
      for place in Random(seed: 1).permutation(of: shape.count).prefix(30) where pairs.count < 8 {
        let nudge = try network.checkGradient(
          of: network.site(name, own.name, shape.index(at: place)), batch.images,
          labels: batch.labels, step: step, moment.pass)
        if nudge.kinks.isEmpty { pairs.append((Double(gradient.scalars[place]), nudge.slope)) }
      }
      let largest = pairs.map { max(abs($0.gradient), abs($0.slope)) }.max() ?? 0
      for (gradient, slope) in pairs {
        let size = max(abs(gradient), abs(slope))
        guard size > 0.3 * largest else { continue }
        found.checked += 1
        if abs(gradient - slope) / size > found.error {
          found.error = abs(gradient - slope) / size
          found.worst = "\(name).\(own.name)"
        }
      }
    }
  }
  return found
}

/// `hides: stride 2   error 0.38 %  (26 weights)`
func line(_ what: String, _ found: Found) -> String {
  let error = found.error.percent(2).alignedRight(9)
  return "\(what.alignedLeft(26)) largest error\(error) of \(found.checked) weights"
    + (found.isCaught ? ", in \(found.worst)" : "")
}
