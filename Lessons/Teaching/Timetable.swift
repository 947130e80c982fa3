/// What a class does, minute by minute.
struct Timetable {
  /// Some minutes of it.
  struct Part {
    let minutes: Int
    /// In Markdown.
    let what: String
    /// What one types; empty if nothing is run.
    var commands: [String] = []
    /// What one asks the class, and what is right.
    var question = ""
    var answer = ""
    /// The belief that the answer settles.
    var settles = ""
  }

  /// Minutes after midnight at which it begins; 0 for a class whose minutes are counted.
  let start: Int
  let parts: [Part]

  var minutes: Int { parts.reduce(0) { $0 + $1.minutes } }
  var end: Int { start + minutes }

  /// A row for each part.
  func markdown() -> String {
    var (time, rows) = (start, [String]())
    for part in parts {
      let from = start == 0 ? "\(time)–\(time + part.minutes)" : time.clock
      let commands = part.commands.map { "`\($0)`" }.joined(separator: "<br>")
      let cells = [from, part.what, commands, part.question, part.answer, part.settles]
      rows.append("| \(cells.joined(separator: " | ")) |")
      time += part.minutes
    }
    let first = start == 0 ? "minutes" : "from"
    let header = """
      | \(first) | what is done | command | ask | the answer | the belief that it settles |
      |---|---|---|---|---|---|
      """
    return ([header] + rows).joined(separator: "\n")
  }
}

extension Int {
  /// Minutes after midnight as a clock says them: `9:05`.
  var clock: String { "\(self / 60):" + (self % 60 < 10 ? "0" : "") + "\(self % 60)" }
}
