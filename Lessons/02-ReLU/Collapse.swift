import CNN
import Explain
import Figures
import LessonKit
import Printing

// Two kernels and one in their place: what the cells have found, as tables and sentences that
// stay true when a knob is turned.

/// Stops the lesson where a knob is no number, or one that would leave nothing to be seen.
func checkKnobs(slope: Float, bias: Float) throws {
  for (name, value) in [("slope", slope), ("bias", bias)] {
    guard value.isFinite, abs(value) <= 100 else {
      throw KnobError("a \(name) of \(value.short) cannot work; it is a number from −100 to 100")
    }
  }
}

/// The convolution of lesson 1, the package's own.
func convolve(
  _ image: Tensor, _ kernel: [[Float]], bias: Float, _ padding: Padding
) throws -> Tensor {
  let layer = try Convolution(weights: kernel, bias: bias, padding: padding)
  return try Network(input: image.shape, seed: 1, [layer]).trace(image).output
}

/// A row of pixels and what becomes of it, without and with ReLU.
struct PaperCase {
  let name: String
  let row: [Int]
  /// What the first kernel says, and the second behind it.
  let first: [Int]
  let second: [Int]
  /// What one kernel in place of both says.
  let one: [Int]
  /// What ReLU leaves of the first kernel's answers, and what the second one says of that.
  let bent: [Int]
  let bentSecond: [Int]

  /// From left to right what becomes of the pixels, a row each for one kernel, two, and two with ReLU.
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

/// Two kernels one behind the other and one in their place, without and with ReLU.
struct Collapse {
  /// What ReLU multiplies negative numbers by, and the bias of the first kernel.
  let slope: Float
  let bias: Float
  /// The first, the second, and the one in place of both.
  let kernels: [[[Float]]]
  /// The first kernel's map, as it is and after ReLU.
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
  /// The most that the first kernel could say: white under its positive weights, black elsewhere.
  var most: Float { kernels[0].joined().reduce(bias) { $0 + max(0, $1) } }

  /// What stands between the kernels in the lower row, in a label and in a sentence.
  var label: String { slope == 0 ? "ReLU" : "slope \(slope.short)" }
  var between: String { slope == 0 ? "ReLU" : "a slope of \(slope.short)" }

  /// The kernels, and a row each without and with ReLU: the map of the first, of the second, of the
  /// one in place of both, and what is missing.
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
    let columns =
      "Two kernels, one behind the other, then one kernel in place of both, and what is missing if "
      + "it is; all maps on one scale. "
    if isSame { return columns + "Nothing is missing, neither above nor below." }
    return columns
      + "Without ReLU nothing is missing: the two are one. With \(between) between them, "
      + "up to \(differences[1].fixed(2)) is missing."
  }

  /// What the two rows say, in a few sentences.
  var verdict: String {
    let negative = first[0].scalars.count { $0 < 0 }
    let count =
      "\(positive) of the \(first[0].scalars.count) answers of the left edge are above zero"
      + (negative == positive ? " and, by chance, as many below; the others are exactly 0" : "")
    if slope == 1 {
      return "With a slope of 1 nothing is bent: both rows are the same, and one kernel does what "
        + "two do. Layers without a bend between them are not worth stacking."
    }
    if isSame {
      return "\(count), and none is negative: there is nothing to bend, so both rows are the same."
    }
    if positive == 0 { return slope == 0 ? "\(count), \(dead)" : "\(count), \(shrunk)" }
    let upper =
      "In the upper row a right edge counts against as much as a left edge counts for, and where "
      + "the blur adds up both, they cancel. One kernel does the same in one step."
    if slope != 0 {
      return
        "\(upper) In the lower row what is negative counts \(slope.short) times, which is bent "
        + "too, so one kernel is not enough. (\(count).)"
    }
    let ground = bias > 0 ? ", and with this bias the black ground," : ""
    return
      "\(upper) In the lower row only the left edges\(ground) are there to be added up. “How much "
      + "left edge is around here?” is a question that no single kernel can ask. That is what the "
      + "bend is for: it makes the second layer worth having. (\(count).)"
  }

  private var dead: String {
    let never =
      most > 0
      ? "Another image could still wake it up: the most that this kernel can say is "
        + "\(most.fixed(2, signed: true))."
      : "No image can wake it up: the most that it could ever see is white under its weights of +1 "
        + "and black under those of −1, and with the bias that is \(most.fixed(2, signed: true))."
    return "so ReLU leaves nothing: the map is **dead**, and the blur has nothing to blur. \(never)"
  }

  private var shrunk: String {
    "so all of them are multiplied by \(slope.short) alike. On this image nothing is bent, and one "
      + "kernel could do it: the one in place of both, with its weights and its bias "
      + "\(slope.short) times as large."
  }
}

/// What stands below a map of what is missing.
func missingNote(_ largest: Float) -> String {
  largest.isRounding ? "nothing" : "up to \(largest.fixed(2))"
}

extension String {
  fileprivate var trimmedRight: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
