import LessonKit

extension KnobEffectTests.Effect {
  /// What the page of the symbols claims of its values.
  static let ofSymbols: [Self] = [
    Self(.symbols, "label=A", "way 1, weight 1.0, 3 strokes: M .5 0 L .08 1"),
    Self(.symbols, "label=:)", "way 1, weight 1.0, 4 strokes: O .5 .5"),
    Self(.symbols, "label=0", "way 4, weight 0.1, 2 strokes: O .5 .5"),
    Self(.symbols, "own=M .1 1 L .5 0 L .9 1 M .25 .6 L .75 .6", "read as: A, A, A, A, A, A, A, A"),
    Self(
      .symbols, "own=M .5 0 L .5 1 M 0 .5 L 1 .5",
      "read as: scribble, scribble, scribble, scribble, 5star, 5star"),
    Self(.symbols, "hand=.training", "3,841 of 4,000 drawings are read correctly, 96.03 %"),
    Self(
      .symbols, "hand=.plain",
      "  I        read as 1          17\n  A        read as triangle    4\n"
        + "  scribble read as Z           3\n"
    ),
    Self(.symbols, "seed=2", "3,714 of 4,000 drawings are read correctly, 92.85 %"),
    Self(.symbols, "seed=3", "3,729 of 4,000 drawings are read correctly, 93.23 %"),
  ]
}

extension KnobTests.Impossible {
  /// Values that cannot work, and how the sentence begins.
  static let inSymbols: [Self] = [
    Self("Symbols", "seed=-1", "Error: --try seed=-1: seed takes a whole number from 0 on"),
    Self("Symbols", "seed=", "Error: --try seed=: seed takes"),
    Self("Symbols", "label=", "Symbols: label: the pen knows no “”; it knows 0 A B"),
    Self("Symbols", "label=Ω", "Symbols: label: the pen knows no “Ω”"),
    Self("Symbols", "own=", "Symbols: own, the path of your symbol: a path must begin with M or O"),
    Self("Symbols", "own=M", "Symbols: own, the path of your symbol: M takes 2 numbers"),
    Self(
      "Symbols", "own=L 1 1", "Symbols: own, the path of your symbol: a path must begin with M or O"
    ),
    Self(
      "Symbols", "own=nonsense", "Symbols: own, the path of your symbol: “n” is not a command"),
    Self(
      "Symbols", "own=M 0 0 L 1e9 1e9", "Symbols: own, the path of your symbol: 1e9 is far outside"),
  ]
}
