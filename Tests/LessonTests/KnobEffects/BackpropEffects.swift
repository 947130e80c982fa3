import LessonKit

extension KnobEffectTests.Effect {
  /// What the page of lesson 8 claims of its values.
  static let ofBackprop: [Self] = [
    // The loss falls nearly as far as the slopes promise, and it still says 1.
    Self(
      .backprop, "rate=0.001",
      "the loss would fall by η · Σ gradient² = 0.1983. It has fallen by 0.1856."),
    Self(.backprop, "rate=0.001", "  after:  it says 1 with p(1) = 0.1910, and p(7) = 0.0975"),
    Self(.backprop, "rate=0.1", "  after:  it says 7, p(7) = 0.9969"),
    // The slopes promise more than the whole loss.
    Self(.backprop, "rate=0.1", "The promise was more than the whole loss, 2.5133"),
    // The gradient is −0.0690. It is missed by 7 percent, and there are kinks at every weight.
    Self(.backprop, "nudge=0.1", " nudge ±0.1: (2.5059013−2.5207078)/0.2 = −0.0740"),
    Self(.backprop, "nudge=0.1", "conv1.weight         72           0.3306    12 of 12"),
    // Nearly twice as steep, with no kink.
    Self(
      .backprop, "nudge=0.000001",
      " nudge ±1·10⁻⁶: (2.51326608658−2.51326632500)/2·10⁻⁶ = −0.1192"),
    Self(.backprop, "subject=.newborn(seed: 2)", "  before: it says 2 with p(2) = 0.2553"),
    Self(.backprop, "subject=.trained", "  before: it says 7, p(7) = 1.0000"),
    // The norm at the scores; on the page of the newborn network it is 0.9751.
    Self(
      .backprop, "subject=.trained", "dense2     10        8.3·10⁻⁹               9 of 10"),
    Self(
      .backprop, "weight=(2, 0, 2)",
      """
       116 ink, but no gradient comes back                 0
         0 live        pixel × ∂loss/∂map               term
       gradient                                       0.0000
      """),
    Self(.backprop, "weight=(7, 2, 0)", "   0 ink, but no gradient comes back                 0"),
    Self(.backprop, "weight=(7, 2, 0)", " gradient                                      +0.0952"),
  ]
}

extension KnobTests.Impossible {
  /// Values of lesson 8 that cannot work, and how the sentence begins.
  static let inBackprop: [Self] =
    ["0", "-1", "1000000000", "101", "1e30"].map {
      Self("Backprop", "rate=\($0)", "Backprop: a rate of ")
    }
    + ["0", "-1", "1000000000", "0.0000001", "1.5"].map {
      Self("Backprop", "nudge=\($0)", "Backprop: a nudge of ")
    }
    + [
      Self("Backprop", "rate=nan", "Error: --try rate=nan: rate takes a number (Float)"),
      Self("Backprop", "rate=inf", "Error: --try rate=inf: rate takes a number (Float)"),
      Self("Backprop", "rate=", "Error: --try rate=: rate takes a number (Float)"),
      Self("Backprop", "nudge=nan", "Error: --try nudge=nan: nudge takes a number (Float)"),
      Self("Backprop", "nudge=inf", "Error: --try nudge=inf: nudge takes a number (Float)"),
      Self("Backprop", "nudge=", "Error: --try nudge=: nudge takes a number (Float)"),
      Self(
        "Backprop", "nudge=\(String(repeating: "1", count: 300))", "Error: --try nudge=111"),
      Self("Backprop", "subject=", "Error: --try subject=: subject takes one of .newborn(seed: 2)"),
      Self("Backprop", "subject=0", "Error: --try subject=0: subject takes one of "),
      Self("Backprop", "weight=", "Error: --try weight=: weight takes one of (2, 0, 2)"),
      Self("Backprop", "weight=(8, 0, 0)", "Error: --try weight=(8, 0, 0): weight takes one of "),
    ]
}
