import Foundation
import LessonKit
import Printing

extension Watch {
  /// Says in the terminal what has become of a save.
  func tell(_ entry: LiveStatus.Entry, _ more: String) {
    for note in entry.notes { say("  \(note.text)") }
    say("  \(entry.sentence)")
    for line in more.split(whereSeparator: \.isNewline) { say("  \(line)") }
    say("  \(entry.timing.text)")
  }

  /// Tells the pages and the terminal why there is no new page.
  func fail(_ subject: Subject, _ started: LiveStatus.Entry, _ errors: [Diagnostic]) throws {
    var entry = started
    entry.state = .failed
    entry.errors = errors
    let count = errors.count == 1 ? "1 error" : "\(errors.count) errors"
    entry.sentence = "\(count). The last good page was kept."
    try live.tell(subject.key, entry)
    tell(entry, "")
    for error in errors { say("  \(error.text)") }
  }

  /// Says what a new folder needs to become a lesson.
  func refuse(_ folder: String, _ entry: LiveStatus.Entry) throws {
    let path = "Lessons/\(folder)"
    guard FileManager.default.fileExists(atPath: "\(place.package)/\(path)") else {
      try live.forget(folder)
      return say("  \(path) is gone.")
    }
    let package = try? String(contentsOfFile: "\(place.package)/Package.swift", encoding: .utf8)
    let missing =
      package?.contains("\"\(folder)\"") == true
      ? "Package.swift lists it, but Sources/LessonKit/Catalogue.swift has no entry for it. Add one"
      : "Package.swift does not list it. Add it to `lessons` there, and an entry to "
        + "Sources/LessonKit/Catalogue.swift"
    try fail(
      .unknown(folder), entry,
      [
        Diagnostic(
          file: path,
          message: "This folder is no lesson yet: \(missing), then start the watch again.")
      ])
  }
}

extension LiveStatus.Entry {
  /// Takes over what a lesson has said about its changes.
  mutating func enter(_ changes: ChangesReport, folder: String) {
    (sentence, hasReport) = (changes.sentence, true)
    printedLines = changes.printedLines
    sections = changes.sections
    pictures =
      changes.pictures.map {
        LiveStatus.Pair(
          name: $0.name, before: $0.hasBefore ? ".\(folder)/before/\($0.name).png" : nil,
          after: "\(folder)/\($0.name).png")
      }
      + changes.gone.map {
        LiveStatus.Pair(name: $0, before: ".\(folder)/before/\($0).png", after: nil)
      }
  }
}
