import CNN
import Foundation
import Models
import Printing

/// Numbers that settle a belief and need no trained network: each is computed by the package.
struct Facts {
  /// A white pixel in the middle of 3×3, seen by the kernel [[1, 2], [3, 4]].
  let point: [Float]
  /// The weights of five 3×3 kernels on four maps, and how many maps come out.
  let parameters: Int
  let maps: Int
  /// ReLU of the average of a window, and the average of its ReLUs.
  let averages: [Float]
  /// The same with the largest.
  let largest: [Float]
  /// What a logit does when x₁ rises by 2, and what its slope promised.
  let rise: Float
  let promised: Float
  /// Shares of the scores 0 and ln 3, and of twice as much.
  let shares: [Float]
  let doubled: [Float]
  /// The first share of the scores 1 and 2, and of 1, 2 and 2.
  let ofTwo: Float
  let ofThree: Float
  /// How many of three images each of two networks reads, and its mean loss.
  let doubtful: (right: Int, loss: Double)
  let sure: (right: Int, loss: Double)
  /// The little seven's p(7), and without its faint pixel.
  let covered: (before: Float, after: Float)
  /// The gradient of the little seven's 2, and how many places of its map have a gradient.
  let gradient: Float
  let reached: Int
  let places: Int
  /// What the first dense layer of the lessons' network has of all multiply-adds.
  let denseShare: Double
  /// 2²⁴ + 1 − 2²⁴ in two orders.
  let sums: [Float]

  init() throws {
    let kernel = try Convolution(weights: [[1, 2], [3, 4]])
    let white = Tensor(rows: [[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    point = try Network(input: white.shape, seed: 1, [kernel]).trace(white).output.scalars
    let five = try Network(input: [5, 5, 4], seed: 1, [Convolution(5, 3)])
    (parameters, maps) = (five.parameterCount, five.shapes[1][2])

    let window = Tensor(rows: [[-4, 1], [0, 2]])
    func both(_ pooling: any Layer) throws -> [Float] {
      try [[pooling, ReLU()], [ReLU(), pooling]].map {
        try Network(input: window.shape, seed: 1, $0).trace(window).output.scalars[0]
      }
    }
    averages = try both(AveragePooling(2))
    largest = try both(MaxPooling(2))

    // A = ReLU(x₁ − x₂), B = ReLU(½ x₁ + x₂), logit 4 A + 2 B, at x = (2, 3).
    let gates = try Network(
      input: [2], seed: 1,
      [
        Dense(weights: Tensor([2, 2], [1, 0.5, -1, 1]), bias: [0, 0]), ReLU(),
        Dense(weights: Tensor([2, 1], [4, 2]), bias: [0]),
      ])
    let x = Tensor([2], [2, 3])
    let logits = try [x, Tensor([2], [4, 3])].map { try gates.trace($0).output.scalars[0] }
    rise = logits[1] - logits[0]
    let slope = try gates.trace(x, outputGradient: Tensor([1], [1])).gradients[0]
    promised = 2 * (slope?.scalars[0] ?? 0)

    let third = log(Float(3))
    (shares, doubled) = (try softmax([0, third]), try softmax([0, 2 * third]))
    (ofTwo, ofThree) = (try softmax([1, 2])[0], try softmax([1, 2, 2])[0])
    doubtful = Self.score([0.51, 0.51, 0.01])
    sure = Self.score([0.49, 0.49, 0.49])

    let little = try LittleSeven.network()
    let back = try little.trace(LittleSeven.image, label: 0)
    let ofMap = back.gradients[1]?.scalars ?? []
    gradient = back.parameterGradients[0][0].scalars[2]
    (reached, places) = (ofMap.count { $0 != 0 }, ofMap.count)
    var fainter = LittleSeven.image
    fainter[3, 1, 0] = 0
    covered = (
      try little.trace(LittleSeven.image).output[0], try little.trace(fainter).output[0]
    )
    let walkthrough = try Network.walkthrough(seed: 1)
    let all = walkthrough.layers.indices.map { walkthrough.multiplyAdds(ofLayer: $0) }
    denseShare =
      Double(all[try walkthrough.layer("dense1")]) / Double(all.reduce(0, +))
    let large: Float = 16_777_216
    sums = [large + 1 - large, large - large + 1]
  }

  /// Of two classes, what the right one was given: how many are right, and the mean loss.
  private static func score(_ right: [Double]) -> (right: Int, loss: Double) {
    (right.count { $0 > 0.5 }, right.reduce(0) { $0 - log($1) } / Double(right.count))
  }

  /// How many times as fast the network is if its first dense layer is free.
  var gain: Double { 1 / (1 - denseShare) }

  var lines: [String] {
    [
      "a white pixel through [[1,2],[3,4]]    \(list(point))",
      "five 3×3 kernels on four maps          \(maps) maps, \(parameters) parameters",
      "ReLU of the average, average of ReLUs  \(list(averages))",
      "the same two with the largest          \(list(largest))",
      "x₁ rises by 2: promised, real          \(list([promised, rise]))",
      "shares, and shares of doubled scores   \(list(shares)); \(list(doubled))",
      "the first share of two, of three       \(ofTwo.fixed(4)), \(ofThree.fixed(4))",
      "network A: right, mean loss            \(doubtful.right) of 3, \(doubtful.loss.fixed(3))",
      "network B: right, mean loss            \(sure.right) of 3, \(sure.loss.fixed(3))",
      "p(7), and with (3,1) black             \(covered.before.fixed(4)), \(covered.after.fixed(4))",
      "the gradient of the kernel's 2         \(gradient.fixed(4))",
      "places of its map with a gradient      \(reached) of \(places)",
      "dense1 of all multiply-adds            \(denseShare.percent(1)); free, it gains a factor of "
        + gain.fixed(2),
      "2²⁴ + 1 − 2²⁴ in two orders            \(list(sums))",
    ]
  }
}

/// The shares that the package's softmax makes of some scores.
nonisolated func softmax(_ scores: [Float]) throws -> [Float] {
  let network = try Network(input: [scores.count], seed: 1, [Softmax()])
  return try network.trace(Tensor([scores.count], scores)).output.scalars
}

/// Numbers with as few decimals as they need, up to four.
nonisolated func list(_ numbers: [Float]) -> String {
  numbers.map { number in
    var digits = number.fixed(4)[...]
    while digits.last == "0" { digits.removeLast() }
    return String(digits.last == "." ? digits.dropLast() : digits)
  }.joined(separator: ", ")
}
