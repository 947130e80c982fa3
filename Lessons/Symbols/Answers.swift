import CNN
import Digits
import Figures
import Models
import Pen
import Printing

/// What the network with 40 answers says of some images.
struct Answers {
  let data: DataSet
  let probabilities: [[Float]]
  /// For each class of the data how often it was read as each of the 40.
  let counts: [[Int]]
  let names = PenSymbol.course.map(\.label)

  init(_ network: Network, _ data: DataSet) throws {
    self.data = data
    probabilities = try network.probabilities(on: data, numbers: Array(0..<data.count))
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: names.count), count: data.classes.count)
    for (label, said) in zip(data.labels, probabilities) { counts[label][said.argmax] += 1 }
    self.counts = counts
  }

  /// The number of the right answer for a class.
  func answer(_ label: Int) -> Int? { names.firstIndex(of: data.classes[label]) }

  var right: Int {
    counts.indices.reduce(0) { sum, label in sum + (answer(label).map { counts[label][$0] } ?? 0) }
  }

  var summary: String {
    "\(right.grouped) of \(data.count.grouped) drawings are read correctly, "
      + share(right, data.count)
  }

  /// The most frequent confusions, most frequent first: written, read as, how often.
  var confusions: [(written: Int, said: Int, count: Int)] {
    counts.indices.flatMap { label in
      counts[label].indices.compactMap { said in
        let count = counts[label][said]
        return said == answer(label) || count == 0 ? nil : (label, said, count)
      }
    }.sorted { ($0.count, $1.written, $1.said) > ($1.count, $0.written, $0.said) }
  }

  func confusionLines(_ count: Int) -> [String] {
    let all = confusions
    if all.isEmpty { return ["  nothing is taken for anything else"] }
    return all.prefix(count).map {
      "  \(data.classes[$0.written].alignedLeft(9))read as \(names[$0.said].alignedLeft(9))"
        + "\($0.count)".alignedRight(4)
    }
  }

  /// How often each of two symbols was read as itself and as the other.
  func pair(_ a: String, _ b: String) -> String {
    guard let first = data.classes.firstIndex(of: a), let second = data.classes.firstIndex(of: b),
      let one = answer(first), let other = answer(second)
    else { return "" }
    return "of 100 \(a): \(counts[first][one]) read as \(a), \(counts[first][other]) as \(b); "
      + "of 100 \(b): \(counts[second][other]) read as \(b), \(counts[second][one]) as \(a)"
  }

  /// How many drawings of two symbols were taken for the other of the two.
  func mixUps(_ a: String, _ b: String) -> Int {
    [(a, b), (b, a)].reduce(0) { sum, pair in
      guard let written = data.classes.firstIndex(of: pair.0),
        let said = names.firstIndex(of: pair.1)
      else { return sum }
      return sum + counts[written][said]
    }
  }

  /// How often a class was read as each of the others, most often first.
  func readings(of label: Int) -> String {
    counts[label].enumerated().filter { $0.element > 0 }
      .sorted { ($0.element, $1.offset) > ($1.element, $0.offset) }
      .map { "\(names[$0.offset]) (\($0.element))" }.joined(separator: ", ")
  }

  /// The images that were read wrongly, those of which the network was most sure first.
  func worst(_ count: Int) -> [Int] {
    let wrong = data.labels.indices.filter { probabilities[$0].argmax != answer(data.labels[$0]) }
    return Array(
      wrong.sorted {
        let (a, b) = (probabilities[$0].max() ?? 0, probabilities[$1].max() ?? 0)
        return a == b ? $0 < $1 : a > b
      }.prefix(count))
  }

  func picture(_ number: Int) -> Tensor {
    data.batch([number]).images.reshaped([data.shape[0], data.shape[1], 1])
  }

  /// `I`, `→ 1`, `99 %`: what it is, what it was read as, and how sure that was.
  func verdict(_ number: Int) -> [String] {
    let said = probabilities[number]
    return [
      data.classes[data.labels[number]], "→ \(names[said.argmax])", confidence(said.max() ?? 0),
    ]
  }

  /// An image as the network sees it, and below it what it says.
  func shown(_ number: Int) -> Figure {
    .image(picture(number), of: .image).side(84).note(verdict(number))
  }
}

func share(_ part: Int, _ all: Int) -> String {
  (Double(part) / Double(max(1, all))).percent(2)
}

/// A share, which is never written as 100 %.
func confidence(_ share: Float) -> String {
  share > 0.99 ? "> 99 %" : Double(share).percent(0)
}

extension String {
  /// Without its line breaks.
  var oneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
