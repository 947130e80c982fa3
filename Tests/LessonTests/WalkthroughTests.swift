import Exchange
import Foundation
import LessonKit
import Pictures
import Testing

/// The program that runs all lessons.
@Suite struct WalkthroughTests {
  @Test func theListOfLessons() throws {
    let run = try Program.run("Walkthrough", ["--list"])
    #expect(run.code == 0)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.count == LessonEntry.pages.count)
    for (line, lesson) in zip(lines, LessonEntry.pages) {
      let number = lesson.isLesson ? "\(lesson.number) " : ""
      #expect(line.hasSuffix("\(number)\(lesson.name): \(lesson.idea)"), "\(line)")
    }
  }

  @Test func allLessons() throws {
    try inFolder { folder in
      let run = try Program.run("Walkthrough", ["--output", "\(folder)/out"], limit: 300)
      #expect(run.code == 0, "\(run.errors)")
      let count = LessonEntry.pages.count
      for (position, lesson) in LessonEntry.pages.enumerated() {
        let number = lesson.isLesson ? "\(lesson.folder.prefix(2)) " : ""
        let line = "[\(position + 1)/\(count)] \(number)\(lesson.name): "
        #expect(run.output.contains(line), "\(run.output)")
      }
      let page = try text("\(folder)/out/README.md")
      // Of each its page and its picture, and the map.
      #expect(Set(links(on: page)).count == 2 * count + 1)
      for link in links(on: page) {
        let bytes = try File.read("\(folder)/out/\(link)")
        #expect(!bytes.isEmpty)
      }
      #expect(
        try Set(FileManager.default.contentsOfDirectory(atPath: "\(folder)/out"))
          == Set(
            LessonEntry.pages.map(\.folder)
              + ["README.md", "index.html", "LittleSeven", "Notebook", ".kept"]))
    }
  }

  @Test(arguments: ["1", "01", "Convolution", "convolution"])
  func oneLesson(_ name: String) throws {
    try inFolder { folder in
      let run = try Program.run("Walkthrough", ["--output", "out", name], folder: folder)
      #expect(run.code == 0, "\(run.errors)")
      #expect(run.output.contains("[1/1] "))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out").sorted()
          == [LessonEntry.convolution.folder, "LittleSeven", "Notebook", "README.md", "index.html"])
    }
  }

  @Test func anUnknownLesson() throws {
    try inFolder { folder in
      let run = try Program.run("Walkthrough", ["--output", "\(folder)/out", "1", "Nonsense"])
      #expect(run.code != 0)
      let known = LessonEntry.pages.map { $0.isLesson ? "\($0.number) \($0.name)" : $0.name }
        .joined(separator: ", ")
      #expect(run.errors.contains("There is no lesson Nonsense. The lessons are \(known)."))
      #expect(try content(folder) == [:])
    }
  }

  @Test func stepsReachTheLesson() throws {
    try inFolder { folder in
      let run = try Program.run("Walkthrough", ["--step", "--output", folder, "1"])
      #expect(run.code == 0, "\(run.errors)")
      #expect(run.output.contains("Return for the next step"))
    }
  }

  /// In a terminal the lesson reads what is typed, and Ctrl-C reaches it: it is in the foreground.
  @Test(
    .enabled(
      if: Ends.haveTerminals && FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
  func stepsInATerminal() throws {
    let script = """
      import os, pty, select, signal, sys
      signal.alarm(50)
      child, terminal = pty.fork()
      if child == 0: os.execv(sys.argv[1], sys.argv[1:])
      while True:
          if select.select([terminal], [], [], 0.1)[0]:
              try: said = os.read(terminal, 65536)
              except OSError: break
              if not said: break
              sys.stdout.buffer.write(said)
          else: os.write(terminal, b"\\n")
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
      """
    try inFolder { folder in
      let walkthrough = "\(try Program.folder())/Walkthrough"
      let run = try Program.run(
        "/usr/bin/python3", ["-c", script, walkthrough, "--step", "--output", folder, "1"])
      #expect(run.code == 0, "\(run.output) \(run.errors)")
      #expect(run.output.contains("Return for the next step"))
    }
  }

  /// What it did not make stays.
  @Test func triesKeepTheFolder() throws {
    try inFolder { folder in
      try File.makeFolder("\(folder)/kept")
      try File.write([1], to: "\(folder)/kept/own")
      let run = try Program.run("Walkthrough", ["--tries", "--output", folder, "1"], limit: 120)
      #expect(run.code == 0, "\(run.errors)")
      #expect(try File.read("\(folder)/kept/own") == [1])
    }
  }

  @Test(arguments: [false, true])
  func aLessonThatFails(_ hasPage: Bool) throws {
    try inFolder { folder in
      let own = "\(folder)/\(LessonEntry.convolution.folder)"
      if hasPage {
        try File.makeFolder("\(own)/index.html")
        try File.write([1], to: "\(own)/README.md")
      } else {
        try File.write([1], to: own)
      }
      let run = try Program.run("Walkthrough", ["--output", folder])
      #expect(run.code == 1)
      let lines = run.errors.split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines.first?.hasPrefix("Convolution: \(folder)/") == true, "\(run.errors)")
      let kept = hasPage ? " Its last good page was kept." : ""
      #expect(lines.last == "Walkthrough: Convolution ended with code 1.\(kept)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/README.md"))
    }
  }

  /// A signal to the walkthrough alone ends its lessons, and nothing is left of them.
  @Test(arguments: [("--check", "[2/"), ("--tries", " s  ")])
  func signals(_ flag: String, _ said: String) throws {
    try inFolder { folder in
      let run = try Program.run(
        "Walkthrough", [flag], environment: ["TMPDIR": folder], until: (said, 1),
        signals: [SIGTERM])
      #expect(run.code == SIGTERM && run.errors.isEmpty, "\(run.code) \(run.errors)")
      // A lesson that still ran would have written its page by now.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test(arguments: [["--check", "1"], ["--check", "--step"], ["--check", "--output", "x"]])
  func checkStandsAlone(_ arguments: [String]) throws {
    let run = try Program.run("Walkthrough", arguments)
    #expect(run.code != 0)
    #expect(run.errors.contains("--check runs all lessons."), "\(run.errors)")
  }
}
