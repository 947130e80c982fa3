import Foundation

/// What changes the weights of a network so that its loss gets smaller.
///
/// The gradients are those of a tape, `[layer][parameter]`. An optimizer keeps what it must
/// remember from step to step, in the shapes of the weights. A layer that has no gradients
/// (`gradients[layer]` is empty) stays as it is: it is frozen.
public protocol Optimizer: Sendable {
  /// η, how far a step goes. May be changed between steps: that is a schedule.
  var rate: Float { get set }

  /// What it remembers; an optimizer with the same settings that is given it goes on as this one.
  var memory: OptimizerMemory { get set }

  /// Takes one step.
  mutating func step(_ network: inout Network, _ gradients: [[Tensor]])
}

/// What an optimizer remembers from step to step.
public struct OptimizerMemory: Sendable {
  /// How many steps it has taken, where it counts them.
  public var steps: Int
  /// Numbers for the weights, by what they are: `[layer][parameter]` in the weights' shapes.
  public var numbers: [(name: String, tensors: [[Tensor]])]

  public init(steps: Int = 0, numbers: [(name: String, tensors: [[Tensor]])]) {
    self.steps = steps
    self.numbers = numbers
  }
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

  public var memory: OptimizerMemory {
    get { OptimizerMemory(numbers: [("velocity", velocity)]) }
    set { velocity = newValue["velocity"] }
  }

  // v = momentum · v + gradient + decay · w;  w = w − rate · v
  public mutating func step(_ network: inout Network, _ gradients: [[Tensor]]) {
    if !velocity.fits(gradients) { velocity = gradients.zeros }
    for layer in gradients.indices {
      for p in gradients[layer].indices {
        let (rate, momentum, weightDecay) = (rate, momentum, weightDecay)
        network.update(layer, p, with: gradients[layer][p]) { weights, gradient in
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
  public var beta1, beta2: Double
  /// Keeps the division from exploding where gradients are tiny.
  public var epsilon: Float
  /// As in `SGD`: added to the gradient (L2), not taken off the weight as AdamW does.
  public var weightDecay: Float
  private var means: [[Tensor]] = []
  private var squares: [[Tensor]] = []
  private var steps = 0

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

  public var memory: OptimizerMemory {
    get { OptimizerMemory(steps: steps, numbers: [("mean", means), ("square", squares)]) }
    set { (means, squares, steps) = (newValue["mean"], newValue["square"], newValue.steps) }
  }

  // g = gradient + decay · w;  m = β₁·m + (1 − β₁)·g;  s = β₂·s + (1 − β₂)·g²
  // w = w − rate · m/(1 − β₁ᵗ) / (√(s/(1 − β₂ᵗ)) + ε)
  public mutating func step(_ network: inout Network, _ gradients: [[Tensor]]) {
    if !means.fits(gradients) {
      (means, squares, steps) = (gradients.zeros, gradients.zeros, 0)
    }
    steps += 1
    // The means began at zero; this makes up for it.
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

extension OptimizerMemory {
  fileprivate subscript(name: String) -> [[Tensor]] {
    numbers.first { $0.name == name }?.tensors ?? []
  }
}

extension [[Tensor]] {
  /// Zeros in the same shapes.
  fileprivate var zeros: [[Tensor]] { map { $0.map { Tensor($0.shape) } } }

  /// Whether all shapes are the same; an optimizer that is used on another network starts anew.
  fileprivate func fits(_ other: [[Tensor]]) -> Bool {
    map { $0.map(\.shape) } == other.map { $0.map(\.shape) }
  }
}

extension Network {
  /// Lets `body` change the weights of one parameter where they lie, with its gradient beside.
  ///
  /// The two must be of one shape; otherwise it stops with a sentence.
  public mutating func update(
    _ layer: Int, _ parameter: Int, with gradient: Tensor,
    _ body: (UnsafeMutableBufferPointer<Float>, UnsafeBufferPointer<Float>) -> Void
  ) {
    let shape = layers[layer].parameters[parameter].value.shape
    guard gradient.shape == shape else {
      fatalError("A gradient of shape \(gradient.shape) is none for weights of \(shape).")
    }
    gradient.scalars.withUnsafeBufferPointer { gradient in
      layers[layer].parameters[parameter].value.scalars.withUnsafeMutableBufferPointer {
        body($0, gradient)
      }
    }
  }
}
