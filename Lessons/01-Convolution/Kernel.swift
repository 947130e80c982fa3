import CNN
import Figures
import Printing

/// A kernel made by hand: a small grid of weights that asks one question of what lies under it.
struct Kernel {
  let name: String
  /// What a large answer means.
  let question: String
  /// Rows of weights, all equally long.
  let weights: [[Float]]

  init(_ name: String, asks question: String, _ weights: [[Float]]) {
    self.name = name
    self.question = question
    self.weights = weights
  }

  /// The weights in rows, as they are printed.
  var text: String {
    weights.map { row in
      row.map { $0.fixed(2, signed: true).alignedRight(7) }.joined(separator: " ")
    }
    .joined(separator: "\n")
  }

  /// The weights in cells. Ninths have no short decimals, so they are counted, and the title says so.
  var figure: Figure {
    let ninths = weights.map { $0.map { ($0 * 9).rounded() } }
    let side = max(weights.count, weights.first?.count ?? 0) <= 3 ? 126 : 200
    let areWhole = weights.joined().allSatisfy { $0 == $0.rounded() }
    if areWhole || ninths.map({ $0.map { $0 / 9 } }) != weights {
      return .map(Tensor(rows: weights), name).side(side)
    }
    return .map(Tensor(rows: ninths), "\(name), in ninths").side(side)
  }

  // Four edges. The outer columns (or rows) are compared, the middle one does not count. The
  // question is always: is it brighter on the side of the +1 than on the side of the −1?

  static let leftEdge = Kernel(
    "left edge", asks: "dark on the left, bright on the right?",
    [
      [-1, 0, 1],
      [-1, 0, 1],
      [-1, 0, 1],
    ])

  static let rightEdge = Kernel(
    "right edge", asks: "bright on the left, dark on the right?",
    [
      [1, 0, -1],
      [1, 0, -1],
      [1, 0, -1],
    ])

  static let topEdge = Kernel(
    "top edge", asks: "dark above, bright below?",
    [
      [-1, -1, -1],
      [0, 0, 0],
      [1, 1, 1],
    ])

  static let bottomEdge = Kernel(
    "bottom edge", asks: "bright above, dark below?",
    [
      [1, 1, 1],
      [0, 0, 0],
      [-1, -1, -1],
    ])

  // Three classics of picture editing.

  static let blur = Kernel(
    "blur", asks: "how bright is it around here, on average?",
    [
      [1 / 9, 1 / 9, 1 / 9],
      [1 / 9, 1 / 9, 1 / 9],
      [1 / 9, 1 / 9, 1 / 9],
    ])

  static let sharpen = Kernel(
    "sharpen", asks: "how bright is this pixel, and how much brighter than its four neighbours?",
    [
      [0, -1, 0],
      [-1, 5, -1],
      [0, -1, 0],
    ])

  static let emboss = Kernel(
    "emboss", asks: "does it get brighter from the top left to the bottom right?",
    [
      [-2, -1, 0],
      [-1, 1, 1],
      [0, 1, 2],
    ])

  static let gallery = [leftEdge, rightEdge, topEdge, bottomEdge, blur, sharpen, emboss]
}
