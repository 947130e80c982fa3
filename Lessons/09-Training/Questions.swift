import CNN
import Foundation
import LessonKit

/// What can be worked out with a pencil.
func questions() throws -> [WorkItOut] { [steeperHill(), try manyClasses(), bestOfTwenty()] }

/// 2(w − 3)²: the rate that lands in one step, and the first one that never settles.
private func steeperHill() -> WorkItOut {
  func step(_ w: Double, _ eta: Double) -> Double { w - eta * 4 * (w - 3) }
  let rates = (1...64).map { Double($0) / 64 }
  let landing = rates.first { step(0, $0) == 3 } ?? 0
  let wild = rates.first { abs(step(step(0, $0), $0) - 3) >= 3 } ?? 0
  return WorkItOut(
    """
    The loss is now 2(w − 3)². Which η lands on 3 in one step? Which is the smallest η with which w \
    never settles?
    """, .numbers(2), .numbers([landing, wild]),
    because: """
      The derivative is 4(w − 3). A step multiplies w − 3 by 1 − 4η. That is 0 for η = ¼, and −1 \
      for η = ½: then w jumps from one side to the other for ever.
      """,
    mistakes: [
      [0.5, 1]: "That is right for (w − 3)². This loss is twice as steep, so its steps are longer."
    ])
}

/// The loss of a network with 40 classes that says the same of each.
private func manyClasses() throws -> WorkItOut {
  let equal = try Network(
    input: [1, 1, 1], seed: 1,
    [
      Flatten(),
      Dense(weights: Tensor([1, 40]), bias: [Float](repeating: 0, count: 40)),
      Softmax(),
    ])
  let loss = try equal.trace(Tensor([1, 1, 1], [1]), label: 0).loss
  return WorkItOut(
    """
    A fresh network gives each of 40 classes the same p. What is its loss? (The natural logarithm \
    of 4 is 1.3863, that of 10 is 2.3026.)
    """, .number, .number(loss.map { Double($0) } ?? .nan, within: 0.01),
    because: "Each class has p = 1/40, so the loss is −ln 1/40 = ln 40 = ln 4 + ln 10.",
    mistakes: [
      .number(log(10), within: 0.01): "That is ten classes.",
      .number(0.025, within: 0.001): "That is p. The loss is −ln p.",
    ])
}

/// Whether the best of twenty, chosen by the test images, is as good on others.
private func bestOfTwenty() -> WorkItOut {
  // Twenty networks that read 95 of 100 images, each tried on 1,000; a hundred times.
  let (share, images) = (Float(0.95), 1000)
  let random = Random(seed: 20)
  let best = (0..<100).map { time in
    (0..<20).map { seed in
      let own = random.stream(time).stream(seed)
      return Double((0..<images).count { own.uniform($0) < share }) / Double(images)
    }.max() ?? 0
  }.mean
  let options = ["fair", "too high", "too low"]
  let answer = best > Double(share) + 0.005 ? 1 : best < Double(share) - 0.005 ? 2 : 0
  return WorkItOut(
    """
    Twenty trainings differ only in their seeds. We keep the network that reads the most test \
    images, and report that share. As a promise for new images it is …
    """, .oneOf(options), .option(options[answer]),
    because: """
      Part of the lead is luck with these images. The choice has used up the test. Choose by \
      held-out images, and report by test images.
      """,
    mistakes: [
      .option(options[0]): "Each single share is fair. The largest of twenty is not."
    ])
}
