import Exchange
import Foundation
import LessonKit
import Pictures
import Testing

/// Each lesson as a program: its flags, its terminal, and what it says when it fails.
@Suite struct LessonRunTests {
  private let prompt = "Return for the next step"

  /// A second run, from elsewhere, leaves the same bytes and says so.
  @Test(arguments: LessonEntry.all)
  func theSecondRunLeavesTheSame(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      let outputs = "\(folder)/a folder/ä"
      try lesson.put(into: outputs)
      let first = try steady(outputs)
      #expect(try content(outputs).count > 1)
      // To a pipe, in a terminal that could show colours.
      let run = try Program.run(
        lesson.name, lesson.alwaysWith + ["--output", "a folder/ä"],
        environment: ["NO_COLOR": nil, "TERM": "xterm-256color", "COLORTERM": "truecolor"],
        folder: folder)
      #expect(run.code == 0)
      #expect(run.errors == "")
      #expect(!run.output.contains("\u{1B}"))
      #expect(!run.output.contains(prompt))
      #expect(run.output.words.contains("none differs from the last run."))
      let second = try steady(outputs)
      #expect(first.keys.sorted() == second.keys.sorted())
      for (name, bytes) in first { #expect(bytes == second[name], "\(name) differs") }
    }
  }

  /// With --step it waits at each step, leaves the same, and says which picture was another.
  @Test(arguments: LessonEntry.all)
  func stepsEndWithTheReadersLines(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      let outputs = "\(folder)/out"
      try lesson.put(into: outputs)
      let first = try steady(outputs)
      let count = try pauses(onPagesIn: "\(outputs)/\(lesson.folder)")
      #expect(count > 1)
      try GreyPicture(width: 9, height: 9)
        .write(to: "\(outputs)/\(lesson.folder)/\(lesson.picture).png")
      let run = try Program.run(
        lesson.name, lesson.alwaysWith + ["--step", "--output", outputs], input: .lines(count))
      #expect(run.code == 0)
      #expect(run.output.ranges(of: prompt).count == count)
      #expect(run.output.words.contains("from the last run: \(lesson.picture).png."))
      #expect(try steady(outputs) == first)
    }
  }

  /// Where nobody is there to press Return, it goes on.
  @Test func stepsEndWithoutTheReadersLines() throws {
    try inFolder { folder in
      let run = try Program.run("Convolution", ["--step", "--output", folder])
      #expect(run.code == 0)
      let count = try pauses(onPagesIn: "\(folder)/01-Convolution")
      #expect(run.output.ranges(of: prompt).count == count)
      #expect(run.output.contains(", all new."))
    }
  }

  @Test(arguments: [0, 2])
  func stepsWaitForTheReader(_ lines: Int) throws {
    try inFolder { folder in
      let run = try Program.run(
        "Convolution", ["--step", "--output", folder], input: .linesAndSilence(lines),
        until: (prompt, lines + 1))
      #expect(run.wasStopped, "\(run.output.suffix(200))")
      #expect(run.output.ranges(of: prompt).count == lines + 1)
      // A run that is stopped leaves no page.
      #expect(try content(folder) == [:])
    }
  }

  @Test(
    .enabled(if: Ends.haveTerminals, "this machine gives out no pseudo-terminals"),
    arguments: [
      (["COLORTERM": "truecolor"], "\u{1B}[38;2;"), (["COLORTERM": nil], "\u{1B}[38;5;"),
      (["NO_COLOR": "1"], nil), (["TERM": "dumb"], nil),
    ] as [([String: String?], String?)])
  func aTerminalGetsColorsUnlessSilenced(_ environment: [String: String?], _ code: String?) throws {
    try inFolder { folder in
      let run = try Program.run(
        "Convolution", ["--output", folder],
        environment: ["NO_COLOR": nil, "TERM": "xterm"].merging(environment) { $1 },
        terminal: true)
      #expect(run.code == 0)
      #expect(run.output.contains("Page:"))
      if let code {
        #expect(run.output.contains(code))
        #expect(run.output.contains("▀") && run.output.contains("\u{1B}[1m"))
      } else {
        #expect(!run.output.contains("\u{1B}"))
      }
    }
  }

  @Test(arguments: LessonEntry.all)
  func helpAndUnknownFlags(_ lesson: LessonEntry) throws {
    let help = try Program.run(lesson.name, ["--help"])
    #expect(help.code == 0)
    for word in [lesson.idea, "--step", "--output", "USAGE: \(lesson.name) "] {
      #expect(help.output.contains(word), "\(word)")
    }
    for arguments in [["--unknown"], ["word"], ["--output"]] {
      let run = try Program.run(lesson.name, arguments)
      #expect(run.code != 0, "\(arguments)")
      #expect(run.errors.hasPrefix("Error: ") && run.output == "", "\(run.errors)")
    }
  }

  @Test(arguments: LessonEntry.all)
  func aFileInPlaceOfTheFolder(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      try File.write([1, 2, 3], to: "\(folder)/file")
      let run = try Program.run(lesson.name, lesson.alwaysWith + ["--output", "\(folder)/file"])
      #expect(run.code == 1)
      #expect(run.errors.hasPrefix("\(lesson.name): \(folder)/file/\(lesson.folder): it cannot be"))
      #expect(run.errors.split(separator: "\n").count == 1 && run.errors.hasSuffix("\n"))
      #expect(run.output == "")
      #expect(try File.read("\(folder)/file") == [1, 2, 3])
    }
  }

  @Test(arguments: LessonEntry.all)
  func aProgramOlderThanItsSourceLeavesThePage(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      let program = "\(folder)/\(lesson.name)"
      try FileManager.default.copyItem(
        atPath: "\(try Program.folder())/\(lesson.name)", toPath: program)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: program)
      let run = try Program.run(program, lesson.alwaysWith + ["--output", "\(folder)/out"])
      #expect(run.code == LessonExit.stale, "\(run.errors)")
      let sentence = /README.md was not changed: its source (.+) was changed after the program/
      let source = try #require(run.errors.firstMatch(of: sentence)).1
      #expect(source.hasPrefix("\(lesson.folder)/") && source.hasSuffix(".swift"))
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
    }
  }
}

extension String {
  /// The words of a text that a terminal has broken into lines.
  fileprivate var words: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
