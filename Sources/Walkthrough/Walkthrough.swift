import ArgumentParser
import Foundation
import LessonKit
import Printing

/// Runs the lessons one after the other, each as its own program. Writes the table of contents of
/// Outputs.
@main struct Walkthrough: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Walkthrough",
    abstract: "Runs the lessons in order and writes their pages into Outputs.",
    discussion: """
      swift run Walkthrough                    runs all lessons
      swift run Walkthrough 3                  runs lesson 3
      swift run Walkthrough --tries 3          runs lesson 3 with each value worth trying
      swift run Walkthrough --tries --write 3  the same, for the buttons on its page
      swift run Walkthrough --check            says whether Outputs is what the code makes
      swift run Walkthrough --watch            remakes a lesson's page whenever you save its source

      While it watches, a page that is open in the browser follows by itself. A save in Lessons makes \
      the page of that lesson, or judges that exercise. A save in Sources makes the lessons that you \
      have named, or without names the one that was saved last. A name restricts --watch to that \
      lesson; exercises are always judged.
      """)

  @Argument(help: "Which lessons, by number or name. Default: all lessons.")
  var lessons: [String] = []

  @Flag(help: "List the lessons and stop.")
  var list = false

  @Flag(
    help: ArgumentHelp(
      "Make all pages in a temporary folder, compare them with Outputs, and fail if a file "
        + "differs. Outputs is not changed."))
  var check = false

  @Flag(
    help: ArgumentHelp(
      "Run each value worth trying of each knob in a temporary folder. Fail if one does not end as "
        + "it should, or if its script in Outputs is old: a page's button loads it to show what "
        + "differs. Outputs is not changed. To list these values, give --tries to a lesson: swift "
        + "run Convolution --tries."))
  var tries = false

  @Flag(help: "With --tries: write these scripts into Outputs.")
  var write = false

  @Flag(
    help: ArgumentHelp(
      "Watch Lessons and Sources. After each save, build and run what it concerns. Ctrl-C ends it.")
  )
  var watch = false

  @Option(help: ArgumentHelp("The package to watch, in place of this one.", visibility: .hidden))
  var package: String?

  @OptionGroup var options: PageOptions

  func validate() throws {
    for name in lessons where LessonEntry.named(name) == nil {
      let known = LessonEntry.pages.map { $0.isLesson ? "\($0.number) \($0.name)" : $0.name }
        .joined(separator: ", ")
      throw ValidationError("There is no lesson \(name). The lessons are \(known).")
    }
    if check, options.step || options.output != nil || !lessons.isEmpty {
      throw ValidationError("--check runs all lessons. Give it no other flag and no name.")
    }
    if tries, check || options.step {
      throw ValidationError(
        "--tries can only be combined with --write, with --output and with names of lessons.")
    }
    if write, !tries { throw ValidationError("--write needs --tries.") }
    if watch, check || tries || list || options.step {
      throw ValidationError("--watch can only be combined with names of lessons and with --output.")
    }
  }

  func run() throws {
    Console.checkOutput("Walkthrough")
    if list {
      for lesson in LessonEntry.pages { print(Self.line(lesson)) }
      return
    }
    let chosen = lessons.isEmpty ? LessonEntry.pages : lessons.compactMap(LessonEntry.named)
    EndSignals.listen()
    do {
      if watch {
        try watch(lessons.isEmpty ? [] : chosen)
      } else if check {
        try compare()
      } else if tries {
        try Tries(
          chosen, keepingPagesIn: options.output, outputs: Self.outputs, isWriting: write
        ).run()
      } else {
        try run(chosen, into: options.output ?? Self.outputs)
      }
    } catch let error as Failure {
      endIfTold()
      Console.complain("Walkthrough", error.sentence)
      throw ExitCode(error.code)
    }
    endIfTold()
  }

  /// Ends as a signal would have ended it, if one has come.
  private func endIfTold() {
    // Nobody may read what was printed, which is a signal too.
    Console.flush()
    if let signal = EndSignals.first { EndSignals.end(by: signal) }
  }

  /// Runs lessons as programs and writes the table of contents beside their folders.
  private func run(_ chosen: [LessonEntry], into folder: String) throws {
    let start = ContinuousClock.now
    for (number, lesson) in chosen.enumerated() {
      print("[\(number + 1)/\(chosen.count)] \(Self.line(lesson))")
      Console.flush()
      let before = ContinuousClock.now
      let step = options.step ? ["--step"] : []
      try LessonProgram(lesson, ["--output", folder] + step)
        .run(isSilent: !options.step, into: folder)
      print("      \(Self.seconds(since: before)) s → \(folder)/\(lesson.folder)/README.md")
    }
    do {
      try LittleSevenPage.make().write(to: folder)
      try TableOfContents.write(to: folder)
      if chosen == LessonEntry.pages { try TableOfContents.removeOldFiles(in: folder) }
    } catch {
      throw Failure(sentence: "\(error)")
    }
    // A check removes its folder.
    print(
      "All done in \(Self.seconds(since: start)) s."
        + (check ? "" : " Open \(folder)/index.html in a browser."))
  }

  /// Watches until a signal comes, and ends as that signal would have ended it.
  private func watch(_ named: [LessonEntry]) throws -> Never {
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let place =
      try package.map { try BuildPlace(besides: $0, program: program) }
      ?? BuildPlace(package: Self.folder, program: program)
    do {
      EndSignals.end(by: try Watch(named, place, output: options.output).run())
    } catch let error as Failure {
      throw error
    } catch {
      throw Failure(sentence: "\(error)")
    }
  }

  private func compare() throws {
    let fresh = FileManager.default.temporaryDirectory
      .appending(path: "GlassBox-" + UUID().uuidString).path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: fresh) }
    try run(LessonEntry.pages, into: fresh)
    let differences: [String]
    do { differences = try OutputComparison.differences(between: Self.outputs, and: fresh) } catch {
      throw Failure(sentence: "\(error)")
    }
    for difference in differences { print("Outputs/\(difference)") }
    guard differences.isEmpty else {
      throw Failure(sentence: "Outputs is not what the code makes. Run swift run Walkthrough.")
    }
    print("Outputs is what the code makes.")
  }

  /// The package's own folder.
  private static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/")
  private static let outputs = folder + "/Outputs"

  private static func line(_ lesson: LessonEntry) -> String {
    let number = lesson.isLesson ? (lesson.number < 10 ? "0" : "") + "\(lesson.number) " : ""
    return number + "\(lesson.name): \(lesson.idea)"
  }

  private static func seconds(since start: ContinuousClock.Instant) -> String {
    ((ContinuousClock.now - start) / .seconds(1)).fixed(1)
  }
}
