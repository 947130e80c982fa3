import CNN
import Explain
import LessonKit
import Printing

// A weight's gradient as the sum that it is, on paper.

/// Prints the terms of the gradient of a weight of the first convolution: what the weight met, at
/// how many places nothing came of it, the largest terms, all others, and a nudge to compare.
func printTerms(of place: Place, in trace: Trace, _ image: Tensor, keep: Int = 5) throws {
  let explanation = trace.explain(try place.site(in: trace.network).gradient)
  let terms = explanation.terms
  func count(_ note: String) -> Int { terms.count { $0.note == note } }
  let live = terms.filter { $0.note == nil }
  let largest = live.indices.sorted {
    (-abs(live[$0].value), $0) < (-abs(live[$1].value), $1)
  }.prefix(keep).sorted()
  let rest = live.indices.filter { !largest.contains($0) }

  // Rounded first, added then, so that the printed terms add up to the printed total.
  let places = decimals(of: live.map(\.value) + [explanation.value])
  var total = 0.0
  func row(_ what: String, _ value: Double) -> String {
    let rounded = value.fixed(places, signed: true)
    total += Double(rounded.replacing("−", with: "-")) ?? 0
    return what.alignedLeft(44) + rounded.alignedRight(places + 6)
  }
  func row(_ count: Int, _ what: String) -> String {
    (" " + "\(count)".alignedRight(3) + " " + what).alignedLeft(44)
  }
  lesson.print("\(explanation.name)   \(subject.name), p(7) = \(trace.output[7].fixed(4))")
  lesson.print(" this weight lay on \(terms.count) places")
  // What a layer before the first convolution has made 0 is not “black”, but a “zero”.
  for (number, words) in [
    (count("border"), "border"), (count("black") + count("zero"), "black"),
    (count("no gradient"), "ink, output carries no gradient"),
  ] {
    lesson.print(row(number, words) + "0".alignedRight(places + 6))
  }
  lesson.print(row(live.count, "live        pixel × ∂loss/∂out") + "term".alignedRight(places + 6))
  for number in largest {
    let (pixel, blame) = (live[number].factors[0].value, live[number].factors[1].value)
    let name = live[number].name.prefix { $0 != ")" } + ")"
    let factors = "\(pixel.fixed(4)) × \(blame.fixed(places, signed: true))"
    lesson.print(row("     \(String(name).alignedLeft(11)) \(factors)", live[number].value))
  }
  if !rest.isEmpty {
    lesson.print(
      row(" " + "\(rest.count)".alignedRight(3) + " others", rest.reduce(0) { $0 + live[$1].value })
    )
  }
  let (sum, stored) = (
    total.fixed(places, signed: true), Double(explanation.stored).fixed(places, signed: true)
  )
  let rounding = sum == stored ? "" : "   (stored \(stored), the rest is rounding)"
  lesson.print(" gradient".alignedLeft(44) + sum.alignedRight(places + 6) + rounding)
  lesson.print(" " + (try slopeLine(trace, place, image, label: 7, h: nudge)))
}

/// How many decimals show the largest of some numbers with at least three digits, at least 4.
private func decimals(of values: [Double]) -> Int {
  let largest = values.map(abs).max() ?? 0
  guard largest > 0 else { return 4 }
  return (4..<16).first { largest * (0..<$0).reduce(1.0) { p, _ in p * 10 } >= 100 } ?? 16
}
