import CNN
import Printing

// What a map says, in words that stay true when a knob is turned.

/// Which side of the stroke a window lies on.
enum Side: String, CaseIterable {
  case left = "on the left"
  case right = "on the right"
  case upper = "above"
  case lower = "below"
  case black = "on plain black"

  static let options = allCases.map(\.rawValue)

  /// Where the lowest number of a map stands: the ink under its window lies on the other side.
  init(ofLowest map: Tensor, _ layer: Convolution, on image: Tensor) {
    let (rows, columns) = layer.axes(for: image.shape)
    let lowest = map.scalars.indices.min { map.scalars[$0] < map.scalars[$1] } ?? 0
    let (row, column) = (lowest / map.shape[1], lowest % map.shape[1])
    let window = part(of: image, rows: rows.window(at: row), columns: columns.window(at: column))
    var (across, down): (Float, Float) = (0, 0)
    for a in 0..<rows.size {
      for b in 0..<columns.size {
        across += window[a, b, 0] * Float(2 * b - columns.size + 1)
        down += window[a, b, 0] * Float(2 * a - rows.size + 1)
      }
    }
    if !window.scalars.contains(where: { $0 > 0 }) {
      self = .black
    } else if abs(across) >= abs(down) {
      self = across < 0 ? .right : .left
    } else {
      self = down < 0 ? .lower : .upper
    }
  }

  /// Why the lowest number stands there.
  func reason(for kernel: Kernel) -> String {
    if kernel.weights == Kernel.leftEdge.weights, self == .right {
      return "There it is bright on the left and dark on the right, the opposite of the question. "
        + "The weights of −1 meet the bright pixels."
    }
    if self == .black { return "No window has a sum below zero." }
    return "There the bright pixels lie under the lowest weights."
  }
}

/// The largest and the lowest answer of a map, and where on the image they come from.
struct AnswersOnImage {
  private let map: Tensor
  private let rows: SlidingAxis
  private let columns: SlidingAxis

  init(_ map: Tensor, _ rows: SlidingAxis, _ columns: SlidingAxis) {
    (self.map, self.rows, self.columns) = (map, rows, columns)
  }

  var largest: String { text(of: map.scalars.argmax) }
  var lowest: String { text(of: map.scalars.map { -$0 }.argmax) }

  private func text(of place: Int) -> String {
    let window = rows.window(at: place / map.shape[1])
    let side = columns.window(at: place % map.shape[1])
    return "\(map.scalars[place].fixed(2, signed: true)), comes from rows "
      + "\(window.lowerBound) to \(window.upperBound - 1), columns \(side.lowerBound) to "
      + "\(side.upperBound - 1)"
  }

  /// What the map's colours mean, for its caption.
  var colours: String {
    let isNegative = map.scalars.contains { $0 < 0 }
    return "The feature map. Orange is yes"
      + (isNegative
        ? ", dark blue is the opposite. Compare the two sides of the stroke."
        : "; no answer is negative.")
  }
}

/// What a bias does to the answers, in a sentence.
func meaning(ofBias bias: Float) -> String {
  let size = abs(bias).fixed(2)
  if bias < 0 {
    return "With a bias of −\(size) the black background is blue, too. An answer is positive only "
      + "where the products add up to more than \(size)."
  }
  if bias > 0 {
    return "With a bias of +\(size) the kernel says yes to black. An answer is negative only where "
      + "the products add up to less than −\(size)."
  }
  return "With a bias of 0 the kernel answers 0 to black, and the map is white there."
}

/// What to notice in the map of the kernel that the lesson begins with.
func whatIsSeen(by kernel: Kernel) -> String {
  kernel.weights == Kernel.leftEdge.weights
    ? " In the seven's flat bar, left and right are nearly equal, and their products nearly cancel."
    : ""
}

/// The smallest and the largest number of a map.
func range(_ map: Tensor) -> String {
  let (low, high) = (map.scalars.min() ?? 0, map.scalars.max() ?? 0)
  return "\(low.fixed(2, signed: true)) to \(high.fixed(2, signed: true))"
}
