import Foundation
import LessonKit
import Testing

/// The knobs of the lessons, as sources and as programs.
@Suite struct KnobTests {
  /// What is typed behind `--try` is the name that the code has.
  @Test(arguments: LessonEntry.pages)
  func aKnobsNameIsItsLets(_ lesson: LessonEntry) throws {
    for source in try lesson.sources() {
      let calls = source.matches(of: /(.*)\bknob\(\s*"(\w*)"\s*,/)
      for call in calls {
        let declaration = call.1.firstMatch(of: /^(?:nonisolated )?let (\w+): \S.* = $/)
        #expect(declaration?.1 == call.2, "\(call.0)")
      }
    }
  }

  /// The README shows a knob as it stands in lesson 1.
  @Test func theKnobInTheReadme() throws {
    let readme = try text("\(package)/README.md")
    let start = try #require(readme.firstRange(of: "```swift\n/// Added to every answer.\n"))
    let end = try #require(readme[start.upperBound...].firstRange(of: "```"))
    let knob = readme[start.upperBound..<end.lowerBound]
    #expect(try text("\(package)/Lessons/01-Convolution/main.swift").contains(knob))
  }

  private let lesson = LessonEntry.dropout

  @Test func theList() throws {
    let run = try Program.run("Dropout", ["--tries"])
    #expect(run.code == 0 && run.errors == "")
    #expect(run.output.hasPrefix("`rate` is `0.25` (`Float`). The probability"))
    #expect(run.output.contains("- `swift run Dropout --try rate=0.5`: "))
    // As numbers are written in the source.
    #expect(run.output.contains("--try masks=100_000`"))
  }

  @Test(arguments: LessonEntry.pages)
  func theListAsData(_ lesson: LessonEntry) throws {
    let run = try Program.run(lesson.name, lesson.alwaysWith + ["--tries-as-json"])
    #expect(run.code == 0 && run.errors == "")
    let knobs = try JSONDecoder().decode([Knob].self, from: Data(run.output.utf8))
    let names = try lesson.sources().flatMap { source in
      source.matches(of: /\bknob\(\s*"(\w+)"/).map { String($0.1) }
    }
    #expect(knobs.map(\.name) == names)
    #expect(knobs.allSatisfy { !$0.about.isEmpty && !$0.type.isEmpty })
  }

  /// A try leaves the page of the last run as it is, and shows both side by side.
  @Test func aTryIntoAFolder() throws {
    try inFolder { folder in
      try lesson.put(into: folder)
      let run = try Program.run("Dropout", ["--try", "seed=2", "--output", folder])
      #expect(run.code == 0 && run.errors == "")
      let page = try text("\(folder)/04-Dropout/README.md")
      #expect(page.contains("\n**Tried:** `seed = 2` in place of `1`. Look for: other masks"))
      let changes = try text("\(folder)/.04-Dropout/Changes.md")
      #expect(changes.contains("| ![before](before/means.png) | ![after](after/means.png) |"))
      #expect(changes.contains("\n- the first mask drops 52 of 196 numbers\n"))
    }
  }

  /// A value that cannot work, and how the sentence begins.
  struct Impossible: CustomTestStringConvertible, Sendable {
    let program: String
    let value: String
    let sentence: String

    init(_ program: String, _ value: String, _ sentence: String) {
      self.program = program
      self.value = value
      self.sentence = sentence
    }

    var testDescription: String { "\(program) --try \(value)" }

    static let inAll: [Self] = {
      let first: [Self] = inConvolution + inReLU + inPooling + inDropout + inFlatten + inDense
      return first + inSoftmax + inBackprop + inTraining + inClassification + inDrawingPad + inSpeed
        + inSymbols + inOwnSymbols + inTeaching
    }()
  }

  @Test(arguments: Impossible.inAll)
  func whatCannotWork(_ impossible: Impossible) throws {
    try inFolder { folder in
      let lesson = try #require(LessonEntry.named(impossible.program))
      let run = try Program.run(
        lesson.name, lesson.alwaysWith + ["--try", impossible.value, "--output", folder])
      #expect(run.code == 1)
      #expect(run.errors.hasPrefix(impossible.sentence), "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(try content(folder).isEmpty)
    }
  }

  @Test func allValuesOfALesson() throws {
    let run = try Program.run("Walkthrough", ["--tries", "4"], limit: 120)
    #expect(run.code == 0, "\(run.errors)")
    for value in ["rate=0.5", "rate=1", "masks=10", "seed=3"] {
      #expect(run.output.contains(" s  04-Dropout \(value)\n"), "\(run.output)")
    }
    #expect(run.output.contains(/All \d+ values ended as they should, in \d+\.\d s\./))
  }

  @Test func aProgramOlderThanItsSource() throws {
    try inFolder { folder in
      for name in ["Walkthrough", "Dropout"] {
        let program = "\(folder)/\(name)"
        try FileManager.default.copyItem(
          atPath: "\(try Program.folder())/\(name)", toPath: program)
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: program)
      }
      for arguments in [["--tries"], ["--try", "seed=2"]] {
        let run = try Program.run("\(folder)/Dropout", arguments)
        #expect(run.code == LessonExit.stale)
        #expect(run.errors.contains("was changed after the program was built"), "\(run.errors)")
      }
      for arguments in [["--tries", "4"], ["--output", folder, "4"]] {
        let run = try Program.run("\(folder)/Walkthrough", arguments)
        #expect(run.code == LessonExit.stale)
        #expect(run.errors.contains("Dropout is older than its source. Build it again"))
      }
    }
  }
}
