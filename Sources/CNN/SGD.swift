/// A method that changes the weights of a network so that its loss gets smaller.
///
/// The gradients are those of a tape, `[layer][parameter]`. An optimizer may remember numbers from
/// step to step, in the shapes of the weights. A layer without gradients (`gradients[layer]` is
/// empty) is frozen: it stays as it is.
public protocol Optimizer: Sendable {
  /// η, how far a step goes. You may change it between steps; that is called a schedule.
  var rate: Float { get set }

  /// The optimizer's memory. Give it to an optimizer with the same settings, and it continues where
  /// this one stopped.
  var memory: OptimizerMemory { get set }

  /// Takes one step.
  mutating func step(_ network: inout Network, _ gradients: [[Tensor]])
}

/// Stochastic gradient descent, with momentum (Polyak, 1964) and weight decay, as in PyTorch.
///
/// Its `memory`, which a checkpoint keeps, is in Beyond/OptimizerMemory.swift.
public struct SGD: Optimizer {
  /// η, the learning rate.
  public var rate: Float
  /// How much of the last velocity is kept, from 0 to below 1.
  public var momentum: Float
  /// How strongly weights are pulled to zero: weight decay × weight is added to each gradient.
  public var weightDecay: Float
  var velocity: [[Tensor]] = []

  public init(rate: Float, momentum: Float = 0, weightDecay: Float = 0) {
    self.rate = rate
    self.momentum = momentum
    self.weightDecay = weightDecay
  }

  // v = momentum · v + gradient + decay · w;  w = w − rate · v
  public mutating func step(_ network: inout Network, _ gradients: [[Tensor]]) {
    velocity.adapt(to: gradients)
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

extension [[Tensor]] {
  /// Adapts to the shapes of some gradients. A layer with different shapes, such as one of another
  /// network, gets zeros, and so does one whose scalars do not fill its shapes.
  mutating func adapt(to gradients: [[Tensor]]) {
    if count != gradients.count { self = gradients.map { _ in [] } }
    for layer in indices where !self[layer].fit(gradients[layer]) {
      self[layer] = gradients[layer].map { Tensor($0.shape) }
    }
  }
}

extension Network {
  /// Lets `body` change the weights of one parameter in place; it also gets their gradient.
  ///
  /// A parameter that is not learned takes its new value from the gradient's place instead. Stops
  /// with a sentence if the shapes differ.
  public mutating func update(
    _ layer: Int, _ parameter: Int, with gradient: Tensor,
    _ body: (UnsafeMutableBufferPointer<Float>, UnsafeBufferPointer<Float>) -> Void
  ) {
    let shape = layers[layer].parameters[parameter].value.shape
    guard gradient.fits(shape) else {
      fatalError("A gradient of shape \(gradient.inWords) does not fit weights of \(shape).")
    }
    let isLearned = layers[layer].parameters[parameter].isLearned
    gradient.scalars.withUnsafeBufferPointer { gradient in
      layers[layer].parameters[parameter].value.scalars.withUnsafeMutableBufferPointer {
        if isLearned { body($0, gradient) } else { _ = $0.update(from: gradient) }
      }
    }
  }
}
