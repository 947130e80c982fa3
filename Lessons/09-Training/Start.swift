import CNN
import Digits
import Foundation
import LessonKit
import Models
import Printing

/// The mean loss of a network over some images before it has learned, and what it is made of:
///
///     loss = ln Σ exp(x) − x[right] = guess + (ln Σ exp(x) − mean(x) − guess) + (mean(x) − x[right])
///
/// The first bracket is 0 if all scores are the same, and grows with their spread. The second one is
/// chance, as long as nothing was learned.
nonisolated struct Start {
  /// The loss of a guess that gives each class the same.
  let guess: Double
  let loss, luck: Double

  init(_ network: Network, on data: DataSet, count: Int = 500) throws {
    var tape = Tape()
    let (images, labels) = data.batch(spread(count, over: data.count))
    try network.forward(images, tape: &tape)
    let scores = try tape[network.stages[network.scoresStage]]  // [N, K]
    let losses = try network.losses(of: labels, on: tape).map { Double($0) }
    let (count, classes) = (scores.shape[0], scores.shape[1])
    loss = losses.mean
    luck =
      (0..<count).map { n in
        let own = scores.scalars[n * classes..<(n + 1) * classes].map { Double($0) }
        return own.mean - own[labels[n]]
      }.mean
    guess = log(Double(classes))
  }

  /// Its parts, as they are printed, so that they add up on the page.
  var sum: String {
    func rounded(_ x: Double) -> Double { (x * 10_000).rounded() / 10_000 }
    let (loss, luck) = (rounded(loss), rounded(luck))
    return "loss \(loss.fixed(4)) = \(guess.fixed(4)) \((loss - luck - rounded(guess)).term) "
      + "(scores differ) \(luck.term) (luck)"
  }
}

extension Network {
  /// The network with the weights of the layer that makes the scores so many times as large.
  nonisolated func withScores(times factor: Float) throws -> Network {
    var network = self
    let last = stages[try scoresStage]
    network[last, "weight"].scalars = network[last, "weight"].scalars.map { $0 * factor }
    return network
  }
}

extension [Double] {
  /// `2.23 to 2.60`
  nonisolated func fromTo(_ word: String) -> String {
    "\((self.min() ?? 0).fixed(2))\(word)\((self.max() ?? 0).fixed(2))"
  }
}

extension Double {
  /// `+ 0.1234` or `− 0.1234`.
  nonisolated fileprivate var term: String {
    let text = abs(self).fixed(4)
    return "\(self < 0 && text != "0.0000" ? "−" : "+") \(text)"
  }
}

/// Why the loss of fresh weights lies above that of a guess, and what becomes of that with smaller
/// scores.
func startParts(_ lesson: Lesson, _ networks: [Network], _ data: DataSet) {
  lesson.more("why a fresh network's loss is not exactly that of a guess")
  lesson.text(
    """
    The weights begin as Kaiming He and others proposed in 2015. They are random, and their variance (the mean \
    of their squares) is 2 divided by the number of inputs. So the numbers neither fade nor explode through many layers with \
    ReLU. That holds for the last layer, too, so the scores already differ, for no reason. The network \
    is sure of something at random. That costs more where it is wrong than it gains where it is right. \
    The rest is luck: the right class's score happens to lie above or below the mean score.

    The lines with × 0.1 are for the same network with the weights of its last layer divided by 10.
    """)
  lesson.cell("Two parts above a guess") {
    for (number, network) in networks.enumerated() {
      lesson.print("seed \(number + 1): \(try Start(network, on: data).sum)")
      // The layer that makes the scores: each weight a tenth of what it was.
      lesson.print("      × 0.1: \(try Start(network.withScores(times: 0.1), on: data).sum)")
    }
  }
}
