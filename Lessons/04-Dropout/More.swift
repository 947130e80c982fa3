import CNN
import Digits
import LessonKit
import Printing

// The part of the lesson for those who want more: other places for the scale, wrong ones, what
// they do to ten thousand digits, and the route.

func more(_ all: [(probability: Double, dropped: [Int], numbers: Tensor)]) {
  lesson.more("the scale in another place, and in a wrong one")
  lesson.text(
    """
    The first code for dropout, and that of the course, drops without scaling, and multiplies \
    everything by 1 − p at inference instead. That is as good: what counts is that the next layer \
    sees the same on average. Here is what it sees of the little seven, while it learns (the mean \
    over all masks) and at inference, if one scales here, there, nowhere or twice.
    """)
  lesson.cell("Four ways to scale") {
    let keep = Double(1 - rate)
    // What survives is multiplied by the first number, everything at inference by the second.
    let ways = [
      ("survivors ÷ (1 − p), as here", 1 / keep, 1.0),
      ("at inference × (1 − p)", 1.0, keep),
      ("wrong: neither", 1.0, 1.0),
      ("wrong: both", 1 / keep, keep),
    ]
    lesson.print(
      "                               mean while learning     at inference               ratio")
    for (name, training, inference) in ways {
      var mean = [0.0, 0, 0, 0]
      for (probability, dropped, _) in all {
        for i in 0..<4 where !dropped.contains(i) {
          mean[i] += probability * training * Double(little.scalars[i])
        }
      }
      let later = little.scalars.map { inference * Double($0) }
      let ratio = "  " + (later[1] / mean[1]).fixed(4).alignedRight(7)
      func text(_ numbers: [Double]) -> String {
        numbers.map { $0.fixed(2).alignedRight(6) }.joined()
      }
      lesson.print("\(name.alignedLeft(29))\(text(mean))  \(text(later))\(ratio)")
    }
  }

  lesson.more("ten thousand digits, with the mistakes")
  lesson.text(
    """
    The trained network reads MNIST's 10,000 test digits. Then again with each number behind pooling \
    divided by 1 − p, which is what it meets if nobody scales; and multiplied by 1 − p, if both do. \
    And three times with its dropouts left on, at the rates of ¼ and ½ with which it has learned.
    """)
  let counts = lesson.cell("Right, and how sure") {
    let counts = try lesson.kept(
      "ten thousand digits", dependsOn: rate, trace.scores.scalars, files: ["More.swift"]
    ) {
      let data = try MNIST.dataSet(.test)
      let network = trace.network
      let head = try network.part(to: "pool1")
      let rest = try network.part(from: "pool1", to: "softmax1")
      let ways = [
        ("as it should be", Float(1)), ("never scaled", 1 / (1 - rate)), ("scaled twice", 1 - rate),
      ]
      var counts = ways.map { Count($0.0) } + (1...3).map { Count("left on, dice \($0)") }
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
        for dice in 1...3 {
          let pass = Pass(.training, seed: UInt64(dice), firstImage: start)
          try rest.forward(front.output, tape: &back, pass)
          counts[ways.count + dice - 1].add(back.output, labels)
        }
      }
      return counts
    }
    lesson.print("                        right   highest probability, where right   where wrong")
    for count in counts { lesson.print(count.line) }
    return counts
  }
  lesson.text(costs(counts))

  lesson.more("one step of the route")
  lesson.cell("The route passes") {
    try lesson.printRoute(trace, from: "pool1", to: "dropout1")
  }
}

/// What the mistakes cost, as counted.
private func costs(_ counts: [Count]) -> String {
  let (plain, unscaled, twice) = (counts[0], counts[1], counts[2])
  let lost = counts[3...].map { plain.right.count - $0.right.count }
  let leftOn = "Left on, dropout costs \(lost.min() ?? 0) to \(lost.max() ?? 0) right answers."
  if rate == 0 { return leftOn + " With a rate of 0 there is no scale to get wrong." }
  let moved = max(
    abs(plain.right.count - unscaled.right.count), abs(plain.right.count - twice.right.count))
  return """
    \(leftOn) A wrong scale moves their number by \(moved.grouped) at most. It makes all scores grow \
    or shrink together, but for the biases, which nobody scales; so the largest mostly stays the \
    largest, unless the scale is far off. What it moves at once is how sure the network is: where it \
    is wrong, the highest probability is \(unscaled.wrong.mean.fixed(4)) on average if nobody \
    scales, \(twice.wrong.mean.fixed(4)) if both do, and \(plain.wrong.mean.fixed(4)) as it should \
    be.\(moved < 20 ? " Whoever only counts right answers does not find this mistake." : "")
    """
}

/// How many of some digits are read rightly, and how sure the network is of its answers.
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
