import CNN
import Figures
import LessonKit
import Printing

// Two kernels and one in their place: the picture, and sentences that stay true when a knob is
// turned.

/// Two kernels, one after the other, and one in their place, without and with ReLU.
struct Collapse {
  /// What ReLU multiplies negative numbers by, and the bias of the first kernel.
  let slope: Float
  let bias: Float
  /// The first, the second, and the one in place of both.
  let kernels: [[[Float]]]
  /// The first kernel's map, before and after ReLU.
  let first: [Tensor]
  /// What the second kernel makes of each.
  let second: [Tensor]
  /// What the one kernel makes of the image.
  let one: Tensor

  /// What two kernels say minus what the one says, without and with ReLU.
  var differenceMaps: [Tensor] {
    second.map { map in Tensor(map.shape, zip(map.scalars, one.scalars).map { $0 - $1 }) }
  }

  /// The largest difference, without and with ReLU.
  var differences: [Float] { differenceMaps.map { $0.scalars.map(abs).max() ?? 0 } }

  private var isSame: Bool { differences[1].isRounding }
  /// Of the first kernel's answers, how many are above zero.
  var positive: Int { first[0].scalars.count { $0 > 0 } }
  /// The largest answer that the first kernel can give: to white under its positive weights and black
  /// elsewhere.
  var most: Float { kernels[0].joined().reduce(bias) { $0 + max(0, $1) } }

  /// What stands between the kernels in the lower row, in a label and in a sentence.
  var label: String { slope == 0 ? "ReLU" : "slope \(slope.short)" }
  var between: String { slope == 0 ? "ReLU" : "a slope of \(slope.short)" }

  /// The kernels, and a row each without and with ReLU: the map of the first, of the second, of the
  /// one in place of both, and the difference.
  var figure: Figure {
    // In ninths the weights of the blur, and of the kernel for both, are whole numbers.
    let units: [(name: String, ninths: Float)] = [
      ("left edge", 1), ("blur, in ninths", 9), ("5×5, in ninths", 9),
    ]
    let grids: [Figure] = zip(kernels, units).map { kernel, unit in
      let weights = kernel.map { $0.map { ($0 * unit.ninths).rounded() } }
      return .map(Tensor(rows: weights), unit.name, scale: .signed(upTo: 4)).side(140)
    }
    let rows: [[Figure]] = [0, 1].map { row in
      let maps: [Figure] = [first[row], second[row], one].map { .map($0).cell(6) }
      return maps + [.map(differenceMaps[row]).cell(6).note(missingNote(differences[row]))]
    }
    return .table(
      [grids] + rows, rows: ["kernels", "without ReLU", "with \(label)"],
      columns: ["first kernel", "then the second", "one for both", "difference"],
      sharing: .signed)
  }

  var caption: String {
    if isSame { return "All maps are on one scale. Is there a difference in either row?" }
    return "All maps are on one scale. Compare the second column with the third, in both rows."
  }

  /// What the two rows say, in a few sentences.
  var verdict: String {
    if slope == 1 {
      return "With a slope of 1 nothing is bent: both rows are the same, and one kernel does what "
        + "two do. Layers without a bend between them are not worth stacking."
    }
    if isSame { return "No answer is negative. There is nothing to bend: both rows are the same." }
    if positive == 0 { return slope == 0 ? dead : shrunk }
    let upper =
      "Without ReLU a right edge counts as negative. Where the blur adds up a left and a right edge, "
      + "they cancel. One kernel does the same in one step."
    if slope != 0 {
      return
        "\(upper) In the lower row negative numbers are multiplied by \(slope.short). That is a bend, "
        + "too, so one kernel is not enough."
    }
    let black = bias > 0 ? " (and, with this bias, black)" : ""
    return
      "\(upper) With ReLU only the left edges\(black) are added up. No single kernel can ask: “How much "
      + "left edge is around here?”"
  }

  private var dead: String {
    let never =
      most > 0
      ? "The kernel is not **dead**: its largest possible answer, to another image, is "
        + "\(most.fixed(2, signed: true))."
      : "The kernel is **dead**. No image can wake it up. The best image is white under the weights of +1 and black under "
        + "those of −1. Even there, the answer with the bias is \(most.fixed(2, signed: true))."
    return
      "No answer is above zero, so ReLU leaves nothing, and the blur has nothing to blur. \(never)"
  }

  private var shrunk: String {
    "No answer is above zero, so each is multiplied by \(slope.short). On this image nothing is "
      + "bent. One kernel could do it: the one in place of both, with its weights and its bias "
      + "\(slope.short) times as large."
  }
}

/// What stands below a map of differences.
func missingNote(_ largest: Float) -> String {
  largest.isRounding ? "nothing" : "up to \(largest.fixed(2))"
}
