import CNN
import Figures
import LessonKit
import Printing

/// Which kind of network reads clearly worse when the pixels are shuffled.
enum ReadsWorse: String, CaseIterable {
  case dense = "the dense one"
  case convolutions = "the one with convolutions"
  case both
  case neither

  /// A loss is clear if another seed changes less.
  init(_ results: [Result]) {
    let isWorse = [0, 2].map { first in
      let (own, shuffled) = (results[first], results[first + 1])
      return own.mean - shuffled.mean > max(own.spread, shuffled.spread)
    }
    self = isWorse[0] ? (isWorse[1] ? .both : .dense) : (isWorse[1] ? .convolutions : .neither)
  }
}

extension Result {
  var mean: Double { shares.mean }

  /// From the worst to the best seed.
  var spread: Double { (shares.max() ?? 0) - (shares.min() ?? 0) }
}

/// What the second pair of networks learns.
func secondPair(isShuffled: Bool) -> String {
  isShuffled
    ? "Two more like them get shuffled digits, in training and test."
    : "Nothing is shuffled, so two more like them learn the same digits."
}

/// Answers the prediction, with what the shuffling did to both kinds of network.
func settle(
  _ prediction: Prediction, _ lesson: Lesson, _ results: [Result], isShuffled: Bool
) {
  let answer = ReadsWorse(results)
  guard isShuffled else {
    lesson.settle(
      prediction, .option(answer.rawValue),
      because: """
        Nothing was shuffled, and the same seed makes the same network. The bars of each pair are \
        equal.
        """)
    return
  }
  func points(_ number: Int) -> String {
    let points = 100 * (results[number].mean - results[number + 1].mean)
    return abs(points) < 0.05
      ? "about as many as before"
      : "\(abs(points).fixed(1)) points \(points < 0 ? "fewer" : "more")"
  }
  let (lead, left) = (
    100 * (results[2].mean - results[0].mean), 100 * (results[3].mean - results[1].mean)
  )
  let mistakes: Mistakes =
    answer == .both
    ? [:] : [.option("both"): "Dense layers never knew which pixels are neighbours."]
  lesson.settle(
    prediction, .option(answer.rawValue),
    because: """
      With shuffled digits, the one with convolutions misreads \(points(2)), the dense one \
      \(points(0)). Convolutions led by \(lead.fixed(1)) points; now their lead is \
      \(left.fixed(1, signed: true)). The dense layers after them need no neighbours.
      """, mistakes: mistakes)
}

/// The share misread in every training.
func table(of results: [Result], isShuffled: Bool) -> String {
  func column(_ share: Double) -> String { (1 - share).percent(2).alignedRight(11) }
  func line(_ name: String, _ columns: [String]) -> String {
    name.alignedLeft(30) + columns.joined()
  }
  let seeds = (results.first?.shares ?? []).indices.map { "seed \($0 + 1)".alignedRight(11) }
  let rows = results.map { result in
    line(
      result.name + (result.isShuffled ? isShuffled ? ", shuffled" : ", again" : ""),
      result.shares.map(column) + [column(result.mean)])
  }
  return ([line("share misread", seeds + ["mean".alignedRight(11)])] + rows).joined(separator: "\n")
}

/// What was shown to the networks, and how much of it they misread.
func misread(_ results: [Result], _ images: [Tensor], isShuffled: Bool) -> Figure {
  let shown = images.enumerated().map { number, image in
    Figure.image(image, of: .image).cell(5).marking(.window(0, 0, 28, 28, .series(number)))
  }
  let names = ["digits as they are", isShuffled ? "pixels shuffled" : "the same again"]
  let series: [Figure.Bars.Series] = [false, true].map { isSecond in
    let own = results.filter { $0.isShuffled == isSecond }
    let misread = (own.first?.shares ?? []).indices.map { seed in own.map { 1 - $0.shares[seed] } }
    return .runs(names[isSecond ? 1 : 0], misread)
  }
  return .row(
    .column(shown),
    .bars(
      ["dense only", "with convolutions"], series, axis: .share("test digits misread", nil),
      format: .percentage(1), width: 600, height: 280))
}
