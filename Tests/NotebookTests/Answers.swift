/// An answer to a committed page's question, and what its verdict then says.
struct Answer: Sendable {
  let question: Int
  /// Numbers, or the letter of an option.
  let typed: String
  let says: String

  init(_ question: Int, _ typed: String, _ says: String) {
    (self.question, self.typed, self.says) = (question, typed, says)
  }

  static let pages: [(page: String, answers: [Answer])] = [
    (
      ReadingPageTests.convolution,
      [
        Answer(1, "-2", "Right."), Answer(1, "−1", "Not quite. The bias is missing."),
        Answer(1, "5", "No. Your number is 7 too large."),
        Answer(1, "-3½", "No. Your number is 1.5 too small."),
        Answer(1, "100000000000000000000", "No. Your number is 1.0·10²⁰ too large."),
        Answer(2, "b", "Right."),
        Answer(2, "e", "Not quite. There no bright pixel meets a negative weight."),
        Answer(2, "c", "No."),
        Answer(3, "-½ -0.5", "Right."),
        Answer(3, "0, 0", "Not quite. The bias is added everywhere."),
        Answer(6, "1 2 3 4", "Not quite. You copied the kernel."),
        Answer(6, "[4, 3, 2, 1]", "Right."),
      ]
    ),
    (
      "03-Pooling/index.html",
      [
        Answer(1, "2 2 2 2", "Right."),
        Answer(1, "2 0 2 0", "Not quite. Do not shift pooled numbers"),
        Answer(2, "30", "Right."),
        Answer(2, "100", "Not quite. Then pooling would ignore the move."),
        Answer(2, "60", "No. Your number is 38.1 too large."), Answer(3, "a", "No."),
        Answer(5, "6 4 2", "Right."),
        Answer(5, "3 6", "Not quite. You took the window's size."),
      ]
    ),
    (
      "07-Softmax/index.html",
      [
        Answer(1, ".27", "Right."), Answer(1, "0.73", "Not quite. That is p(1)."),
        Answer(1, "1/3", "Not quite. The shares are not proportional"),
        Answer(2, "a", "Not quite. Ten shares always add up to 1"), Answer(3, "2.3", "Right."),
        Answer(6, "b", "Right."),
      ]
    ),
  ]
}
