import CNN
import Digits

/// Images to know by heart, as a training loop meets them.
struct Memory: Sendable {
  var start: [Float]
  var images: Int
  var rate: Float
  var steps: Int
  /// Of the loss of one image.
  var gradient: @Sendable (Int, [Float]) -> [Float]
  /// How many images are read right.
  var right: @Sendable ([Float]) -> Int
  /// What is compared: the weights, or what they make of the images.
  var shown: @Sendable ([Float]) -> Returned = { Returned($0) }
  /// What the numbers of `shown` are called.
  var what = "weight"

  var showsWeights: Bool { what == "weight" }

  static var cases: KeyValuePairs<String, Memory> {
    [
      "one image, one weight": Memory(
        start: [0.25], images: 1, rate: 0.5, steps: 10, gradient: { _, _ in [-1] },
        right: { $0[0] > 1 ? 1 : 0 }),
      "the example of the task": Memory(
        start: [0, 0], images: 2, rate: 0.5, steps: 10,
        gradient: { image, _ in image == 0 ? [1, -3] : [1, 1] },
        right: { $0[0] < 0 && $0[1] > 0 ? 2 : 0 }),
      "all read right before the first step": Softly(
        [[2, 1], [1, 2]], labels: [0, 1]
      ).memory([1, -1, -1, 1], rate: 0.5, steps: 10),
      "two points, two classes": Softly(
        [[2, 1], [1, 2]], labels: [1, 0]
      ).memory([0.5, -0.25, -0.5, 0.75], rate: 0.25, steps: 50),
      "three points that cannot be told apart": Softly(
        [[1, 1], [1, 1], [2, 1]], labels: [0, 1, 1]
      ).memory([0.5, 0, 0, 0.25], rate: 0.5, steps: 4),
      "ten digits of MNIST": digits,
    ]
  }

  /// The first test image of each digit. Compared are the shares that they give to what they are.
  private static var digits: Memory {
    let images = (0..<10).compactMap { try? TestDigit($0, cell: 0).image().scalars }
    let softly = Softly(images, labels: Array(images.indices))
    var memory = softly.memory(
      softly.network.map { $0["dense1", "weight"].scalars } ?? [],
      rate: 0.01, steps: 100)
    let count = memory.start.count
    memory.what = "the share of digit"
    memory.shown = { weights in
      // Another form is said as it is.
      weights.count == count ? Returned(softly.shares(weights)) : Returned(weights)
    }
    return memory
  }
}

/// A network of one layer without biases, and a softmax.
private struct Softly: Sendable {
  let points: [[Float]]
  let labels: [Int]
  let network: Network?

  init(_ points: [[Float]], labels: [Int]) {
    (self.points, self.labels) = (points, labels)
    network = try? Network(
      input: [points[0].count], seed: 1, [Dense((labels.max() ?? 0) + 1), Softmax()])
  }

  func memory(_ start: [Float], rate: Float, steps: Int) -> Memory {
    Memory(
      start: start, images: points.count, rate: rate, steps: steps, gradient: gradient,
      right: right)
  }

  private func tape(_ weights: [Float], _ numbers: [Int]) -> (Tape, Network)? {
    guard var network else { return nil }
    network["dense1", "weight"].scalars = weights
    var tape = Tape()
    let batch = Tensor([numbers.count, points[0].count], numbers.flatMap { points[$0] })
    guard (try? network.forward(batch, tape: &tape, Pass(.training, workers: 1))) != nil else {
      return nil
    }
    return (tape, network)
  }

  @Sendable private func gradient(_ image: Int, _ weights: [Float]) -> [Float] {
    guard case (var tape, let network)? = tape(weights, [image]) else { return [] }
    _ = try? network.backward(from: [labels[image]], tape: &tape)
    return tape.parameterGradients[0][0].scalars
  }

  private func rows(_ weights: [Float]) -> [ArraySlice<Float>] {
    let all = tape(weights, Array(points.indices))?.0.output.scalars ?? []
    let classes = all.count / points.count
    return points.indices.map { all[$0 * classes..<($0 + 1) * classes] }
  }

  @Sendable private func right(_ weights: [Float]) -> Int {
    zip(rows(weights), labels).count { $0.argmax == $1 }
  }

  /// For each image the share of what it is.
  func shares(_ weights: [Float]) -> [Float] {
    zip(rows(weights), labels).map { $0[$0.startIndex + $1] }
  }
}
