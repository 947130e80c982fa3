import Exchange
import Foundation
import Pictures
import Testing

@testable import LessonKit

@Suite struct CellSourceTests {
  private let source = CellSource(
    text: """
      let a = lesson.cell("one") {
        if true {
          print("}")
        }

        return 1
      }
      func more() {
        lesson.cell("two") {
          [1, 2].map {
            $0 + 1
          }
        }
        lesson.cell("three") {
        }
      }
      """)

  @Test func aCellEndsAtItsOwnBrace() {
    #expect(
      source.cell(from: 1) == """
        let a = lesson.cell("one") {
          if true {
            print("}")
          }

          return 1
        }
        """)
  }

  @Test func anIndentedCellIsMovedToTheLeft() {
    #expect(
      source.cell(from: 9) == """
        lesson.cell("two") {
          [1, 2].map {
            $0 + 1
          }
        }
        """)
    #expect(source.cell(from: 14) == "lesson.cell(\"three\") {\n}")
  }

  @Test func aCellOnOneLine() {
    let source = CellSource(text: "if a {\n  lesson.cell(\"one\") { print(1) }\n  b {\n  }\n}")
    #expect(source.cell(from: 2) == "lesson.cell(\"one\") { print(1) }")
  }

  @Test(arguments: ["", "\n", "\n\n// behind it"])
  func aCellAtTheEndOfTheFile(_ rest: String) {
    let source = CellSource(text: "// before it\ncell {\n  a\n}" + rest)
    #expect(source.cell(from: 2) == "cell {\n  a\n}")
  }

  @Test func whatFollowsTheBraceStays() {
    let source = CellSource(text: "x.cell {\n  a\n}.description\nb")
    #expect(source.cell(from: 1) == "x.cell {\n  a\n}.description")
  }

  @Test func withoutABraceThereIsNoCell() {
    let source = CellSource(text: "  cell {\n    a\n}\n   }\n")
    #expect(source.cell(from: 1) == nil)
  }

  @Test(arguments: [-1, 0, 17, 18, 1000])
  func linesOutsideOfTheFile(_ line: Int) {
    #expect(source.cell(from: line) == nil)
  }

  @Test func theLastLineAlone() {
    #expect(source.cell(from: 16) == nil)
    #expect(CellSource(text: "").cell(from: 1) == nil)
  }

  // MARK: - The file

  /// - Parameter objectsAge: of a file in the folder of the program's object files, if there is one.
  private func problem(
    sourceAge: Double, programAge: Double, objectsAge: Double? = nil
  ) throws -> String? {
    var problem: String?
    try inFolder { folder in
      let (path, program) = ("\(folder)/07-Any/main.swift", "\(folder)/Any")
      try File.makeFolder("\(folder)/07-Any")
      try write("cell {\n}\n", to: path)
      try write("", to: program)
      var ages = [(path, sourceAge), (program, programAge)]
      if let objectsAge {
        try File.makeFolder("\(program).build")
        try write("", to: "\(program).build/main.d")
        ages.append(("\(program).build/main.d", objectsAge))
      }
      for (path, age) in ages {
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSince1970: 1e9 - age)], ofItemAtPath: path)
      }
      let source = CellSource(path: path, program: program)
      #expect(source.cell(from: 1) == "cell {\n}")
      problem = source.problem
    }
    return problem
  }

  @Test func aSourceOlderThanTheProgram() throws {
    #expect(try problem(sourceAge: 60, programAge: 0) == nil)
  }

  @Test func aSourceNewerThanTheProgram() throws {
    #expect(
      try problem(sourceAge: 0, programAge: 60)
        == "its source 07-Any/main.swift was changed after the program was built")
  }

  /// Where only a comment has changed, the build does not write the program again.
  @Test func aSourceOlderThanTheLastBuild() throws {
    #expect(try problem(sourceAge: 30, programAge: 60, objectsAge: 0) == nil)
    #expect(try problem(sourceAge: 0, programAge: 60, objectsAge: 30) != nil)
  }

  @Test func theKnobsStandAboveTheOptions() {
    let source = CellSource(
      text: """
        import CNN

        // Knobs: change one.

        /// How wide.
        let width = 3
        /// How high.
        let height = 4

        let options = LessonOptions.parseOrExit()
        let lesson = 1
        """)
    #expect(source.knobs == "/// How wide.\nlet width = 3\n/// How high.\nlet height = 4")
    #expect(CellSource(text: "let options = 1").knobs == nil)
    #expect(CellSource(text: "// Knobs\nlet width = 3").knobs == nil)
  }

  @Test func aSourceThatIsGone() throws {
    try inFolder { folder in
      let source = CellSource(path: "\(folder)/07-Any/main.swift", program: "\(folder)/Any")
      #expect(source.problem == "its source 07-Any/main.swift does not exist any more")
      #expect(source.cell(from: 1) == nil)
    }
  }

  @Test func aSourceThatIsNotText() throws {
    try inFolder { folder in
      try File.write([0x61, 0xFF, 0xFE], to: "\(folder)/main.swift")
      #expect(CellSource(path: "\(folder)/main.swift", program: folder).problem != nil)
    }
  }
}
