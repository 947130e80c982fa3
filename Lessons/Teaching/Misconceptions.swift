import LessonKit
import Printing

/// What people believe of a lesson, and what shows that it is not so.
struct Misconception {
  let lesson: LessonEntry
  let belief: String
  /// In Markdown: a picture, a number or a knob, and the command.
  let settled: String

  init(_ lesson: LessonEntry, _ belief: String, _ settled: String) {
    self.lesson = lesson
    self.belief = belief
    self.settled = settled
  }
}

/// All of them, in the lessons' order.
func misconceptions(_ facts: Facts) -> [Misconception] {
  misconceptionsOfMaps(facts) + misconceptionsOfAnswers(facts)
    + misconceptionsOfUse(facts)
}

/// A row for each; a lesson is named in its first row.
func table(of misconceptions: [Misconception]) -> String {
  var (rows, last) = ([String](), -1)
  for one in misconceptions {
    let name = one.lesson.number == last ? "" : link(one.lesson)
    last = one.lesson.number
    rows.append("| \(name) | \(one.belief) | \(one.settled) |")
  }
  return (["| lesson | what people believe | what settles it |", "|---|---|---|"] + rows)
    .joined(separator: "\n")
}

/// `[7. Softmax](../07-Softmax/README.md)`
nonisolated func link(_ lesson: LessonEntry) -> String {
  "[\(lesson.label)](../\(lesson.folder)/README.md)"
}

/// A picture of a lesson's page, by its name: `[moved.png](../03-Pooling/moved.png)`.
nonisolated func picture(_ name: String, _ lesson: LessonEntry) -> String {
  "[\(name).png](../\(lesson.folder)/\(name).png)"
}

extension String {
  /// Without line breaks, so that it fits into a cell of a table.
  nonisolated var oneLine: String {
    split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
