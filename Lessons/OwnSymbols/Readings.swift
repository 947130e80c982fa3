import CNN
import Digits
import Figures
import Models
import Printing

/// What the network says of the test drawings.
struct Readings {
  let data: DataSet
  let shares: [[Float]]

  init(_ network: Network, _ data: DataSet) throws {
    self.data = data
    shares = try network.probabilities(on: data, numbers: data.numbers)
  }

  private var names: [String] { data.classes }

  func answer(_ number: Int) -> Int { shares[number].argmax }
  func written(_ number: Int) -> String { names[data.labels[number]] }
  func said(_ number: Int) -> String { names[answer(number)] }

  var right: Int { data.numbers.count { answer($0) == data.labels[$0] } }

  /// The drawings, those first whose right sign got the smallest share.
  var order: [Int] {
    data.numbers.sorted {
      let (a, b) = (shares[$0][data.labels[$0]], shares[$1][data.labels[$1]])
      return a == b ? $0 < $1 : a < b
    }
  }

  /// How often each sign was read as which, and how many are right.
  var table: String {
    let width = max(10, 2 + (names.map(\.count).max() ?? 0))
    let head =
      "drawn \\ read".alignedLeft(width + 3) + names.map { $0.alignedRight(width) }.joined()
    let rows = names.indices.map { label in
      names[label].alignedLeft(width + 3)
        + names.indices.map { said in
          let count = data.numbers.count { data.labels[$0] == label && answer($0) == said }
          return "\(count)".alignedRight(width)
        }.joined()
    }
    return ([head] + rows + ["\(right) of \(data.count) are read correctly"])
      .joined(separator: "\n")
  }

  /// The drawings whose right sign got the smallest shares.
  func leastSure(_ count: Int) -> Figure {
    .montage(
      order.prefix(count).map { number in
        let own = shares[number]
        let others = names.indices.sorted { own[$0] > own[$1] }.prefix(2)
        return Figure.image(data.image(number), of: .image).side(84)
          .note(others.map { "\(names[$0]) \(confidence(own[$0]))" })
      }, columns: 8, spacing: 16)
  }
}

/// A share, which is never written as 100 % or 0 %.
func confidence(_ share: Float) -> String {
  share > 0.995 ? "> 99 %" : share < 0.005 ? "< 1 %" : Double(share).percent(0)
}
