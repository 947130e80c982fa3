import Exchange
import Foundation
import Pictures
import Testing

@testable import LessonKit

@Suite struct CatalogueTests {
  @Test(arguments: ["1", "01", "convolution", "Convolution", "CONVOLUTION"])
  func aLessonByNumberOrName(_ text: String) {
    #expect(LessonEntry.named(text) == .convolution)
  }

  @Test(arguments: ["", "0", "-1", "1.0", "99", "01-Convolutions", "Conv", " 1"])
  func whatNamesNoLesson(_ text: String) {
    #expect(LessonEntry.named(text) == nil)
  }

  @Test(arguments: LessonEntry.all)
  func eachIsFoundByItsOwnNames(_ lesson: LessonEntry) {
    #expect(LessonEntry.named(lesson.name) == lesson)
    #expect(LessonEntry.named("\(lesson.number)") == lesson)
    #expect(lesson.folder.hasSuffix("-" + lesson.name))
    #expect(lesson.folder.prefix { $0 != "-" }.count >= 2)
    #expect(lesson.question.hasSuffix("?"))
    #expect(!lesson.picture.hasSuffix(".png"))
  }

  @Test func lessonsStandInTheirOrder() {
    #expect(LessonEntry.all.map(\.number) == Array(1...LessonEntry.all.count))
    #expect(Set(LessonEntry.all.map { $0.name.lowercased() }).count == LessonEntry.all.count)
  }

  @Test func theStripSaysYouAreHere() {
    #expect(
      written(.place(LessonEntry.convolution.strip))
        == "You are here: image → **[convolution]** → ReLU → **[convolution]** "
        + "→ ReLU → max pooling → dropout → flatten → dense → ReLU → dropout → dense → softmax")
    #expect(LessonEntry.symbols.strip == nil)
    #expect(written(.place(nil)) == "Beside the lessons.")
  }

  @Test func theStripGoesBack() {
    let strip = written(.place(LessonEntry.backprop.strip))
    #expect(strip.hasPrefix("You are here: **image ← convolution ← ReLU ←"))
    #expect(strip.hasSuffix("← dense ← softmax**") && !strip.contains("→"))
  }

  @Test func neighboursAreLinked() {
    func ways(_ lesson: LessonEntry) -> String {
      let (before, after) = lesson.neighbours
      return written(.end(.lesson(next: "Next.", before: before, after: after)))
    }
    #expect(
      ways(.convolution)
        == "---\n\nNext.\n\n[all lessons](../README.md) · [2. ReLU](../02-ReLU/README.md) →")
    #expect(
      ways(.relu)
        == "---\n\nNext.\n\n← [1. Convolution](../01-Convolution/README.md) "
        + "· [all lessons](../README.md) · [3. Pooling](../03-Pooling/README.md) →")
    #expect(LessonEntry.all.last.map(ways)?.hasSuffix("[all lessons](../README.md)") == true)
    #expect(ways(.symbols).hasSuffix("\n\n[all lessons](../README.md)"))
  }

  // MARK: - The table of contents

  @Test func eachLessonWithItsPicture() {
    let markdown = TableOfContents.markdown([.convolution])
    let end = """

      ## [1. Convolution: \(LessonEntry.convolution.idea)](01-Convolution/README.md)

      \(LessonEntry.convolution.question)

      [![Convolution](01-Convolution/seven.png)](01-Convolution/README.md)

      """
    #expect(markdown.hasPrefix("# What the lessons show\n\n"))
    #expect(markdown.hasSuffix(end), "\(markdown)")
    #expect(!TableOfContents.markdown([]).contains("]("))
  }

  @Test func onlyPagesThatAreThere() throws {
    try inFolder { folder in
      try TableOfContents.write(to: folder)
      #expect(try text("\(folder)/README.md") == TableOfContents.markdown([]))
      try File.makeFolder("\(folder)/01-Convolution")
      try TableOfContents.write(to: folder)
      #expect(try text("\(folder)/README.md") == TableOfContents.markdown([]))
      try write("# 1", to: "\(folder)/01-Convolution/README.md")
      try TableOfContents.write(to: folder)
      #expect(try text("\(folder)/README.md") == TableOfContents.markdown([.convolution]))
    }
  }

  @Test func aFolderThatIsNotThere() throws {
    try inFolder { folder in
      #expect(throws: FileError.self) { try TableOfContents.write(to: "\(folder)/none") }
    }
  }

  @Test func aKnobErrorIsItsSentence() {
    #expect("\(KnobError("a stride of 0 goes nowhere"))" == "a stride of 0 goes nowhere")
  }
}
