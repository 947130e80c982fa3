import LessonKit

extension KnobEffectTests.Effect {
  /// What the page of lesson 12 claims of its values, but for how fast they are.
  static let ofSpeed: [Self] = [
    Self(.speed, "block=1", "A block of one column is step 4 again"),
    Self(.speed, "block=14", "4 vectors, 5 a block of 14, peak of 1 core"),
    Self(.speed, "cores=1", "With one core this is step 5 again."),
    Self(.speed, "cores=4", "A machine with fewer than 4 cores gains only from those that it has."),
    Self(.speed, "cores=4", "Green: the peak of one core and of 4."),
  ]
}

extension KnobTests.Impossible {
  /// Values of lesson 12 that cannot work, and how the sentence begins.
  static let inSpeed: [Self] =
    ["0", "-1", "3", "28", "1000000000"].map {
      Self(
        "Speed", "block=\($0)",
        "Speed: a row of 28 columns is cut into blocks of 1, 2, 4, 7 or 14, not of \($0)")
    }
    + ["0", "-1", "257", "1000000000"].map {
      Self("Speed", "cores=\($0)", "Speed: \($0) cores cannot share the work; from 1 to 256 can")
    }
    + ["nan", "inf", "1e9", "", "7.5"].flatMap {
      [
        Self("Speed", "block=\($0)", "Error: --try block=\($0): block takes a whole number (Int)"),
        Self("Speed", "cores=\($0)", "Error: --try cores=\($0): cores takes a whole number (Int)"),
      ]
    }
    + [
      Self("Speed", "block=\(String(repeating: "1", count: 300))", "Error: --try block=111"),
      Self("Speed", "cores=\(String(repeating: "1", count: 300))", "Error: --try cores=111"),
    ]
}
