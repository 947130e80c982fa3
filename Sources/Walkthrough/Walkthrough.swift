import ArgumentParser
import Foundation
import LessonKit
import Printing

/// Runs the lessons one after the other, each as its own program, and writes the table of
/// contents of Outputs.
@main struct Walkthrough: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Walkthrough",
    abstract: "Runs the lessons in order and leaves their pages in Outputs.")

  @Argument(help: "Which lessons, by number or name; all of them if none is named.")
  var lessons: [String] = []

  @Flag(help: "List the lessons and stop.")
  var list = false

  @Flag(help: "Make all pages anew in a folder that is thrown away, and say how Outputs differs.")
  var check = false

  @Flag(
    help: ArgumentHelp(
      "Run every value that the knobs list as worth trying, several at once, each into a folder that "
        + "is thrown away, and fail if one fails."))
  var tries = false

  @OptionGroup var options: PageOptions

  func validate() throws {
    for name in lessons where LessonEntry.named(name) == nil {
      let known = LessonEntry.pages.map { $0.isLesson ? "\($0.number) \($0.name)" : $0.name }
        .joined(separator: ", ")
      throw ValidationError("There is no lesson \(name); there are \(known).")
    }
    if check, options.step || options.output != nil || !lessons.isEmpty {
      throw ValidationError("--check runs all lessons by itself, with no other flag or name.")
    }
    if tries, check || options.step || options.output != nil {
      throw ValidationError("--tries goes with names of lessons, and with no other flag.")
    }
  }

  func run() throws {
    if list {
      for lesson in LessonEntry.pages { print(Self.line(lesson)) }
      return
    }
    let chosen = lessons.isEmpty ? LessonEntry.pages : lessons.compactMap(LessonEntry.named)
    do {
      if check {
        try compare()
      } else if tries {
        try Tries(chosen).run()
      } else {
        try run(chosen, into: options.output ?? Self.outputs)
      }
    } catch let error as Failure {
      Console.complain("Walkthrough", error.sentence)
      throw ExitCode(error.code)
    }
  }

  /// Runs lessons as programs and writes the table of contents beside their folders.
  private func run(_ chosen: [LessonEntry], into folder: String) throws {
    let start = ContinuousClock.now
    for (number, lesson) in chosen.enumerated() {
      print("[\(number + 1)/\(chosen.count)] \(Self.line(lesson))")
      fflush(nil)
      let before = ContinuousClock.now
      let step = options.step ? ["--step"] : []
      try LessonProgram(lesson, ["--output", folder] + step).run(isSilent: !options.step)
      print("      \(Self.seconds(since: before)) s → \(folder)/\(lesson.folder)/README.md")
    }
    do { try TableOfContents.write(to: folder) } catch { throw Failure(sentence: "\(error)") }
    print("All done in \(Self.seconds(since: start)) s. Begin with \(folder)/README.md")
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
      throw Failure(sentence: "Outputs is not what the code makes: swift run Walkthrough")
    }
    print("Outputs is what the code makes.")
  }

  /// The package's own Outputs.
  private static let outputs =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/") + "/Outputs"

  private static func line(_ lesson: LessonEntry) -> String {
    let number = lesson.isLesson ? (lesson.number < 10 ? "0" : "") + "\(lesson.number) " : ""
    return number + "\(lesson.name): \(lesson.idea)"
  }

  private static func seconds(since start: ContinuousClock.Instant) -> String {
    ((ContinuousClock.now - start) / .seconds(1)).fixed(1)
  }
}
