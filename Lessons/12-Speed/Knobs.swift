import LessonKit

/// Throws a sentence if a knob has a value that cannot work.
func checkKnobs(block: Int, columns: Int, cores: Int) throws {
  guard [1, 2, 4, 7, 14].contains(block) else {
    throw KnobError(
      "a row of \(columns) columns is cut into blocks of 1, 2, 4, 7 or 14, not of \(block)")
  }
  guard (1...256).contains(cores) else {
    throw KnobError("\(cores) cores cannot share the work; from 1 to 256 can")
  }
}
