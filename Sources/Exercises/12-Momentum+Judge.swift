import CNN
import Printing

/// Weights, and the steps that they take.
private struct Steps: Sendable {
  var w: [Float]
  var gradients: [[Float]]
  var rates: [Float]
  var momentum: Float

  init(_ w: [Float], _ gradients: [[Float]], rates: [Float], momentum: Float) {
    (self.w, self.gradients) = (w, gradients)
    (self.rates, self.momentum) = (rates, momentum)
  }

  /// A single step without momentum.
  init(_ w: [Float], _ gradient: [Float], rate: Float) {
    self.init(w, [gradient], rates: [rate], momentum: 0)
  }

  /// The weights after each step, as the package's own optimizer takes them.
  var right: [[Float]] {
    let layer = Dense(weights: Tensor([w.count, 1], w), bias: [0])
    guard var network = try? Network(input: [w.count], seed: 1, [layer]) else { return [] }
    var optimizer = SGD(rate: 0, momentum: momentum)
    return zip(gradients, rates).map { gradient, rate in
      optimizer.rate = rate
      optimizer.step(&network, [[Tensor([w.count, 1], gradient), Tensor([1])]])
      return network["dense1", "weight"].scalars
    }
  }

  /// After a single step, each weight made of itself, its gradient and the rate.
  func once(_ weight: (_ w: Float, _ gradient: Float, _ rate: Float) -> Float) -> Returned {
    Returned(zip(w, gradients[0]).map { weight($0, $1, rates[0]) })
  }

  /// The weights after each step, with rules of one's own.
  ///
  /// - Parameters:
  ///   - velocity: the new velocity, from the old one.
  ///   - move: what is taken from the weight, from the new velocity.
  func walk(
    velocity: (_ v: Float, _ gradient: Float, _ rate: Float) -> Float,
    move: (_ v: Float, _ gradient: Float, _ rate: Float) -> Float
  ) -> Returned {
    var (weights, v) = (w, w.map { _ in Float(0) })
    return Returned(
      zip(gradients, rates).map { gradient, rate in
        for i in w.indices {
          v[i] = velocity(v[i], gradient[i], rate)
          weights[i] -= move(v[i], gradient[i], rate)
        }
        return weights
      })
  }

  /// The velocity as it should be, and a move of one's own.
  func walk(_ move: (_ v: Float, _ gradient: Float, _ rate: Float) -> Float) -> Returned {
    walk(velocity: { v, gradient, _ in momentum * v + gradient }, move: move)
  }

  /// One velocity that goes from weight to weight.
  var withOneVelocity: Returned {
    var (weights, v) = (w, Float(0))
    return Returned(
      zip(gradients, rates).map { gradient, rate in
        for i in w.indices {
          v = momentum * v + gradient[i]
          weights[i] -= rate * v
        }
        return weights
      })
  }

  /// One weight from step to step, up to the step in question.
  func arithmetic(of offset: Int, withVelocity: Bool = true) -> String {
    let (last, i) = (offset / w.count, offset % w.count)
    var v: Float = 0
    let steps = (0...last).map { t in
      let (before, after) = (t == 0 ? w[i] : right[t - 1][i], right[t][i])
      let gradient = gradients[t][i]
      let old = v
      v = momentum * v + gradient
      let velocity =
        "v = \(momentum.short) · \(Self.within(old)) + \(Self.within(gradient)) = \(v.short), "
      return "step \(t): " + (withVelocity ? velocity : "")
        + "w = \(before.short) − \(rates[t].short) · \(Self.within(v)) = \(after.short)"
    }
    return (["weight \(i)"] + steps).joined(separator: "\n")
  }

  private static func within(_ number: Float) -> String {
    number < 0 ? "(\(number.short))" : number.short
  }
}

extension Exercise {
  /// Exercise 12.
  public static func momentum(
    plain: @escaping @Sendable ([Float], [Float], Float) -> [Float],
    steps: @escaping @Sendable ([Float], [[Float]], [Float], Float) -> [[Float]]
  ) -> Exercise {
    Exercise(
      12,
      hints: [
        "What must be kept from one step to the next? Make room for it before the loop over the "
          + "steps.",
        "Plain: w[i] − rate · gradient[i]. With momentum, for each step t and each weight i: v[i] "
          + "= momentum * v[i] + gradients[t][i], then w[i] -= rates[t] * v[i]. Keep v over the "
          + "steps, one number for each weight.",
      ],
      [
        Part(
          "plainStep(_:gradient:rate:)",
          [
            "one weight": Steps([1], [2], rate: 0.5),
            "the example of the task": Steps([1, 2], [10, -4], rate: 0.1),
            "no slope, and below zero": Steps([-1, -2, 3], [0, 5, -0.5], rate: 0.01),
          ],
          given: { ["w": $0.w, "gradient": $0.gradients[0], "rate": $0.rates[0]] },
          attempt: { Returned(plain($0.w, $0.gradients[0], $0.rates[0])) },
          expected: { Returned($0.right[0]) },
          mistakes: [
            "The step goes uphill. The gradient points to where the loss grows: subtract.": {
              $0.once { $0 + $2 * $1 }
            },
            "The rate is forgotten. Multiply the gradient by it.": { $0.once { w, g, _ in w - g } },
            "This is how far the weight moves. Return where it stands afterwards.": {
              $0.once { $2 * $1 }
            },
            "This is the step, −rate · gradient. Add it to the weight.": { $0.once { -$2 * $1 } },
            "The rate divides the gradient. Multiply by it: a small rate is a small step.": {
              $0.once { $0 - $1 / $2 }
            },
          ],
          arithmetic: { $0.arithmetic(of: $1, withVelocity: false) }),
        Part(
          "momentumSteps(_:gradients:rates:momentum:)",
          [
            "one step": Steps([1], [[4]], rates: [0.25], momentum: 0.5),
            "the example of the task": Steps(
              [1], [[2], [2], [0]], rates: [0.1, 0.1, 0.1], momentum: 0.5),
            "no momentum": Steps([1, -1], [[1, 2], [-1, 1]], rates: [0.5, 0.5], momentum: 0),
            "two weights, gradients that turn": Steps(
              [1, -2], [[1, -4], [-2, 1], [3, 0], [0, -1]], rates: [0.1, 0.1, 0.1, 0.1],
              momentum: 0.9),
            "a rate that falls": Steps(
              [0, 5, 1], [[1, -1, 2], [1, 0, -4], [1, -1, 0.5]], rates: [0.5, 0.1, 0.01],
              momentum: 0.9),
          ],
          given: {
            ["w": $0.w, "gradients": $0.gradients, "rates": $0.rates, "momentum": $0.momentum]
          },
          attempt: { Returned(steps($0.w, $0.gradients, $0.rates, $0.momentum)) },
          expected: { Returned($0.right) }, mistakes: momentumMistakes,
          arithmetic: { $0.arithmetic(of: $1) }),
      ])
  }
}

private var momentumMistakes: KeyValuePairs<String, (Steps) -> Returned> {
  [
    "Momentum is applied twice: the weight moves by momentum · v + gradient, but v has both "
      + "already. Move by rate · v.": { s in s.walk { v, g, rate in rate * (s.momentum * v + g) } },
    "Momentum is applied twice: v is multiplied by it once more before the weight moves. Move by "
      + "rate · v.": { s in s.walk { v, _, rate in rate * s.momentum * v } },
    "The velocity is not kept: each step begins with v = 0. Make it before the loop.": {
      $0.walk { _, g, rate in rate * g }
    },
    "The rate stands inside the velocity, so old gradients keep the old rate when it falls. "
      + "Multiply by the rate where the weight moves.": { s in
        s.walk(velocity: { v, g, rate in s.momentum * v + rate * g }, move: { v, _, _ in v })
      },
    "The rate comes twice, in the velocity and in the move. It belongs only to the move.": { s in
      s.walk(
        velocity: { v, g, rate in s.momentum * v + rate * g }, move: { v, _, rate in rate * v })
    },
    "The steps go uphill. Add the gradient to v, and subtract rate · v from the weight.": {
      $0.walk { v, _, rate in -rate * v }
    },
    "The gradient is multiplied by 1 − momentum, which makes v a mean. Here v is a sum: add the "
      + "gradient as it is.": { s in
        s.walk(
          velocity: { v, g, _ in s.momentum * v + (1 - s.momentum) * g },
          move: { v, _, rate in rate * v })
      },
    "One velocity is shared by all weights. Each weight has its own.": { $0.withOneVelocity },
  ]
}
