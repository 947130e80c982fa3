import CNN
import Figures

/// How many of 100 drawings of each symbol were misread. Below, the most frequent confusions, each
/// with the first drawings that were misread in this way.
func confusions(_ answers: Answers, atMost count: Int) -> Figure {
  let misread = answers.data.classes.indices.map { Float(answers.misread($0)) }
  let axis = Figure.Axis.hidden(0...Double(max(1, misread.max() ?? 1)))
  let lists = stride(from: 0, to: misread.count, by: 10).map { start in
    let own = start..<min(start + 10, misread.count)
    return Figure.levelBars(
      own.map { answers.data.classes[$0] }, own.map { misread[$0] }, axis: axis,
      format: .decimals(0), width: 190)
  }
  let pairs = answers.confusions.prefix(count).map { written, said, times in
    let drawings = answers.drawings(of: written, readAs: said).prefix(3)
    return Figure.row(
      drawings.map { .image(answers.picture($0), of: .image).side(56) }, spacing: 4
    ).titled(
      "\(answers.data.classes[written]) → \(answers.names[said]), "
        + (times == 1 ? "once" : "\(times) times"))
  }
  let most: [Figure] =
    pairs.isEmpty
    ? [] : [.heading("most often"), .montage(Array(pairs), columns: min(4, pairs.count))]
  return .column([.heading("misread, of 100 drawings"), .row(lists, align: .start)] + most)
}

extension Answers {
  /// How many drawings of a class were read as something else.
  func misread(_ label: Int) -> Int {
    counts[label].reduce(0, +) - (answer(label).map { counts[label][$0] } ?? 0)
  }

  /// The numbers of the drawings of a class that were read as a certain symbol.
  func drawings(of label: Int, readAs said: Int) -> [Int] {
    data.labels.indices.filter { data.labels[$0] == label && probabilities[$0].argmax == said }
  }
}
