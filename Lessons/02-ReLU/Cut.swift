import CNN
import Printing

// How much ReLU cuts, as a table and a sentence.

/// The places of a map at which a window of 3×3 that may reach over the edge (`full`) sees at
/// least one pixel of an image that is not black, row by row.
func placesWithInk(_ image: Tensor) -> [Bool] {
  let (height, width) = (image.shape[0], image.shape[1])
  return (0..<height + 2).flatMap { i in
    (0..<width + 2).map { j in
      (max(0, i - 2)...min(height - 1, i)).contains { row in
        (max(0, j - 2)...min(width - 1, j)).contains { image[row, $0, 0] > 0 }
      }
    }
  }
}

/// So many of so many.
nonisolated struct Share {
  let count: Int
  let total: Int

  init(_ count: Int, of total: Int) { (self.count, self.total) = (count, total) }

  var value: Double { Double(count) / Double(max(1, total)) }
  var text: String { value.percent() }
}

/// How much of a map ReLU cuts.
nonisolated struct Cut {
  let name: String
  let bias: Float
  let everywhere: Share
  let onInk: Share

  /// Counts the numbers of a map that ReLU cuts, in all and where the window sees ink.
  init(_ name: String, _ map: Tensor, bias: Float, _ seesInk: [Bool]) {
    let isCut = map.scalars.map { $0 < 0 }
    self.name = name
    self.bias = bias
    everywhere = Share(isCut.count { $0 }, of: isCut.count)
    onInk = Share(zip(isCut, seesInk).count { $0 && $1 }, of: seesInk.count { $0 })
  }

  static func table(_ cuts: [Cut], hand: Cut) -> String {
    func row(_ name: String, _ bias: String, _ shares: [Share]) -> String {
      let columns = shares.map {
        "\($0.count) of \($0.total)".alignedRight(15) + $0.text.alignedRight(9)
      }
      return name.alignedLeft(11) + bias.alignedRight(8) + columns.joined()
    }
    let all = total(cuts)
    return
      ([
        "".alignedLeft(11) + "bias".alignedRight(8) + "cut of all".alignedRight(24)
          + "cut where ink is seen".alignedRight(24)
      ]
      + cuts.map { row($0.name, $0.bias.fixed(4, signed: true), [$0.everywhere, $0.onInk]) }
      + [
        row("all \(cuts.count)", "", [all.everywhere, all.onInk]), "",
        row(hand.name, hand.bias.fixed(4, signed: true), [hand.everywhere, hand.onInk]),
      ]).joined(separator: "\n")
  }

  static func total(_ cuts: [Cut]) -> (everywhere: Share, onInk: Share) {
    func sum(_ share: (Cut) -> Share) -> Share {
      Share(
        cuts.reduce(0) { $0 + share($1).count }, of: cuts.reduce(0) { $0 + share($1).total })
    }
    return (sum(\.everywhere), sum(\.onInk))
  }

  /// What the table says.
  static func verdict(_ cuts: [Cut]) -> String {
    let all = total(cuts)
    let gaps = cuts.sorted {
      $0.onInk.value - $0.everywhere.value < $1.onInk.value - $1.everywhere.value
    }
    guard let less = gaps.first, let more = gaps.last else { return "" }
    let silent = cuts.filter { $0.onInk.count == $0.onInk.total }
    let negative = cuts.count { $0.bias < 0 }
    return
      "In all, \(all.everywhere.text) of the places are cut, and \(all.onInk.text) of those that "
      + "see ink. The first number means little. Where a window sees only black the answer is the "
      + "bias, so all of that ground is cut if the bias is negative, as it is in \(negative) of "
      + "\(cuts.count) kernels, and none of it if it is positive. In the map of \(more.name), "
      + "\(more.everywhere.text) of all places are cut, but \(more.onInk.text) where ink is seen; "
      + "in that of \(less.name) it is \(less.everywhere.text) and \(less.onInk.text). Count where "
      + "there is something to see."
      + (silent.isEmpty
        ? ""
        : " Of \(silent.map(\.name).joined(separator: " and ")) nothing is left at all: to this "
          + "seven it has nothing to say. Whether it is dead, other digits tell, see below.")
  }
}
