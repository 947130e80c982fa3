import CNN
import Digits
import LessonKit
import Printing

/// MNIST's test digits, read with a right scale, with wrong ones, and with dropout left on.
func tenThousandDigits(_ lesson: Lesson, _ trace: Trace, rate: Float) {
  let counts = lesson.cell("Right, and how sure") {
    let counts = try lesson.kept(
      "ten thousand digits", dependsOn: rate, trace.scores.scalars, files: ["Mistakes.swift"]
    ) {
      let data = try MNIST.dataSet(.test)
      let network = trace.network
      let head = try network.part(to: "pool1")
      let rest = try network.part(from: "pool1", to: "softmax1")
      let ways = [
        ("as it should be", Float(1)), ("never scaled", 1 / (1 - rate)), ("scaled twice", 1 - rate),
      ]
      var counts = ways.map { Count($0.0) } + (1...3).map { Count("left on, seed \($0)") }
      var (front, back) = (Tape(), Tape())
      for start in stride(from: 0, to: data.count, by: 500) {
        let (images, labels) = data.batch(start..<min(start + 500, data.count))
        try head.forward(images, tape: &front)
        for (number, (_, factor)) in ways.enumerated() {
          var pooled = front.output
          for i in pooled.scalars.indices { pooled.scalars[i] *= factor }
          try rest.forward(pooled, tape: &back)
          counts[number].add(back.output, labels)
        }
        for seed in 1...3 {
          let pass = Pass(.training, seed: UInt64(seed), firstImage: start)
          try rest.forward(front.output, tape: &back, pass)
          counts[ways.count + seed - 1].add(back.output, labels)
        }
      }
      return counts
    }
    lesson.print("                        right   highest probability, where right   where wrong")
    for count in counts { lesson.print(count.line) }
    return counts
  }
  lesson.text(costs(counts, rate: rate))
}

/// What the mistakes cost, as counted.
private func costs(_ counts: [Count], rate: Float) -> String {
  let (plain, unscaled, twice) = (counts[0], counts[1], counts[2])
  let lost = counts[3...].map { plain.right.count - $0.right.count }
  let leftOn = "Left on, dropout costs \(lost.min() ?? 0) to \(lost.max() ?? 0) right answers."
  if rate == 0 { return leftOn + " With a rate of 0 there is no scale to get wrong." }
  let moved = max(
    abs(plain.right.count - unscaled.right.count), abs(plain.right.count - twice.right.count))
  return """
    \(leftOn) A wrong scale changes the number of right answers by \(moved.grouped) at most. All \
    scores grow or shrink together, except for the biases, which are not scaled. So the largest score \
    mostly stays the largest, unless the scale is far off.

    But the network's certainty changes. Look at the wrong answers. Their highest probability is \
    \(plain.wrong.mean.fixed(4)) on average. It is \(unscaled.wrong.mean.fixed(4)) if the scale is \
    never applied, and \(twice.wrong.mean.fixed(4)) if it is applied twice.\
    \(moved < 20 ? " A count of right answers does not find this mistake." : "")
    """
}

/// How many of some digits are read correctly, and how sure the network is of its answers.
private struct Count: Codable {
  let name: String
  private(set) var (right, wrong) = (Answers(), Answers())

  struct Answers: Codable {
    var count = 0
    var sum = 0.0
    /// The mean of their probabilities.
    var mean: Double { sum / Double(max(1, count)) }
  }

  init(_ name: String) { self.name = name }

  /// - Parameter shares: `[N, K]`, the probabilities.
  mutating func add(_ shares: Tensor, _ labels: [Int]) {
    for (n, label) in labels.enumerated() {
      let own = (0..<shares.shape[1]).map { shares[n, $0] }
      let answer = own.argmax
      let part = answer == label ? \Count.right : \Count.wrong
      self[keyPath: part].count += 1
      self[keyPath: part].sum += Double(own[answer])
    }
  }

  var line: String {
    name.alignedLeft(20) + right.count.grouped.alignedRight(9)
      + right.mean.fixed(4).alignedRight(32) + wrong.mean.fixed(4).alignedRight(13)
  }
}
