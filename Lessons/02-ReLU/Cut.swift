import CNN
import Figures
import LessonKit
import Printing

/// The maps of the first convolution before and after ReLU, and how much is cut of each.
///
/// - Parameter hand: the map of the kernel made by hand, and its bias.
func cutAndLeft(
  _ lesson: Lesson, _ trained: Trace, _ maps: Tensor, _ seesInk: [Bool],
  hand: (map: Tensor, bias: Float)
) -> [Cut] {
  lesson.cell("Cut, and left") {
    let biases = trained.network["conv1", "bias"]
    let cuts = (0..<maps.shape[2]).map {
      Cut("kernel \($0)", maps.channel($0), bias: biases[$0], seesInk)
    }
    lesson.print(Cut.table(cuts, hand: Cut("left edge", hand.map, bias: hand.bias, seesInk)))
    let before: [Figure] = try cuts.indices.map { k in
      try .activation(trained, "conv1", channel: k, cuts[k].name)
    }
    let after: [Figure] = try cuts.indices.map { k in
      try .activation(trained, "relu1", channel: k)
        .note("cut: \(cuts[k].everywhere.value.percent(0)) of all,")
        .note("\(cuts[k].onInk.value.percent(0)) of what sees ink")
    }
    let rows = [before[..<4], after[..<4], before[4...], after[4...]].map(Array.init)
    // It ends with the largest number that is left, or that would be lost in pale colours.
    let end = try trained["relu1"].scalars.max() ?? 1
    lesson.show(
      .table(
        rows, rows: ["before", "after ReLU", "before", "after ReLU"], sharing: .signed(upTo: end)
      ).cell(6), "cut",
      "All maps are on one scale; the darkest blue goes down to "
        + "\((maps.scalars.min() ?? 0).fixed(2)). Two maps stay above zero on the black background: why?",
      alt: "Eight maps before and after ReLU")
    return cuts
  }
}

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

  /// How many numbers are above zero.
  let left: Int

  /// Counts the numbers of a map that ReLU cuts, in all and where the window sees ink.
  init(_ name: String, _ map: Tensor, bias: Float, _ seesInk: [Bool]) {
    let isCut = map.scalars.map { $0 < 0 }
    self.name = name
    self.bias = bias
    left = map.scalars.count { $0 > 0 }
    everywhere = Share(isCut.count { $0 }, of: isCut.count)
    onInk = Share(zip(isCut, seesInk).count { $0 && $1 }, of: seesInk.count { $0 })
  }

  /// What is right for the left edge and wrong for most learned kernels: that half is cut.
  var asMistake: String {
    bias == 0
      ? "The left edge's weights add up to 0: \(everywhere.count) numbers are negative, \(left) are positive. "
        + "Learned weights seldom add up to 0."
      : "Half would be cut if as many answers were above 0 as below."
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
}
