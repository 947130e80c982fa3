import LessonKit

/// Throws one sentence about a knob that cannot work.
func checkKnobs(epochs: Int) throws {
  guard (1...500).contains(epochs) else {
    throw KnobError("epochs: this page trains for 1 to 500 epochs, and not \(epochs)")
  }
}
