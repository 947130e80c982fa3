import LessonKit
import Pen
import Printing

// The knobs: values that cannot work, each with its sentence.

/// Throws a sentence if the label is unknown, or if nothing could be seen of what the hand writes.
func checkKnobs(label: String, own: String, hand: Handwriting) throws {
  _ = try penSymbol(named: label)
  guard own.count <= 500 else {
    throw KnobError("own: a path of \(own.count.grouped) letters cannot work; 500 are the most")
  }
  for (name, ranges, allowed) in limits(of: hand) {
    for number in ranges where !allowed.contains(number) {
      throw KnobError(
        "hand: a \(name) of \(Float(number).short) cannot work; "
          + "it is a number from \(Float(allowed.lowerBound).short) to "
          + "\(Float(allowed.upperBound).short)")
    }
  }
}

/// The symbol that the knob names.
func penSymbol(named label: String) throws -> PenSymbol {
  if let symbol = PenSymbol.named(label) { return symbol }
  let known = (["0"] + PenSymbol.course.map(\.label)).joined(separator: " ")
  throw KnobError("label: the pen knows no “\(label.prefix(40))”; it knows \(known)")
}

/// The amounts of a hand by name, each with the numbers from which a drawing can still be made.
private func limits(of hand: Handwriting) -> [(String, [Double], ClosedRange<Double>)] {
  func ends(_ range: ClosedRange<Double>) -> [Double] { [range.lowerBound, range.upperBound] }
  return [
    ("misplaced", [hand.misplaced], 0...1), ("bent", [hand.bent], 0...1),
    ("overshoot", [hand.overshoot], 0...1), ("hooks", [hand.hooks], 0...1),
    ("dragging", [hand.dragging], 0...1), ("widest", [hand.widest], 0.01...1),
    ("evened", [hand.evened], 0...1),
    ("tremble", [hand.tremble], 0...50), ("haste", ends(hand.haste), 1...100),
    ("turn", [hand.turn], 0...360), ("slant", ends(hand.slant), -3...3),
    ("aspect", [hand.aspect], 0...2), ("size", ends(hand.size), 10...280),
    ("astray", [hand.astray], 0...1), ("width", ends(hand.width), 1...100),
    ("pressure", [hand.pressure], 0...1), ("heavyCorners", [hand.heavyCorners], 0...1),
    ("fading", [hand.fading], 0...1), ("twist", [hand.twist], 0...360),
    ("keystone", [hand.keystone], 0...1), ("scattered", [hand.scattered], 0...1),
    ("nib", [hand.nib], 0...1),
  ]
}

/// How many strokes a drawing has, in words.
func strokeCount(_ drawing: PenDrawing) -> String {
  drawing.strokes.count == 1 ? "1 stroke" : "\(drawing.strokes.count) strokes"
}
