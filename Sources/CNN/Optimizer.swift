import Foundation

/// What changes the weights of a network so that its loss gets smaller.
///
/// The gradients are those of a tape, `[layer][parameter]`. An optimizer keeps what it must
/// remember from step to step, in the shapes of the weights.
public protocol Optimizer: Sendable {
  /// η, how far a step goes. May be changed between steps: that is a schedule.
  var rate: Float { get set }

  /// Takes one step.
  mutating func step(_ network: inout Network, _ gradients: [[Tensor]])
}

/// Stochastic gradient descent, with momentum (Polyak, 1964) and weight decay, as PyTorch does it.
public struct SGD: Optimizer {
  public var rate: Float
  /// How much of the last step's velocity is kept, from 0 to below 1.
  public var momentum: Float
  /// How strongly weights are pulled to zero: what is added to each gradient, times the weight.
  public var weightDecay: Float
  private var velocity: [[Tensor]] = []

  public init(rate: Float, momentum: Float = 0, weightDecay: Float = 0) {
    self.rate = rate
    self.momentum = momentum
    self.weightDecay = weightDecay
  }

  // v = momentum · v + gradient + decay · w;  w = w − rate · v
  public mutating func step(_ network: inout Network, _ gradients: [[Tensor]]) {
    if velocity.isEmpty { velocity = gradients.map { $0.map { Tensor($0.shape) } } }
    for layer in gradients.indices {
      for p in gradients[layer].indices {
        let gradient = gradients[layer][p].scalars
        network.update(layer, p) { weights in
          velocity[layer][p].scalars.withUnsafeMutableBufferPointer { velocity in
            for i in weights.indices {
              velocity[i] = momentum * velocity[i] + (gradient[i] + weightDecay * weights[i])
              weights[i] -= rate * velocity[i]
            }
          }
        }
      }
    }
  }
}

/// Adam: each weight has a step of its own, by the mean and the variance of its gradients so far
/// (Kingma and Ba, 2015), as PyTorch does it.
public struct Adam: Optimizer {
  public var rate: Float
  /// How slowly the running means of the gradient and of its square forget.
  public var beta1, beta2: Float
  /// Keeps the division from exploding where gradients are tiny.
  public var epsilon: Float
  public var weightDecay: Float
  private var means: [[Tensor]] = []
  private var squares: [[Tensor]] = []
  private var steps = 0

  public init(
    rate: Float = 0.001, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8,
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
    if means.isEmpty {
      means = gradients.map { $0.map { Tensor($0.shape) } }
      squares = means
    }
    steps += 1
    // The means began at zero; this makes up for it.
    let scale = Float(Double(rate) / (1 - pow(Double(beta1), Double(steps))))
    let root = Float((1 - pow(Double(beta2), Double(steps))).squareRoot())
    for layer in gradients.indices {
      for p in gradients[layer].indices {
        let gradient = gradients[layer][p].scalars
        network.update(layer, p) { weights in
          means[layer][p].scalars.withUnsafeMutableBufferPointer { means in
            squares[layer][p].scalars.withUnsafeMutableBufferPointer { squares in
              for i in weights.indices {
                let g = gradient[i] + weightDecay * weights[i]
                means[i] += (1 - beta1) * (g - means[i])
                squares[i] = beta2 * squares[i] + (1 - beta2) * g * g
                weights[i] -= scale * means[i] / (squares[i].squareRoot() / root + epsilon)
              }
            }
          }
        }
      }
    }
  }
}

extension Network {
  /// Lets `body` change the weights of one parameter where they lie.
  mutating func update(
    _ layer: Int, _ parameter: Int, _ body: (UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    layers[layer].parameters[parameter].value.scalars.withUnsafeMutableBufferPointer { body($0) }
  }
}
