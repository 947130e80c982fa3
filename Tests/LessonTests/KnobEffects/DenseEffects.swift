import LessonKit

extension KnobEffectTests.Effect {
  /// What the page of lesson 6 claims of its values.
  static let ofDense: [Self] = [
    Self(.dense, "digit=3", "For a 3 the upper rows add +3.73, the lower ones +0.48."),
    Self(.dense, "digit=6", "For a 6 the upper rows add −10.06, the lower ones −5.38."),
    Self(.dense, "digit=3", "The margin of the 3 over the 7 is −21.52:"),
    Self(.dense, "against=1", "**Answer: 157.** The margin of the 7 over the 1"),
    Self(.dense, "against=1", "The margin of the 7 over the 1 is +20.69:"),
    Self(.dense, "against=6", "**Answer: 26.** The margin of the 7 over the 6"),
    Self(.dense, "named=1", "The largest vote makes 3 % of this sum."),
    Self(.dense, "named=30", "The 30 largest votes make 44 % of this sum."),
    // Without it 50890 weights, of which 89.8 % and 57.2 % come.
    Self(.dense, "units=16", "dense layers only, 12730 weights\n   as it is  88.4 %"),
    Self(.dense, "units=256", "dense layers only, 203530 weights\n   as it is  90.3 %"),
    Self(.dense, "units=256", "The network of dense layers has lost 32.0 points"),
  ]
}

extension KnobTests.Impossible {
  /// Values that cannot work, and how the sentence begins.
  static let inDense: [Self] = [
    Self("Dense", "digit=-1", "Dense: the digit must be one from 0 to 9, not -1:"),
    Self(
      "Dense", "digit=1000000000", "Dense: the digit must be one from 0 to 9, not 1,000,000,000:"),
    Self("Dense", "digit=nan", "Error: --try digit=nan: digit takes a whole number"),
    Self("Dense", "digit=", "Error: --try digit=: digit takes a whole number"),
    Self(
      "Dense", "against=7", "Dense: against must be a digit from 0 to 9 but not the digit itself, 7"
    ),
    Self(
      "Dense", "against=-1",
      "Dense: against must be a digit from 0 to 9 but not the digit itself, 7"),
    Self("Dense", "against=1000000000", "Dense: against must be a digit from 0 to 9"),
    Self("Dense", "against=inf", "Error: --try against=inf: against takes a whole number, or nil"),
    Self("Dense", "against=", "Error: --try against=: against takes a whole number, or nil"),
    Self("Dense", "named=0", "Dense: the terms named must be 1 to 40, not 0"),
    Self("Dense", "named=-1", "Dense: the terms named must be 1 to 40, not -1"),
    Self("Dense", "named=1000000000", "Dense: the terms named must be 1 to 40, not 1,000,000,000"),
    Self("Dense", "named=inf", "Error: --try named=inf: named takes a whole number"),
    Self("Dense", "units=0", "Dense: the hidden units must be 1 to 512, not 0"),
    Self("Dense", "units=-1", "Dense: the hidden units must be 1 to 512, not -1"),
    Self(
      "Dense", "units=1000000000", "Dense: the hidden units must be 1 to 512, not 1,000,000,000"),
    Self("Dense", "units=nan", "Error: --try units=nan: units takes a whole number"),
  ]
}
