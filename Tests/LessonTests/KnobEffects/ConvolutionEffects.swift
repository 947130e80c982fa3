import LessonKit

extension KnobEffectTests.Effect {
  /// What the page of lesson 1 claims of its values.
  static let ofConvolution: [Self] = [
    Self(.convolution, "kernel=.topEdge", "the largest answer, +2.49, comes from rows 6 to 8"),
    Self(.convolution, "kernel=.blur", "answers from 0.00 to +0.92"),
    Self(.convolution, "kernel=.blur", "Orange is yes; no answer is negative."),
    Self(.convolution, "kernel=.blur", "**Answer: on plain black.**"),
    Self(.convolution, "kernel=.blur", "**Answer: 0, 1.**"),
    Self(.convolution, "kernel=.topEdge", "**Answer: below.**"),
    Self(.convolution, "bias=0", "With a bias of 0 the kernel answers 0 to black"),
    Self(.convolution, "bias=0", "**Answer: 0, 0.**"),
    Self(.convolution, "bias=1", "With a bias of +1.00 the kernel says yes to black"),
    Self(
      .convolution, "stride=2",
      "no window begins at (13,15) with a stride of 2; the nearest begins at (14,16)"),
    Self(.convolution, "corner=(11, 19)", "stored −3.3549;"),
    Self(.convolution, "corner=(8, 14)", "stored −0.5000; printed terms sum to −0.5000 (exactly)"),
  ]
}

extension KnobTests.Impossible {
  /// Values that cannot work, and how the sentence begins.
  static let inConvolution: [Self] = [
    Self("Convolution", "stride=0", "Convolution: a stride of 0 cannot work"),
    Self("Convolution", "stride=-1", "Convolution: a stride of -1 cannot work"),
    Self("Convolution", "stride=1000000000", "Convolution: a stride of 1000000000"),
    Self("Convolution", "stride=nan", "Error: --try stride=nan: stride takes a whole number"),
    Self("Convolution", "stride=", "Error: --try stride=: stride takes"),
    Self("Convolution", "bias=1000000000", "Convolution: a bias of 1000000000 cannot work"),
    Self("Convolution", "bias=nan", "Error: --try bias=nan: bias takes a number"),
    Self("Convolution", "bias=inf", "Error: --try bias=inf: bias takes"),
    Self("Convolution", "bias=", "Error: --try bias=: bias takes"),
  ]
}
