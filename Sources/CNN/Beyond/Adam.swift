import Foundation

/// Adam: each weight has its own step size, which depends on the running means of its gradient and
/// of the gradient's square. As in PyTorch (Kingma and Ba, 2015).
public struct Adam: Optimizer {
  public var rate: Float
  /// How slowly the running means of the gradient and of its square forget.
  public var beta1, beta2: Double
  /// Keeps the division from exploding where gradients are tiny.
  public var epsilon: Float
  /// As in `SGD`: added to the gradient (L2). AdamW subtracts it from the weight instead.
  public var weightDecay: Float
  var means: [[Tensor]] = []
  var squares: [[Tensor]] = []
  var steps = 0

  public init(
    rate: Float = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Float = 1e-8,
    weightDecay: Float = 0
  ) {
    self.rate = rate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  // g = gradient + decay · w;  m = β₁·m + (1 − β₁)·g;  s = β₂·s + (1 − β₂)·g²
  // w = w − rate · m/(1 − β₁ᵗ) / (√(s/(1 − β₂ᵗ)) + ε)
  public mutating func step(_ network: inout Network, _ gradients: [[Tensor]]) {
    // All layers share the count of steps. So if one of them has other shapes, all begin anew.
    if !means.fit(gradients) || !squares.fit(gradients) { (means, squares, steps) = ([], [], 0) }
    means.adapt(to: gradients)
    squares.adapt(to: gradients)
    steps += 1
    // The means began at zero. This corrects for it.
    let scale = Float(Double(rate) / (1 - pow(beta1, Double(steps))))
    let root = Float((1 - pow(beta2, Double(steps))).squareRoot())
    for layer in gradients.indices {
      for p in gradients[layer].indices {
        let (epsilon, weightDecay) = (epsilon, weightDecay)
        let (newMean, oldSquare, newSquare) = (Float(1 - beta1), Float(beta2), Float(1 - beta2))
        network.update(layer, p, with: gradients[layer][p]) { weights, gradient in
          means[layer][p].scalars.withUnsafeMutableBufferPointer { means in
            squares[layer][p].scalars.withUnsafeMutableBufferPointer { squares in
              for i in weights.indices {
                let g = gradient[i] + weightDecay * weights[i]
                means[i] += newMean * (g - means[i])
                squares[i] = oldSquare * squares[i] + newSquare * g * g
                weights[i] -= scale * means[i] / (squares[i].squareRoot() / root + epsilon)
              }
            }
          }
        }
      }
    }
  }
}
