import LessonKit

extension KnobEffectTests.Effect {
  /// What the page of lesson 5 claims of its values.
  static let ofFlatten: [Self] = [
    Self(
      .flatten, "shuffle=1",
      "the one with convolutions misreads 3.7 points more, the dense one 0.6 points fewer."),
    Self(.flatten, "shuffle=3", "pixels that have moved: 781 of 784"),
    Self(
      .flatten, "shuffle=3",
      "the one with convolutions misreads 3.5 points more, the dense one about as many as before."),
    Self(.flatten, "shuffle=nil", "### All pixels stay where they are\n"),
    Self(.flatten, "shuffle=nil", "pixels that have moved: 0 of 784"),
    Self(.flatten, "shuffle=nil", "**Answer: neither.** Nothing was shuffled"),
    Self(.flatten, "shuffle=nil", "no weight and no pixel moved: the same answer on "),
    Self(.flatten, "order=.channelFirst", "the 16 framed numbers lie scattered over all of it."),
    Self(
      .flatten, "order=.channelFirst",
      "the next map is 196 further on, the next column 1, the next row 14"),
    Self(.flatten, "place=(0, 0, 0)", "\n0 = 0 · 16 + 0: it is map 0;"),
    Self(.flatten, "place=(13, 13, 15)", "\n3135 = 195 · 16 + 15: it is map 15;"),
    Self(.flatten, "place=(7, 9, 5)", "\n1717 = 107 · 16 + 5: it is map 5;"),
  ]
}

extension KnobTests.Impossible {
  /// Values that cannot work, and how the sentence begins.
  static let inFlatten: [Self] = [
    Self(
      "Flatten", "shuffle=-1", "Error: --try shuffle=-1: shuffle takes a whole number from 0 on"),
    Self("Flatten", "shuffle=1.5", "Error: --try shuffle=1.5: shuffle takes a whole number"),
    Self("Flatten", "shuffle=nan", "Error: --try shuffle=nan: shuffle takes a whole number"),
    Self("Flatten", "shuffle=inf", "Error: --try shuffle=inf: shuffle takes a whole number"),
    Self("Flatten", "shuffle=", "Error: --try shuffle=: shuffle takes a whole number"),
    Self("Flatten", "order=0", "Error: --try order=0: order takes one of .channelFirst"),
    Self(
      "Flatten", "place=(14, 0, 0)", "Error: --try place=(14, 0, 0): place takes one of (0, 0, 0)"),
  ]
}
