import LessonKit

extension KnobEffectTests.Effect {
  /// What the page of lesson 7 claims of its values.
  static let ofSoftmax: [Self] = [
    Self(.softmax, "temperature=2", "with a share above 90 %: 7 of these mistakes"),
    Self(
      .softmax, "temperature=1.2",
      "95 mistakes would be expected, give or take 8. The network makes 93,"),
    // The first column is moved, the others are as without it.
    Self(.softmax, "constant=100", "7        +101.00     −1.00   0.3679   0.2689"),
    Self(.softmax, "constant=100", "7        +125.56      0.00      1.0000      1.0000"),
    Self(.softmax, "constant=-1000", "7         −999.00     −1.00   0.3679   0.2689"),
    Self(
      .softmax, "digit=TestDigit(6, cell: 329)", "4   +15.64      0.00      1.0000      0.9999"),
    Self(
      .softmax, "digit=TestDigit(7, cell: 411)", "7    +4.96     −0.05     0.9471     0.4660"),
    Self(
      .softmax, "digit=TestDigit(7, cell: 411)", "9    +5.01      0.00     1.0000     0.4920"),
  ]
}

extension KnobTests.Impossible {
  /// Values that cannot work, and how the sentence begins.
  static let inSoftmax: [Self] = [
    Self(
      "Softmax", "temperature=0", "Softmax: a temperature must be a number from 0.01 to 100, not 0"),
    Self("Softmax", "temperature=-1", "Softmax: a temperature must be a number from 0.01 to 100"),
    Self("Softmax", "temperature=1000000000", "Softmax: a temperature must be a number from 0.01"),
    Self("Softmax", "temperature=nan", "Error: --try temperature=nan: temperature takes a number"),
    Self("Softmax", "temperature=", "Error: --try temperature=: temperature takes a number"),
    Self(
      "Softmax", "constant=1000000000", "Softmax: the constant must be a number from −1,000,000"),
    Self(
      "Softmax", "constant=-1000000000", "Softmax: the constant must be a number from −1,000,000"),
    Self("Softmax", "constant=inf", "Error: --try constant=inf: constant takes a number"),
    Self("Softmax", "constant=", "Error: --try constant=: constant takes a number"),
    Self("Softmax", "digit=7", "Error: --try digit=7: digit takes one of TestDigit(6, cell: 329)"),
  ]
}
