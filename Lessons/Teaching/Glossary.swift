import LessonKit

/// A term in a sentence or two, and the lesson that shows what it means.
struct Term {
  let name: String
  let meaning: String
  let lesson: LessonEntry

  init(_ name: String, _ lesson: LessonEntry, _ meaning: String) {
    self.name = name
    self.lesson = lesson
    self.meaning = meaning
  }
}

/// The page of terms and notation.
func glossary(_ lesson: Lesson) {
  lesson.text(
    """
    The lessons use the field's words. A few of these stand only here: their lesson shows the thing \
    in simpler words. Our own few words are in a table of their own, each with the field's word.
    """)
  lesson.heading("Notation")
  lesson.text(table(of: Term.notation, "sign", isCode: true))
  lesson.heading("Words of our own")
  lesson.text(table(of: Term.own, "our word"))
  lesson.heading("Terms")
  lesson.text(table(of: Term.alphabetical, "term"))
}

extension Term {
  /// The field's words, from a to z.
  static let alphabetical = (fromAToE + fromFToO + fromPToZ)
    .sorted { $0.name.lowercased() < $1.name.lowercased() }
}

private func table(of terms: [Term], _ title: String, isCode: Bool = false) -> String {
  (["| \(title) | meaning | lesson |", "|---|---|---|"]
    + terms.map {
      "| \(isCode ? "`\($0.name)`" : "**\($0.name)**") | \($0.meaning) | \(link($0.lesson)) |"
    }).joined(separator: "\n")
}
