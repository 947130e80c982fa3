import CNN
import Figures
import LessonKit
import Models
import Printing

/// The share right over the steps, and below it, at some of them, what the network says of one
/// image, and some of the first layer's weights.
func film(
  _ moments: [Moment], of network: Network, _ example: (image: Tensor, label: Int),
  _ classes: [String]
) -> Figure {
  guard let first = moments.first, let last = moments.last else { return .empty }
  let steps = Moment.steps(upTo: last.step)
  let frames = moments.filter { steps.contains($0.step) }
  let said = frames.map { frame in
    Figure.bars(
      classes, frame.said, axis: .hidden(0...1), format: .none, highlighting: [example.label],
      width: 84, height: 70
    ).note("p = \(frame.said[example.label].fixed(2))")
  }
  var rows = [[.image(example.image, of: .image)] + said]
  let name = network.nameOfFirstWeights.dropLast()
  for k in Moment.mostAndLeastChanged(moments) {
    let change = zip(last.weights[k].scalars, first.weights[k].scalars).map { $0 - $1 }
    var row = [Figure.text("\(name) \(k)")]
    row += frames.map { .map($0.weights[k], of: network.originOfFirstWeights(k)) }
    rows.append(row + [.map(Tensor(first.weights[k].shape, change))])
  }
  let titles = frames.map { $0.step == 0 ? "start" : "step \($0.step)" }
  return .column(
    curve(moments, frames, guess: 1 / Double(classes.count)),
    .table(rows, columns: [""] + titles + ["change"], sharing: .signed).side(84).values(nil))
}

/// The share right over the steps, with the frames of the film marked.
private func curve(_ moments: [Moment], _ frames: [Moment], guess: Double) -> Figure {
  let learned = moments.filter { $0.step > 0 }
  let last = Double(max(2, moments.last?.step ?? 2))
  let curve = Figure.plot(
    x: .log("steps", 1...last), y: .share("test images read correctly"),
    [.lineDots("", learned.map { Double($0.step) }, learned.map(\.share))], width: 780,
    height: 190)
  return frames.filter { $0.step > 0 }.reduce(curve.reference(guess, "a guess")) {
    $0.point(Double($1.step), $1.share, $1.share.percent(0))
  }
}

extension Moment {
  /// Which of the first weights are shown, as many as there is room for: those that change most and
  /// those that change least, in their order.
  static func mostAndLeastChanged(_ moments: [Moment]) -> [Int] {
    guard let first = moments.first, let last = moments.last else { return [] }
    let moves = zip(first.weights, last.weights).map { old, new in
      zip(old.scalars, new.scalars).reduce(0.0) { sum, pair in
        let move = Double(pair.1 - pair.0)
        return sum + move * move
      }
    }
    let order = moves.indices.sorted { (moves[$0], $0) > (moves[$1], $1) }
    return order.count <= 4 ? order.sorted() : (order.prefix(2) + order.suffix(2)).sorted()
  }
}

/// What to look for in the film.
func filmCaption(_ moments: [Moment], of network: Network) -> String {
  let isAll = Moment.mostAndLeastChanged(moments).count == moments.last?.weights.count
  let name = network.nameOfFirstWeights
  return
    "Above: test images read correctly. Below, at the start and at each large dot: what the network says of one image, "
    + "and \(isAll ? "its \(name)" : "the \(name) that change most and least"). When does the answer "
    + "change, and when do the \(name)?"
}

/// How fast it went, and when the first weights have moved.
func filmText(_ moments: [Moment], of network: Network) -> String {
  guard let first = moments.first, let last = moments.last else { return "" }
  let gain = last.share - first.share
  guard gain > 0.05 else {
    let best = moments.max { $0.share < $1.share } ?? last
    return best.share > last.share + 0.05
      ? "The share of correct answers went from \(first.share.percent()) to \(best.share.percent()) after \(best.step) steps, and down "
        + "to \(last.share.percent()): what was learned is lost. With other knobs it was not lost. Which "
        + "one is too large?"
      : "The share of correct answers went from \(first.share.percent()) to \(last.share.percent()): nothing was learned. With other "
        + "knobs it was. Which one is too large, or too small?"
  }
  let early = moments.first { $0.share >= first.share + gain / 2 } ?? last
  let change = Change(moments)
  let name = network.nameOfFirstWeights
  return
    "The share of correct answers rose from \(first.share.percent()) to \(last.share.percent()), and half of the "
    + "rise took \(early.step) of \(last.step) steps. The \(name) "
    + "\(change.half.step > early.step ? "changed later" : "changed as early"): half of their change "
    + "took \(change.half.step) steps."
}

/// How far the first weights have moved in a training.
struct Change {
  /// The length of the change, as a part of their length at the start.
  let length: Double
  /// The first moment at which half of the way was done.
  let half: Moment
  /// How much the one that is least like itself still points where it pointed: a cosine.
  let likeness: Double

  init(_ moments: [Moment]) {
    let (first, last) = (moments[0], moments[moments.count - 1])
    func way(_ moment: Moment) -> Double {
      zip(moment.weights.flatMap(\.scalars), first.weights.flatMap(\.scalars)).map { $0 - $1 }.norm
    }
    length = way(last) / max(1e-9, first.weights.flatMap(\.scalars).norm)
    half = moments.first { 2 * way($0) >= way(last) } ?? last
    likeness =
      zip(first.weights, last.weights).map { old, new in
        zip(old.scalars, new.scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) }
          / max(1e-9, old.norm * new.norm)
      }.min() ?? 1
  }
}

/// How far the first weights have moved, in numbers.
func kernelsMoved(_ lesson: Lesson, _ moments: [Moment], _ name: String) {
  guard moments.count > 1 else { return }
  let change = Change(moments)
  let (start, end) = (moments[0].share, moments[moments.count - 1].share)
  let gain =
    end > start + 0.05
    ? " When half of this change was done, \(((change.half.share - start) / (end - start)).percent(0)) of "
      + "the rise in correct answers was, too." : ""
  lesson.more("how far the \(name) have moved")
  lesson.text(
    """
    Take all their weights as one list. Its length is the root of the sum of squares. The change is \
    \(change.length.percent(0)) as long as the list was at the start.\(gain) The cosine between one of \
    the \(name) and itself at the start is 1 if only its size has changed. The smallest cosine is \
    \(change.likeness.fixed(2)).
    """)
}
