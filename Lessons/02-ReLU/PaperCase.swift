import CNN
import Figures
import Printing

/// A row of six pixels, and what one kernel, two kernels, and two with ReLU make of it.
struct PaperCase {
  let name: String
  let row: [Int]
  /// What the first kernel says, and the second after it.
  let first: [Int]
  let second: [Int]
  /// What one kernel says in place of both.
  let one: [Int]
  /// What ReLU leaves of the first kernel's answers, and what the second one says of that.
  let bent: [Int]
  let bentSecond: [Int]

  /// The pixels on their way from left to right: a row each for one kernel, two, and two with ReLU.
  func figure(columns: [String]) -> Figure {
    func strip(_ numbers: [Int]) -> Figure {
      .map(Tensor([numbers.count], numbers.map(Float.init))).cell(32)
    }
    return .table(
      [
        [strip(row), .arrow(), .arrow(), strip(one)],
        [strip(row), strip(first), .arrow(), strip(second)],
        [strip(row), strip(first), strip(bent), strip(bentSecond)],
      ], rows: ["[1 0 −1]", "[1 −1] [1 1]", "[1 −1] ReLU [1 1]"],
      columns: columns)
  }

  /// Whether one kernel can answer as two do: here, as one in place of both.
  static func oneIsEnough(_ cases: [PaperCase]) -> Bool { cases.allSatisfy { $0.second == $0.one } }

  /// Whether any kernel with a bias could answer as two with ReLU do. A kernel's answers to some
  /// pixels and to the inverted ones together are its answers to black and to white together.
  static func oneCouldBend(
    _ pixels: PaperCase, inverted: PaperCase, black: PaperCase, white: PaperCase
  ) -> Bool {
    black.bentSecond.indices.allSatisfy {
      pixels.bentSecond[$0] + inverted.bentSecond[$0]
        == black.bentSecond[$0] + white.bentSecond[$0]
    }
  }

  /// Numbers as they stand in a sentence.
  static func text(_ numbers: [Int]) -> String {
    numbers.map { Double($0).fixed(0) }.joined(separator: " ")
  }

  static func table(_ cases: [PaperCase]) -> String {
    func text(_ numbers: [Int]) -> String {
      numbers.map { Double($0).fixed(0).alignedRight(3) }.joined()
    }
    let head = ["", "pixels", "[1 −1], [1 1]", "[1 0 −1] alone", "[1 −1], ReLU, [1 1]"]
    let rows = cases.map { item in
      [item.name] + [item.row, item.second, item.one, item.bentSecond].map(text)
    }
    return ([head] + rows).map { row in
      row.map { $0.alignedLeft(21) }.joined().trimmedRight
    }.joined(separator: "\n")
  }
}

extension String {
  fileprivate var trimmedRight: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
