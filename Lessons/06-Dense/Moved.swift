import CNN
import Digits
import Figures
import LessonKit
import Models
import Printing

/// How well networks of one kind name digits.
struct Moved {
  let name: String
  /// The share right, for each run and each number of pixels moved.
  let shares: [[Double]]

  func mean(_ pixels: Int) -> Double {
    shares.map { $0[pixels] }.mean
  }
}

/// Both networks learn, and name digits that have moved.
func movedDigits(_ lesson: Lesson, _ seven: Tensor, units: Int) {
  let share = lesson.predict(
    """
    The digits have moved by two pixels. You would hardly notice. What percentage of them does the \
    network of dense layers read now, to within 8?
    """, .number)
  let results = lesson.cell("Moved by a few pixels") {
    let (training, test) = (try MNIST.dataSet(.train), try MNIST.dataSet(.test))
    let learned = Array(Random(seed: 1).permutation(of: training.count).prefix(2_000))
    let asked = Array(Random(seed: 2).permutation(of: test.count).prefix(1_000))
    let moved = (0...3).map { n in
      n == 0 ? [test] : [(n, 0), (-n, 0), (0, n), (0, -n)].map { test.moved(down: $0, right: $1) }
    }
    let kinds: [(name: String, layers: [any Layer])] = [
      ("dense layers only", [Flatten(), Dense(units), ReLU(), Dense(10), Softmax()]),
      (
        "two convolutions",
        [
          Convolution(8, 3), ReLU(), MaxPooling(2), Convolution(16, 3), ReLU(), MaxPooling(2),
          Flatten(), Dense(10), Softmax(),
        ]
      ),
    ]
    lesson.print("share of digits read: the mean of three runs, then the lowest to the highest")
    let results = try kinds.map { name, layers in
      var network = try Network(input: training.shape, seed: 1, layers)
      lesson.print("\(name), \(network.parameterCount) weights")
      // Of the knobs only `units` changes the layers, and with them the number of weights.
      let count = network.parameterCount
      let shares = try lesson.kept(name, dependsOn: count, files: ["Moved.swift"]) {
        try (1...3).map { seed in
          network = try Network(input: training.shape, seed: UInt64(seed), layers)
          try Training(epochs: 10, batch: 32, seed: UInt64(seed))
            .run(&network, on: training, numbers: learned) { _, _ in }
          return try moved.map { sets in
            let right = try sets.reduce(0) { $0 + (try network.right(on: $1, numbers: asked)) }
            return Double(right) / Double(sets.count * asked.count)
          }
        }
      }
      let result = Moved(name: name, shares: shares)
      for n in 0...3 {
        let runs = shares.map { $0[n] }
        let range = "\((runs.min() ?? 0).percent()) to \((runs.max() ?? 0).percent())"
        lesson.print("  \(pixels(n).alignedRight(9))  \(result.mean(n).percent())   \(range)")
      }
      return result
    }
    let sevens = [0, 2].map { Figure.image(seven.moved(right: $0), pixels($0), of: .image).cell(5) }
    lesson.show(
      .row(
        .bars(
          (0...3).map(pixels), results.map { .runs($0.name, $0.shares) },
          axis: .share("share right"), format: .percentage(0), width: 640
        ).reference(0.1, "guessing"), .column(sevens)), "moved",
      "The share of 1,000 test digits that are read. Bars: means of three runs. Whiskers: the lowest "
        + "and the highest. On the right, the seven as it is, and moved by two pixels.",
      preview: false)
    return results
  }
  settle(share, lesson, results[0], results[1])
}

/// `as it is`, `1 pixel`, `2 pixels`.
func pixels(_ count: Int) -> String {
  count == 0 ? "as it is" : count == 1 ? "1 pixel" : "\(count) pixels"
}

/// Answers the prediction, by what the experiment has shown.
private func settle(
  _ prediction: Prediction, _ lesson: Lesson, _ dense: Moved, _ convolution: Moved
) {
  // Of the shares as they are printed.
  func printed(_ share: Double) -> Double { (1000 * share).rounded() / 10 }
  func lost(_ kind: Moved) -> Double { printed(kind.mean(0)) - printed(kind.mean(2)) }
  let both = """
    The network of dense layers has lost \(lost(dense).fixed(1)) points, the other one \
    \(lost(convolution).fixed(1)).
    """
  let why =
    lost(dense) > lost(convolution)
    ? """
     A dense weight knows one pixel. A stroke that moves meets other weights, which have learned \
    something else. A kernel finds the stroke at its new place, and pooling tolerates the smallest \
    moves (lesson 3). But the convolutions end in a dense layer, too. For both networks it \
    still matters where a digit stands.
    """
    : """
     But of the digits as they are it reads \(dense.mean(0).percent()), the other one \
    \(convolution.mean(0).percent()): it had less to lose.
    """
  let unmoved = (100 * dense.mean(0)).rounded()
  lesson.settle(
    prediction, .number(printed(dense.mean(2)), within: 8),
    because: Prose(both + why),
    mistakes: [.number(unmoved): "That is without a move. Moved pixels meet other weights."])
}
