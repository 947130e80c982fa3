import CNN
import Digits
import Figures
import LessonKit
import Models
import Printing

/// The accuracy of networks that have learned from few drawings of each sign.
struct Few {
  static let seeds = 5

  /// How many drawings of each sign, and how many test drawings each training has led to read.
  private let results: [(count: Int, right: [Int])]
  private let guess: Double
  private let tested: Int

  /// 2, 4, 8 and so on, as far as every sign has as many.
  static func counts(_ data: DataSet) -> [Int] {
    let least = data.classes.indices.map { label in data.labels.count { $0 == label } }.min() ?? 1
    let counts = [2, 4, 8, 16].filter { $0 <= least }
    return counts.isEmpty ? [least] : counts
  }

  init(_ data: DataSet, _ test: DataSet, _ training: Training) throws {
    let steps = training.epochs * Self.steps(data.count, training)
    (guess, tested) = (1 / Double(data.classes.count), test.count)
    results = try Self.counts(data).map { count in
      let right = try (0..<UInt64(Self.seeds)).map { run in
        var own = training
        own.seed = training.seed &+ run
        let few = data.choosing(data.some(count, seed: own.seed))
        own.epochs = max(1, steps / Self.steps(few.count, training))
        var network = try Network(.walkthrough, for: few, batch: own.batch, seed: own.seed)
        try own.run(&network, on: few, numbers: few.numbers) { _, _ in }
        return try network.right(on: test, numbers: test.numbers, workers: 1)
      }
      return (count, right)
    }
  }

  private static func steps(_ count: Int, _ training: Training) -> Int {
    (count + training.batch - 1) / training.batch
  }

  var table: String {
    (["drawings of each   read correctly, of \(tested), in each training    mean"]
      + results.map { count, right in
        "\(count)".alignedRight(16) + "   "
          + right.map { "\($0)".alignedRight(4) }.joined() + mean(right).percent(1).alignedRight(30)
      }).joined(separator: "\n")
  }

  var figure: Figure {
    let x = results.map { Double($0.count) }
    let runs = (0..<Self.seeds).map { run in
      results.map { Double($0.right[run]) / Double(tested) }
    }
    return .plot(
      x: .log("drawings of each sign", 1...max(2, x.last ?? 2) * 1.25),
      y: .share("test drawings read correctly"), [.runs("", x, runs, hasDots: true)], height: 240
    ).reference(guess, "a guess")
  }

  /// The fewest drawings with which 9 of 10 are read on average, in words; `more` if none.
  var enough: String {
    results.first { 10 * $0.right.reduce(0, +) >= 9 * tested * Self.seeds }.map { "\($0.count)" }
      ?? "more"
  }

  var reason: String {
    results.map { "\($0.count) drawings: \(mean($0.right).percent(0))" }.joined(separator: ", ")
      + ". Each test has only \(tested) drawings, so a point or two means nothing."
  }

  private func mean(_ right: [Int]) -> Double {
    Double(right.reduce(0, +)) / Double(tested * right.count)
  }
}

extension DataSet {
  /// So many drawings of each class, other ones for each seed.
  func some(_ count: Int, seed: UInt64) -> [Int] {
    classes.indices.flatMap { label in
      let own = labels.indices.filter { labels[$0] == label }
      let order = Random(seed: seed, for: .order).stream(1000 + label).permutation(of: own.count)
      return order.prefix(count).map { own[$0] }.sorted()
    }
  }
}
