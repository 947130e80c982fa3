import CNN
import Figures
import Models
import Printing

// The picture that carries the lesson.

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
    x: .log("steps", 1...last), y: .share("test images read rightly"),
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
