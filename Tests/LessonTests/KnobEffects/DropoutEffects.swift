extension KnobEffectTests.Effect {
  /// What the page of lesson 4 claims of its values.
  static let ofDropout: [Self] = [
    Self(.dropout, "rate=0.5", "the first mask drops 97 of 196 numbers"),
    Self(
      .dropout, "rate=0.5",
      "The answer for the seven is 7 under 100 of 100 masks. The route's number is dropped under 57 of"
    ),
    Self(.dropout, "rate=0.9", "the first mask drops 177 of 196 numbers"),
    Self(.dropout, "rate=0.9", "The answer for the seven is 7 under 99 of 100 masks."),
    Self(.dropout, "rate=0", "the first mask drops 0 of 196 numbers"),
    Self(
      .dropout, "rate=0",
      "With a rate of 0 nothing is dropped, so nothing changes."),
    // The longest mean is that of ten masks, and its error is ten times that of a thousand, 0.0064.
    Self(.dropout, "masks=10", "      10                0.0607     0.0663\n```"),
    // A tenth of the error of a thousand masks.
    Self(.dropout, "masks=100_000", " 100,000                0.0005     0.0007"),
    // Other masks, and errors as close to what is expected.
    Self(.dropout, "seed=2", "   1,000                0.0062     0.0066"),
    Self(.dropout, "seed=2", "the first mask drops 45 of 196 numbers"),
    Self(.dropout, "seed=3", "   1,000                0.0054     0.0066"),
    Self(.dropout, "seed=3", "the first mask drops 41 of 196 numbers"),
  ]
}

extension KnobTests.Impossible {
  /// Values of lesson 4 that cannot work, and how the sentence begins.
  static let inDropout: [Self] = [
    Self("Dropout", "rate=1", "Dropout: a rate of 1.0 cannot work"),
    Self("Dropout", "rate=-1", "Dropout: a rate of -1.0"),
    Self("Dropout", "rate=1000000000", "Dropout: a rate of"),
    Self("Dropout", "rate=nan", "Error: --try rate=nan: rate takes"),
    Self("Dropout", "rate=", "Error: --try rate=: rate takes a number"),
    Self("Dropout", "masks=0", "Dropout: a mean over 0 masks"),
    Self("Dropout", "masks=1000000000", "Dropout: 1,000,000,000"),
    Self("Dropout", "seed=-1", "Error: --try seed=-1: seed takes"),
    Self("Dropout", "mask=1", "Error: --try mask: there is no"),
  ]
}
