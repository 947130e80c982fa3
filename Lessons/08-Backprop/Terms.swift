import CNN
import LessonKit
import Printing

// A weight's gradient as the sum that it is, on paper.

/// What a weight met at one place of the map, and the gradient that came back there.
struct Term {
  let name: String
  let pixel: Double
  let gradient: Double
  /// Whether the weight met the border of zeros around the image.
  let isBorder: Bool

  var value: Double { pixel * gradient }

  init(_ pixels: Tensor, _ row: Int, _ column: Int, gradient: Float) {
    let isPixel =
      (0..<pixels.shape[0]).contains(row) && (0..<pixels.shape[1]).contains(column)
    name = "in(\(row),\(column))"
    pixel = isPixel ? Double(pixels[row, column, 0]) : 0
    self.gradient = Double(gradient)
    isBorder = !isPixel
  }
}

/// Prints the terms of a weight's gradient: at how many places nothing came of it, the largest
/// terms, and all others together.
///
/// - Parameter stored: the gradient as the package has it.
func printTerms(
  _ terms: [Term], _ gradient: Double, stored: Float, keep: Int = 5, _ lesson: Lesson
) {
  let live = terms.filter { $0.value != 0 }
  let largest = live.indices.sorted {
    (-abs(live[$0].value), $0) < (-abs(live[$1].value), $1)
  }.prefix(keep).sorted()
  let rest = live.indices.filter { !largest.contains($0) }

  // Rounded first, added then, so that the printed terms add up to the printed total.
  let places = decimals(of: live.map(\.value) + [gradient])
  var total = 0.0
  func row(_ what: String, _ value: Double) -> String {
    let rounded = value.fixed(places, signed: true)
    total += Double(rounded.replacing("−", with: "-")) ?? 0
    return what.alignedLeft(44) + rounded.alignedRight(places + 6)
  }
  func row(_ count: Int, _ what: String) -> String {
    (" " + "\(count)".alignedRight(3) + " " + what).alignedLeft(44)
  }
  lesson.print(" this weight was used at \(terms.count) places")
  for (number, words) in [
    (terms.count(where: \.isBorder), "border"),
    (terms.count { !$0.isBorder && $0.pixel == 0 }, "black"),
    (terms.count { $0.pixel != 0 && $0.value == 0 }, "ink, but no gradient comes back"),
  ] {
    lesson.print(row(number, words) + "0".alignedRight(places + 6))
  }
  lesson.print(row(live.count, "live        pixel × ∂loss/∂map") + "term".alignedRight(places + 6))
  for number in largest {
    let term = live[number]
    let factors = "\(term.pixel.fixed(4)) × \(term.gradient.fixed(places, signed: true))"
    lesson.print(row("     \(term.name.alignedLeft(11)) \(factors)", term.value))
  }
  if !rest.isEmpty {
    lesson.print(
      row(" " + "\(rest.count)".alignedRight(3) + " others", rest.reduce(0) { $0 + live[$1].value })
    )
  }
  let (sum, own) = (total.fixed(places, signed: true), Double(stored).fixed(places, signed: true))
  let rounding = sum == own ? "" : "   (stored \(own), the rest is rounding)"
  lesson.print(" gradient".alignedLeft(44) + sum.alignedRight(places + 6) + rounding)
}

/// How many decimals show the largest of some numbers with at least three digits, at least 4.
private func decimals(of values: [Double]) -> Int {
  let largest = values.map(abs).max() ?? 0
  guard largest > 0 else { return 4 }
  return (4..<16).first { largest * (0..<$0).reduce(1.0) { p, _ in p * 10 } >= 100 } ?? 16
}
