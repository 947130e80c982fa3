import LessonKit
import Printing

/// Throws a sentence if a knob has a value that cannot work.
func checkKnobs(rate: Float, masks: Int) throws {
  guard rate >= 0, rate < 1 else {
    throw KnobError(
      "a rate of \(rate) cannot work: it is the probability with which a number is dropped, at "
        + "least 0 and below 1")
  }
  guard masks > 0 else {
    throw KnobError("a mean over \(masks) masks cannot work: there must be at least one mask")
  }
  guard masks <= 1_000_000 else {
    throw KnobError("\(masks.grouped) masks take too long: use 1,000,000 at most")
  }
}

/// Numbers in columns.
func row(_ numbers: [Double]) -> String {
  numbers.map { " " + $0.fixed(4).alignedRight(8) }.joined()
}
