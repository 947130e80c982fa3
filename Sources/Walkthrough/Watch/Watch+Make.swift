import Exchange
import Foundation
import LessonKit

extension Watch {
  /// A source may be saved between its build and its run. So often it is built again.
  private static let mostBuilds = 3

  /// Builds and runs what was saved, and tells the pages how that went.
  func make(_ order: Order) throws {
    let (subject, batch) = (order.subject, order.batch)
    var timing = Timing(saved: batch.savedAt)
    timing.end("noticed", at: batch.noticedAt)
    var entry = LiveStatus.Entry(
      page: subject.page, savedAt: Int(batch.savedAt * 1000), saved: batch.paths, timing: timing)
    say("\n\(subject.key): \(batch.paths.prefix(3).joined(separator: ", "))")
    if case .unknown(let folder) = subject { return try refuse(folder, entry) }
    for count in 1...Self.mostBuilds {
      entry.state = .building
      try live.tell(subject.key, entry)
      switch try build.build(
        subject, saves.stamps, &entry.timing,
        { (isOver) throws(Interruption) in try wait(isBuild: true, isOver) })
      {
      case .failed(let errors): return try fail(subject, entry, errors)
      case .built(let warnings): entry.notes = warnings
      }
      entry.state = .running
      try live.tell(subject.key, entry)
      let isStale: Bool
      switch subject {
      case .lesson(let lesson): isStale = try !run(lesson, entry)
      case .exercise(let exercise): isStale = try !judge(exercise, entry)
      case .unknown: return
      }
      if !isStale { return }
      if count < Self.mostBuilds { say("  saved after its build: building again") }
    }
    try fail(
      subject, entry,
      [
        Diagnostic(
          file: batch.paths.first,
          message: "The file's time is later than that of a build just now. Save it again.")
      ])
  }

  /// Runs a lesson. False if its source was saved after its build.
  private func run(_ lesson: LessonEntry, _ started: LiveStatus.Entry) throws -> Bool {
    var entry = started
    let report = "\(temporary)/changes.json"
    unlink(report)
    let before = live.pages(of: lesson.folder)
    let isNew = !FileManager.default.fileExists(
      atPath: "\(live.outputs)/\(lesson.folder)/README.md")
    let end = try end(
      of: lesson.name,
      lesson.alwaysWith + ["--changes", report] + (output.map { ["--output", $0] } ?? []),
      keepsOutput: false)
    entry.timing.end("run")
    if end.code == LessonExit.stale { return false }
    let said = Diagnostic.said(
      by: lesson.name, end.errors, folder: "Lessons/\(lesson.folder)")
    guard end.code == 0 else {
      try fail(.lesson(lesson), entry, said + (said.isEmpty ? [Self.silence(end)] : []))
      return true
    }
    entry.notes += said
    entry.state = .done
    entry.sentence = "The page was made."
    if let bytes = try? File.read(report),
      let changes = try? JSONDecoder().decode(ChangesReport.self, from: Data(bytes))
    {
      entry.enter(changes, folder: lesson.folder)
    }
    if isNew { try TableOfContents.write(to: live.outputs) }
    entry.pages = try live.leavePages(of: lesson.folder, before: before)
    try live.tell(lesson.folder, entry)
    tell(entry, "→ \(live.outputs)/\(lesson.folder)/README.md")
    return true
  }

  /// Judges an exercise. False if its source was saved after its build.
  private func judge(_ exercise: ExerciseEntry, _ started: LiveStatus.Entry) throws -> Bool {
    var entry = started
    let end = try end(of: "Exercise", ["\(exercise.number)"], keepsOutput: true)
    entry.timing.end("run")
    if end.code == LessonExit.stale { return false }
    guard end.code == 0 || end.code == 1, end.errors.isEmpty else {
      let said = Diagnostic.said(by: "Exercise", end.errors, folder: "Lessons/Exercises")
      try fail(.exercise(exercise), entry, said + (said.isEmpty ? [Self.silence(end)] : []))
      return true
    }
    let picture = "Exercises/\(exercise.file).png"
    let hasPicture = FileManager.default.fileExists(atPath: "\(place.package)/Outputs/\(picture)")
    entry.state = .done
    entry.verdict = LiveStatus.Verdict(
      number: exercise.number, name: exercise.name, isSolved: end.code == 0,
      text: end.output.trimmingCharacters(in: .whitespacesAndNewlines),
      picture: hasPicture && output == nil ? picture : nil)
    entry.sentence =
      "Exercise \(exercise.number), \(exercise.name), is \(end.code == 0 ? "" : "not ")solved."
    try live.tell(Subject.exercise(exercise).key, entry)
    tell(entry, end.output)
    return true
  }

  private func end(
    of program: String, _ arguments: [String], keepsOutput: Bool
  ) throws -> ChildProgram.End {
    let child = try ChildProgram(
      "\(place.programs)/\(program)", arguments, folder: temporary, keepsOutput: keepsOutput)
    do {
      try wait(isBuild: false) { !child.isRunning || child.isTooLoud }
    } catch {
      _ = child.end()
      throw error
    }
    return child.end()
  }

  private static func silence(_ end: ChildProgram.End) -> Diagnostic {
    Diagnostic(
      message: end.code.map { "It ended with code \($0) and without a sentence." }
        ?? "It was stopped: it crashed without a sentence, or it printed without an end.")
  }
}
