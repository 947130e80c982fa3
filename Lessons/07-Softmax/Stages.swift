import CNN
import Digits
import LessonKit
import Printing

/// What scores become on their way to shares; a number for each class at each stage.
struct Stages {
  /// The scores as softmax gets them.
  var logits: [Double] = []
  /// The largest taken away from each.
  var shifted: [Double] = []
  /// e to the power of each.
  var exponentials: [Double] = []
  /// Of the exponentials.
  var sum = 0.0
  /// Each exponential divided by the sum.
  var shares: [Double] = []

  /// The class with the largest share: what the network says. Of equal ones the first.
  var answer: Int { shares.argmax }
  var largest: Double { shares[answer] }

  /// The stages in columns, a line for each class.
  func table(_ classes: [String]) -> String {
    let rows = classes.indices.map { k in
      [
        classes[k], logits[k].fixed(2, signed: true), shifted[k].fixed(2, signed: true),
        exponentials[k].shortened, shares[k].shortened,
      ]
    }
    let table = [["", logitsName, "shifted", "exp", "share"]] + rows
    let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { row in
      row.indices.map { row[$0].alignedRight(widths[$0]) }.joined(separator: "   ")
    }.joined(separator: "\n")
  }
}

/// An image, and what its scores become.
struct Subject {
  let title: String
  let image: Tensor
  let stages: Stages
  /// Which class it is, if it is one.
  let label: Int?

  init(_ title: String, _ image: Tensor, _ stages: Stages, label: Int? = nil) {
    self.title = title
    self.image = image
    self.stages = stages
    self.label = label
  }
}

/// What the network makes of one test digit.
struct Answer {
  /// The number of its image among all.
  let image: Int
  /// What it is.
  let label: Int
  let stages: Stages

  var isRight: Bool { stages.answer == label }
}

/// Refuses knobs that cannot work.
func checkKnobs() throws {
  guard temperature >= 0.01, temperature <= 100 else {
    throw KnobError("a temperature must be a number from 0.01 to 100, not \(written(temperature))")
  }
  guard abs(constant) <= 1_000_000 else {
    throw KnobError(
      "the constant must be a number from −1,000,000 to 1,000,000, not \(written(constant))"
        + (constant.isFinite ? ": beside it the scores would be lost in rounding" : ""))
  }
  _ = try digit.image()
}

/// The first stage with what the knobs have done to it: `logits / 2 + 100`.
var logitsName: String {
  "logits" + (temperature == 1 ? "" : " / \(written(temperature))")
    + (constant == 0 ? "" : " \(constant < 0 ? "−" : "+") \(written(abs(constant)))")
}

var logitsRemark: String {
  temperature == 1 && constant == 0 ? "as they come" : "with the knobs"
}

/// A knob's number as it would be written by hand: `2`, `0.5`.
func written(_ value: Double) -> String {
  value == value.rounded() ? value.fixed(0) : "\(value)".replacing("-", with: "−")
}

/// A share in per cent; one that is not all of it does not become 100.
func confidence(_ share: Double) -> String {
  share > 0.9999 ? "over 99.99 %" : share.percent(2)
}

/// How a digit is called.
func name(of digit: TestDigit) -> String {
  digit == TestDigit(7, cell: 0) ? "the seven" : digit == rival ? "the rival" : "a \(digit.label)"
}
