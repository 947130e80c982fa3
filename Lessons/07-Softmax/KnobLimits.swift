import Digits
import LessonKit
import Printing

/// Refuses knobs that cannot work.
func checkKnobs(temperature: Double, constant: Double, digit: TestDigit) throws {
  guard temperature >= 0.01, temperature <= 100 else {
    throw KnobError("a temperature must be a number from 0.01 to 100, not \(written(temperature))")
  }
  guard abs(constant) <= 1_000_000 else {
    throw KnobError(
      "the constant must be a number from −1,000,000 to 1,000,000, not \(written(constant))"
        + (constant.isFinite ? ": beside it the scores would be lost in rounding" : ""))
  }
  do { _ = try digit.image() } catch { throw KnobError("the knob digit: \(error)") }
}

/// What the knobs have done to the logits: `logits / 2 + 100`, and a remark.
func nameOfLogits(temperature: Double, constant: Double) -> (name: String, remark: String) {
  let name =
    "logits" + (temperature == 1 ? "" : " / \(written(temperature))")
    + (constant == 0 ? "" : " \(constant < 0 ? "−" : "+") \(written(abs(constant)))")
  return (name, temperature == 1 && constant == 0 ? "as they come" : "with the knobs")
}

/// A knob's number as one writes it by hand: `2`, `0.5`.
func written(_ value: Double) -> String {
  value == value.rounded() ? value.fixed(0) : "\(value)".replacing("-", with: "−")
}
