import CNN
import Digits
import Figures
import LessonKit
import Models
import Printing

// The experiment: what a few pixels do to a network of dense layers, and to one with convolutions.

/// How well networks of one kind name digits.
struct Moved {
  let name: String
  /// The share right, for each run and each number of pixels moved.
  let shares: [[Double]]

  func mean(_ pixels: Int) -> Double {
    shares.map { $0[pixels] }.mean
  }
}

func experiment() {
  lesson.more("a network without convolutions, and digits that have moved")
  lesson.text(
    """
    If a dense layer sees everything, why not show it the pixels? Two networks learn the same 2,000 \
    training digits, three times each, from other starting weights: one of dense layers only, with \
    \(units) hidden unit\(units == 1 ? "" : "s"), the other with two small convolutions and one dense layer. Then they name \
    1,000 test digits: as they are, and moved by one, two and three pixels in each of the four \
    directions.
    """)
  lesson.predict("how much is left of either at two pixels, which a reader hardly notices?")
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
    lesson.print("share right: the mean of three runs, and from the lowest to the highest")
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
      "Share of 1,000 test digits named rightly, as they are and moved by one to three pixels: means "
        + "of three runs, with whiskers from the lowest to the highest. On the right, the seven as it "
        + "is and moved by two.", preview: false)
    return results
  }
  lesson.text(verdict(on: results[0], results[1]))
}

/// `as it is`, `1 pixel`, `2 pixels`.
func pixels(_ count: Int) -> String {
  count == 0 ? "as it is" : count == 1 ? "1 pixel" : "\(count) pixels"
}

/// What the experiment has shown, by its numbers.
private func verdict(on dense: Moved, _ convolution: Moved) -> String {
  func lost(_ kind: Moved) -> Double { 100 * (kind.mean(0) - kind.mean(2)) }
  let both = """
    At two pixels the network of dense layers has lost \(lost(dense).fixed(1)) points, the other one \
    \(lost(convolution).fixed(1)).
    """
  guard lost(dense) > lost(convolution) else {
    return both + " But it reads \(dense.mean(0).percent()) as they are, the other one "
      + "\(convolution.mean(0).percent()): it had less to lose."
  }
  return both + """
     A dense weight knows one pixel: a stroke that moves meets other weights, which have learned \
    something else. A kernel finds it at its new place, and pooling softens the smallest moves (lesson 3; \
    which of the two helps how much was not measured). But the other network ends with a dense layer, \
    too, which ties what was found to its place. Neither is indifferent to where a digit stands.
    """
}
