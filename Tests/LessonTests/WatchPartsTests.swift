import Foundation
import LessonKit
import Testing

@testable import Walkthrough

/// The parts of a watch, alone.
@Suite struct WatchPartsTests {
  /// It builds where and as this package was built.
  @Test func whereItBuilds() throws {
    let place = try BuildPlace(package: package, program: try Program.folder() + "/Walkthrough")
    #expect(FileManager.default.fileExists(atPath: place.scratch + "/workspace-state.json"))
    #expect(URL(filePath: place.programs).resolvingSymlinksInPath().path == place.programs)
    #expect(place.programs.hasPrefix(place.scratch + "/"))
    #expect(place.programs.hasSuffix("/" + place.configuration))
    let arguments = place.arguments(building: "Pooling")
    #expect(arguments.suffix(2) == ["--product", "Pooling"])
    #expect(arguments.contains(place.scratch) && arguments.contains(place.configuration))
    #if Web
      #expect(BuildPlace.traits == ["Web"] && arguments.contains("--traits"))
    #else
      #expect(BuildPlace.traits == [] && !arguments.contains("--traits"))
    #endif
    #expect(throws: Failure.self) { try BuildPlace(package: package, program: "/usr/bin/env") }
  }

  /// The compiler's objects are where a watch removes them.
  @Test(arguments: [
    "Sources/CNN/Layers/ReLU.swift", "Sources/Walkthrough/Watch/Watch.swift",
    "Lessons/01-Convolution/main.swift", "Lessons/Exercises/01-Correlate.swift",
    "Lessons/Exercises/Fast/16-Loops.swift",
  ])
  func objects(of path: String) throws {
    let place = try BuildPlace(package: package, program: try Program.folder() + "/Walkthrough")
    #expect(FileManager.default.fileExists(atPath: "\(package)/\(path)"))
    let object = try #require(place.object(of: path))
    #expect(FileManager.default.fileExists(atPath: object), "\(object)")
    #expect(place.object(of: path + ".txt") == nil)
  }

  /// The plan of this package holds the commands of each lesson.
  @Test func commandsOfThePlan() throws {
    let place = try BuildPlace(package: package, program: try Program.folder() + "/Walkthrough")
    let text = try Data(contentsOf: URL(filePath: place.manifest))
    for lesson in LessonEntry.pages {
      let commands = try #require(BuildCommands(of: lesson.name, inManifest: text))
      #expect(commands.compile.contains("-module-name") && commands.compile.contains(lesson.name))
      #expect(!commands.compile.contains { $0.hasPrefix("-emit-module") })
      #expect(!commands.compile.contains("-parseable-output"))
      #expect(commands.module?.hasSuffix("/\(lesson.name).swiftmodule") == true)
      #expect(commands.link.contains { $0.hasSuffix("/\(lesson.name)") })
    }
    #expect(BuildCommands(of: "Nonsense", inManifest: text) == nil)
    #expect(BuildCommands(of: "Convolution", inManifest: Data()) == nil)
  }

  /// A lesson leaves for the watch what it has changed.
  @Test func theReportOfALesson() throws {
    try inFolder { folder in
      func report(_ arguments: [String]) throws -> ChangesReport {
        let path = "\(folder)/changes.json"
        let run = try Program.run(
          "Convolution", ["--output", "\(folder)/out", "--changes", path] + arguments)
        #expect(run.code == 0, "\(run.errors)")
        return try JSONDecoder().decode(
          ChangesReport.self, from: Data(contentsOf: URL(filePath: path)))
      }
      #expect(try report([]).isFirst)
      let changes = try report(["--try", "bias=0.25"])
      #expect(!changes.isFirst && changes.printedLines > 0 && changes.gone.isEmpty)
      #expect(changes.pictures.contains { $0.name == "map" && $0.hasBefore })
      let lines = changes.sections.flatMap(\.printed)
      #expect(lines.contains { $0.kind == "-" } && lines.contains { $0.kind == "+" })
      #expect(changes.sentence.contains("differ"))
    }
  }

  @Test func whatTheCompilerSays() {
    let said = """
      [1/3] Compiling Convolution main.swift
      /p/Lessons/01-Convolution/main.swift:19:11: error: cannot find type 'Flaot' in scope
      17 |
         |           `- error: cannot find type 'Flaot' in scope
      /p/Lessons/01-Convolution/main.swift:19:11: error: cannot find type 'Flaot' in scope
      /p/Lessons/01-Convolution/main.swift:20:5: warning: never used
      error: fatalError
      """
    let errors = Diagnostic.all("error", in: said, package: "/p")
    #expect(
      errors.map(\.text) == [
        "Lessons/01-Convolution/main.swift:19:11: cannot find type 'Flaot' in scope"
      ])
    #expect(Diagnostic.all("warning", in: said, package: "/p").map(\.line) == [20])
    let plan =
      "error: 'p': Source files for target Dense should be located under 'Lessons/06-Dense'"
    #expect(Diagnostic.all("error", in: plan, package: "/p").map(\.file) == [nil])
    let crash = "Convolution/main.swift:7: Fatal error: Index out of range\n"
    #expect(
      Diagnostic.said(by: "Convolution", crash, folder: "Lessons/01-Convolution").map(\.text) == [
        "Lessons/01-Convolution/main.swift:7: Crashed: Index out of range"
      ])
  }

  @Test(arguments: [
    ("main.swift", false), ("Kernel+Try.swift", false), ("01.png", false), ("pad.js", false),
    (".main.swift.swp", true), ("4913", true), ("#main.swift#", true), ("main.swift~", true),
    (".#main.swift", true), ("main.swift___jb_tmp___", true), ("main.swift.sb-a1b2-c3", true),
    ("README.md", true), ("main.swift.tmp.12.34", true),
  ])
  func filesOfEditors(_ name: String, _ isScratch: Bool) {
    #expect(FileStamps.isScratch(name) == isScratch)
  }

  @Test func whatASaveConcerns() {
    let all = Concerned(named: [])
    let (first, third) = (Subject.lesson(.convolution), Subject.lesson(.pooling))
    let exercise = Subject.exercise(ExerciseEntry.all[0])
    let shared = "Sources/CNN/Pooling.swift"
    #expect(all.subjects(of: ["Lessons/01-Convolution/Kernel.swift"], last: third) == [first])
    #expect(all.subjects(of: ["Lessons/Exercises/01-Correlate.swift"], last: nil) == [exercise])
    #expect(all.subjects(of: ["Lessons/13-New/main.swift"], last: nil) == [.unknown("13-New")])
    #expect(all.subjects(of: [shared], last: third) == [third])
    #expect(all.subjects(of: [shared], last: exercise) == [exercise])
    #expect(all.subjects(of: [shared, "Lessons/03-Pooling/main.swift"], last: first) == [third])
    let named = Concerned(named: [.convolution, .pooling])
    #expect(named.subjects(of: [shared], last: nil) == [first, third])
    #expect(named.subjects(of: ["Lessons/06-Dense/main.swift"], last: nil) == [])
  }

  @Test(arguments: [
    ["--watch", "--check"], ["--watch", "--tries"], ["--watch", "--step"], ["--watch", "--list"],
  ])
  func whatIsRefused(_ arguments: [String]) throws {
    let run = try Program.run("Walkthrough", arguments)
    #expect(run.code != 0 && run.errors.contains("can only be combined with"), "\(run.errors)")
  }
}
