import Foundation
import LessonKit
import Pictures
import Testing

/// The page that each lesson leaves.
@Suite struct LessonPageTests {
  @Test func eachFolderIsALessonAndEachLessonAFolder() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: "\(package)/Lessons")
      .filter {
        $0 != "Exercises"
          && FileManager.default.fileExists(atPath: "\(package)/Lessons/\($0)/main.swift")
      }
    #expect(folders.sorted() == LessonEntry.pages.map(\.folder).sorted())
  }

  @Test(arguments: LessonEntry.all)
  func whatThePageShowsIsThere(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      let output = "\(folder)/out/\(lesson.folder)"
      let pages = try lesson.pages(in: folder)
      let shown = pages.flatMap { links(on: $0.text) }.filter { $0.hasSuffix(".png") }
      #expect(Set(shown).count == shown.count, "a picture is there twice: \(shown)")
      for name in shown {
        let picture = try Picture(contentsOf: "\(output)/\(name)")
        #expect(picture.width > 24 && picture.height > 24, "\(name)")
        #expect(Set(picture.pixels).count > 2, "\(name) is empty")
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: output)
      // Each page stands there for browsers, too: index.html and index.js for README.md.
      let live = pages.map { $0.file == "README.md" ? "index" : String($0.file.dropLast(3)) }
        .flatMap { ["\($0).html", "\($0).js"] }
      #expect(files.sorted() == (shown + pages.map(\.file) + live).sorted())
      // The first page leads to the others, and they lead back.
      for other in pages where other.file != "README.md" {
        #expect(links(on: page).contains(other.file))
        #expect(links(on: other.text).contains("README.md"), "\(other.file)")
        #expect(other.text.hasPrefix("# \(lesson.number). \(lesson.name): "))
      }
      #expect(shown.contains(lesson.picture + ".png"))
      #expect(page.hasPrefix("# \(lesson.number). \(lesson.name): \(lesson.idea)\n"))
      #expect(page.contains(lesson.question))
    }
  }

  /// From each page one comes to the lesson before, to the one behind, and to all of them.
  @Test(arguments: LessonEntry.all)
  func eachPageLeadsOn(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      let place = try #require(LessonEntry.all.firstIndex(of: lesson))
      let near = [place - 1, place + 1].filter(LessonEntry.all.indices.contains)
      let pages = near.map { "../\(LessonEntry.all[$0].folder)/README.md" } + ["../README.md"]
      let ways = links(on: try lesson.page(in: folder)).filter { pages.contains($0) }
      #expect(Set(ways) == Set(pages), "\(ways)")
      for page in try lesson.pages(in: folder) {
        #expect(links(on: page.text).contains("../README.md"), "\(page.file)")
      }
    }
  }

  @Test(arguments: LessonEntry.all)
  func linksLeadSomewhere(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      // As if the page stood in the package's own Outputs.
      let targets = try lesson.pages(in: folder).flatMap { links(on: $0.text) }
      for link in targets where !link.hasSuffix(".png") {
        let path = "\(package)/Outputs/\(lesson.folder)/\(link)"
        #expect(FileManager.default.fileExists(atPath: path), "\(link)")
      }
    }
  }

  @Test(arguments: LessonEntry.all)
  func eachCellIsOnThePageAsItIsWritten(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      let page = try lesson.pages(in: folder).map(\.text).joined()
      let cells = try lesson.cells()
      #expect(cells.count > 0)
      for cell in cells {
        #expect(cell.hasSuffix("}"))
        #expect(page.contains("```swift\n\(cell)\n```\n"), "\(cell)")
      }
      #expect(page.ranges(of: "```swift\n").count >= cells.count)
    }
  }

  /// One cell or two of the first page are what the lesson is about: their code is in the open, that
  /// of the others is folded away. A page beside it may have more.
  @Test(arguments: LessonEntry.all + [.symbols, .ownSymbols])
  func theStageIsInTheOpen(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      let pages = try lesson.pages(in: folder)
      let page = pages.map(\.text).joined()
      let first = try #require(pages.first { $0.file == "README.md" }).text
      let cells = try lesson.cells()
      let stage = cells.filter { $0.prefix { $0 != "\n" }.contains("isStage: true") }
      #expect((1...2).contains(stage.count { first.contains($0) }))
      for cell in cells {
        let lines = cell.split(separator: "\n", omittingEmptySubsequences: false).count
        let code = "```swift\n\(cell)\n```\n"
        let folded =
          "<details>\n<summary>Code, \(lines) \(lines == 1 ? "line" : "lines")</summary>\n\n"
          + code + "\n</details>\n"
        #expect(page.contains(folded) == !stage.contains(cell), "\(cell)")
        #expect(page.contains(code))
      }
    }
  }

  /// What stands for a picture says which one it is, and does not say its caption.
  @Test(arguments: LessonEntry.pages)
  func captionsAreSaidOnce(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      for page in try lesson.pages(in: folder) {
        let pictures = page.text.matches(of: /\n!\[([^\]]*)\]\(\S+\.png\)\n\n\*(.+)\*\n/)
        let texts = pictures.map { String($0.1) }
        #expect(
          texts.count == links(on: page.text).count { $0.hasSuffix(".png") && !$0.hasPrefix("../") }
        )
        #expect(Set(texts).count == texts.count, "\(texts)")
        for picture in pictures {
          #expect(picture.1.count > 4 && picture.1.count < 200, "\(picture.1)")
          #expect(!picture.2.contains(picture.1), "\(picture.1)")
        }
      }
    }
  }

  /// Whoever reads the page sees what can be changed without opening the source.
  @Test(arguments: LessonEntry.all)
  func theKnobsAreOnThePage(_ lesson: LessonEntry) throws {
    let lines = try text("\(package)/Lessons/\(lesson.folder)/main.swift")
      .split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("// Knobs") })
    let knobs = lines[(start + 1)...].prefix { !$0.hasPrefix("let options") }
    #expect(knobs.contains { $0.hasPrefix("let ") })
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      for line in knobs { #expect(page.contains("\n\(line)\n"), "\(line)") }
    }
  }

  @Test(arguments: LessonEntry.all)
  func foldsAndFencesAreBalanced(_ lesson: LessonEntry) throws {
    try inFolder { folder in
      for page in try lesson.pages(in: folder) {
        var (folds, isCode) = (0, false)
        for line in page.text.split(separator: "\n") {
          if line.hasPrefix("```") { isCode.toggle() }
          if isCode { continue }
          // Within a fold only code is folded.
          if line == "<details>" { folds += 1 }
          if line == "</details>" { folds -= 1 }
          #expect((0...2).contains(folds), "\(page.file)")
          if line.hasPrefix("<summary>") {
            #expect(folds == 1 || line.hasPrefix("<summary>Code, "), "\(line)")
          }
          #expect(!line.hasPrefix("## ") || folds == 0, "\(line)")
          #expect(!line.hasPrefix("### ") || folds < 2, "\(line)")
        }
        #expect(folds == 0 && !isCode, "\(page.file)")
      }
    }
  }
}
