import Foundation
import LessonKit
import Pictures
import Testing

/// Each lesson as a program: its flags, its terminal, and what it says when it fails.
@Suite struct LessonRunTests {
  private let prompt = "Return for the next step"

  @Test(arguments: LessonEntry.all)
  func anyWorkingDirectory(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      let run = try Program.run(lesson.name, ["--output", "a folder/ä"], folder: folder)
      #expect(run.code == 0)
      #expect(run.errors == "")
      let page = try text("\(folder)/a folder/ä/\(lesson.folder)/README.md")
      for cell in try lesson.cells().prefix(1) { #expect(page.contains(cell)) }
    }
  }

  @Test(arguments: LessonEntry.all)
  func stepsEndWithTheReadersLinesOrWithoutThem(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      let plain = try Program.run(lesson.name, ["--output", "\(folder)/plain"])
      #expect(!plain.output.contains(prompt))
      let left = try pages("\(folder)/plain/\(lesson.folder)")
      let count = left.reduce(0) { $0 + pauses(on: $1.text) }
      #expect(count > 1)
      for input in [Program.Input.nothing, .lines(count)] {
        let run = try Program.run(
          lesson.name, ["--step", "--output", "\(folder)/step"], input: input)
        #expect(run.code == 0)
        #expect(run.output.ranges(of: prompt).count == count)
      }
      #expect(try steady("\(folder)/step") == steady("\(folder)/plain"))
    }
  }

  @Test(arguments: [0, 2])
  func stepsWaitForTheReader(_ lines: Int) throws {
    for lesson in LessonEntry.all {
      try inFolder { folder in
        let run = try Program.run(
          lesson.name, ["--step", "--output", folder], input: .linesAndSilence(lines),
          until: (prompt, lines + 1))
        #expect(run.wasStopped, "\(run.output.suffix(200))")
        #expect(run.output.ranges(of: prompt).count == lines + 1)
        // A run that is stopped leaves no page.
        #expect(try content(folder) == [:])
      }
    }
  }

  @Test(arguments: LessonEntry.all)
  func aPipeGetsNoColors(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      let run = try Program.run(
        lesson.name, ["--step", "--output", folder],
        environment: ["NO_COLOR": nil, "TERM": "xterm-256color", "COLORTERM": "truecolor"])
      #expect(run.code == 0)
      #expect(!run.output.contains("\u{1B}"))
    }
  }

  @Test(
    .enabled(if: Ends.haveTerminals, "this machine gives out no pseudo-terminals"),
    arguments: LessonEntry.all)
  func aTerminalGetsColorsUnlessSilenced(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      let colors = [
        (["COLORTERM": "truecolor"], "\u{1B}[38;2;"), (["COLORTERM": nil], "\u{1B}[38;5;"),
        (["NO_COLOR": "1"], nil), (["TERM": "dumb"], nil),
      ]
      for (environment, expected) in colors as [([String: String?], String?)] {
        let run = try Program.run(
          lesson.name, ["--output", folder],
          environment: ["NO_COLOR": nil, "TERM": "xterm"].merging(environment) { $1 },
          terminal: true)
        #expect(run.code == 0)
        #expect(run.output.contains("Page:"))
        if let expected {
          #expect(run.output.contains(expected), "\(environment)")
          #expect(run.output.contains("▀") && run.output.contains("\u{1B}[1m"))
        } else {
          #expect(!run.output.contains("\u{1B}"), "\(environment)")
        }
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
      let run = try Program.run(lesson.name, ["--output", "\(folder)/file"])
      #expect(run.code == 1)
      #expect(run.errors.hasPrefix("\(lesson.name): \(folder)/file/\(lesson.folder): cannot be"))
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
      let run = try Program.run(program, ["--output", "\(folder)/out"])
      #expect(run.code == 0, "\(run.errors)")
      let sentence = /README.md was left as it was: its source (.+) was changed after the program/
      let source = try #require(run.errors.firstMatch(of: sentence)).1
      #expect(source.hasPrefix("\(lesson.folder)/") && source.hasSuffix(".swift"))
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
    }
  }
}
