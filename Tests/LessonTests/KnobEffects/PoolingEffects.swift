extension KnobEffectTests.Effect {
  /// What the page of lesson 3 claims of its values.
  static let ofPooling: [Self] = [
    Self(.pooling, "window=4", "out  7×7×16, 784 numbers"),
    Self(.pooling, "window=4", "**0.6 % stay without pooling, and 47.0 % with it**"),
    Self(.pooling, "window=4", "**The networks with windows of 4×4 are more tolerant**"),
    // 61.4 % with windows of 2×2.
    Self(.pooling, "window=4", "and with the window 68.0 %."),
    Self(.pooling, "window=3", "rows that no window sees: 1 of 28, and as many columns"),
    Self(.pooling, "window=3", "Where windows overlap, such a pair is hard to make."),
    Self(.pooling, "stride=1", "out  27×27×16, 11664 numbers"),
    // 21.9 % with a stride of 2.
    Self(.pooling, "stride=1", "**0.6 % stay without pooling, and 22.2 % with it**"),
    Self(.pooling, "stride=3", "rows that no window sees: 10 of 28, and as many columns"),
    Self(.pooling, "keep=.average", "**0.6 % stay without pooling, and 4.2 % with it**"),
    Self(.pooling, "keep=.average", "**That is no clear difference**"),
    Self(
      .pooling, "keep=.average", "pooled(i, j) = the mean of map(i · stride + a, j · stride + b)"),
  ]
}

extension KnobTests.Impossible {
  /// Values that cannot work, and how the sentence begins.
  static let inPooling: [Self] = [
    Self("Pooling", "window=0", "Pooling: a window of 0 cannot work"),
    Self("Pooling", "window=-1", "Pooling: a window of -1 cannot work"),
    Self("Pooling", "window=29", "Pooling: a window of 29 cannot work"),
    Self("Pooling", "window=1000000000", "Pooling: a window of 1000000000 cannot work"),
    Self("Pooling", "window=1e9", "Error: --try window=1e9: window takes a whole number"),
    Self("Pooling", "window=nan", "Error: --try window=nan: window takes a whole number"),
    Self("Pooling", "window=inf", "Error: --try window=inf: window takes a whole number"),
    Self("Pooling", "window=", "Error: --try window=: window takes a whole number"),
    Self(
      "Pooling", "window=" + String(repeating: "9", count: 30),
      "Error: --try window=999999999999999999999999999999: the number is too large"),
    Self("Pooling", "stride=0", "Pooling: a stride of 0 cannot work"),
    Self("Pooling", "stride=-1", "Pooling: a stride of -1 cannot work"),
    Self("Pooling", "stride=29", "Pooling: a stride of 29 cannot work"),
    Self("Pooling", "stride=1000000000", "Pooling: a stride of 1000000000 cannot work"),
    Self("Pooling", "stride=nan", "Error: --try stride=nan: stride takes a whole number"),
    Self("Pooling", "stride=", "Error: --try stride=: stride takes a whole number"),
    Self("Pooling", "keep=0", "Error: --try keep=0: keep takes one of .average here"),
    Self("Pooling", "keep=", "Error: --try keep=: keep takes one of .average here"),
  ]
}
