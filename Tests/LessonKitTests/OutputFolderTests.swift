import Exchange
import Foundation
import Pictures
import Testing

@testable import LessonKit

@Suite struct OutputFolderTests {
  /// A page with small pictures, each of one grey.
  private func page(_ pictures: KeyValuePairs<String, UInt8>) -> Page {
    var page = Page()
    page.add(.title("A page"))
    for (name, grey) in pictures {
      page.show(Picture(width: 3, height: 2, fill: Color(grey: grey)), name: name)
    }
    return page
  }

  /// Runs `body` with a folder in which `a` and `b` were written.
  private func afterFirstRun(_ body: (OutputFolder) throws -> Void) throws {
    try inFolder { path in
      let folder = OutputFolder("\(path)/Outputs/01-Any")
      try folder.prepare()
      #expect(try folder.left([page(["a": 1, "b": 2])]) == "2 pictures, all new.")
      try body(folder)
    }
  }

  @Test func theFirstRun() throws {
    try afterFirstRun { folder in
      let markdown = MarkdownWriter().text(of: page(["a": 1, "b": 2]))
      let names = try content(folder.path).keys.sorted()
      #expect(names == ["README.md", "a.png", "b.png"])
      #expect(try text(folder.path + "/README.md") == markdown)
      #expect(
        try Picture(contentsOf: folder.path + "/b.png")
          == Picture(width: 3, height: 2, fill: Color(grey: 2)))
    }
  }

  @Test func theSameAgain() throws {
    try afterFirstRun { folder in
      let before = try content(folder.path)
      let sentence = try folder.left([page(["a": 1, "b": 2])])
      #expect(sentence == "2 pictures, none differs from the last run.")
      #expect(try content(folder.path) == before)
    }
  }

  @Test func whatChanged() throws {
    try afterFirstRun { folder in
      let one = try folder.left([page(["a": 1, "b": 3])])
      #expect(one.hasPrefix("1 of 2 pictures differ"), "\(one)")
      #expect(one.hasSuffix(" from the last run: b.png."), "\(one)")
      let two = try folder.left([page(["a": 4, "b": 3, "c": 5])])
      #expect(two == "2 of 3 pictures differ from the last run: a.png, c.png.")
      #expect(
        try Picture(contentsOf: folder.path + "/a.png")
          == Picture(width: 3, height: 2, fill: Color(grey: 4)))
    }
  }

  @Test func picturesCompressedDifferentlyAreTheSame() throws {
    try afterFirstRun { folder in
      try GreyPicture(width: 3, height: 2, fill: 1).write(to: folder.path + "/a.png")
      let sentence = try folder.left([page(["a": 1, "b": 2])])
      #expect(sentence == "2 pictures, none differs from the last run.")
    }
  }

  @Test(arguments: ["", "not a picture"])
  func whatIsNotAPictureDiffers(_ broken: String) throws {
    try afterFirstRun { folder in
      try write(broken, to: folder.path + "/a.png")
      #expect(try folder.left([page(["a": 1, "b": 2])]).hasSuffix(" from the last run: a.png."))
      #expect(throws: Never.self) { try Picture(contentsOf: folder.path + "/a.png") }
    }
  }

  @Test func picturesNoLongerShownGoForeignFilesStay() throws {
    try afterFirstRun { folder in
      try write("mine", to: folder.path + "/notes.txt")
      try GreyPicture(width: 1, height: 1).write(to: folder.path + "/photo.png")
      try folder.write([page(["b": 2])])
      let names = try content(folder.path).keys.sorted()
      #expect(names == ["README.md", "b.png", "notes.txt", "photo.png"])
      #expect(try text(folder.path + "/notes.txt") == "mine")
    }
  }

  /// A second page comes and goes with the first, and its pictures with it.
  @Test func aSecondPage() throws {
    try afterFirstRun { folder in
      var first = page(["a": 1])
      first.add(.text("See [more](More.md) and [a page of somebody's own](../notes.md)."))
      var second = Page(name: "More")
      second.show(Picture(width: 3, height: 2, fill: Color(grey: 7)), name: "c")
      let sentence = try folder.left([first, second])
      #expect(
        sentence == "1 of 2 pictures differs from the last run: c.png."
          + " Removed, because no longer shown: b.png.")
      #expect(
        try content(folder.path).keys.sorted() == ["More.md", "README.md", "a.png", "c.png"])
      #expect(try text(folder.path + "/More.md") == MarkdownWriter().text(of: second))
      try write("mine", to: folder.path + "/Mine.md")
      try folder.write([page(["a": 1])])
      #expect(try content(folder.path).keys.sorted() == ["Mine.md", "README.md", "a.png"])
    }
  }

  /// What stands in the code that a page shows is neither a page nor a picture of it.
  @Test func codeLeadsNowhere() throws {
    try afterFirstRun { folder in
      for name in ["Mine.md", "mine.png"] { try write("mine", to: folder.path + "/" + name) }
      var first = page(["a": 1, "b": 2])
      first.add(.formula("[mine](Mine.md)\n![mine](mine.png)"))
      try folder.write([first])
      try folder.write([page(["a": 1, "b": 2])])
      #expect(
        try content(folder.path).keys.sorted()
          == ["Mine.md", "README.md", "a.png", "b.png", "mine.png"])
    }
  }

  /// All pages are written, or none.
  @Test func aSecondPageThatCannotBeWritten() throws {
    try afterFirstRun { folder in
      try File.makeFolder(folder.path + "/More.md")
      let before = try content(folder.path)
      #expect(throws: FileError.folder(folder.path + "/More.md")) {
        try folder.write([page(["a": 9]), Page(name: "More")])
      }
      #expect(try content(folder.path) == before)
    }
  }

  @Test func onePictureIsOnePicture() {
    #expect(
      OutputFolder.report(total: 1, changed: ["a"], gone: [], isFirst: true)
        == "1 picture, all new.")
    #expect(
      OutputFolder.report(total: 1, changed: [], gone: [], isFirst: false)
        == "1 picture, none differs from the last run.")
  }

  // MARK: - What fails

  @Test func aFileInPlaceOfTheFolder() throws {
    try inFolder { path in
      try write("mine", to: "\(path)/file")
      for place in ["\(path)/file", "\(path)/file/01-Any"] {
        let error = #expect(throws: FileError.self) { try OutputFolder(place).prepare() }
        let sentence = error?.description ?? ""
        #expect(sentence.hasPrefix("\(place): it cannot be written: "), "\(sentence)")
        #expect(!sentence.contains("\n"), "\(sentence)")
        #expect(throws: FileError.self) { try OutputFolder(place).write([page(["a": 1])]) }
      }
      #expect(try text("\(path)/file") == "mine")
    }
  }

  @Test func aPictureThatCannotBeWrittenLeavesTheLastPage() throws {
    try afterFirstRun { folder in
      let before = try content(folder.path)
      var broken = Picture(width: 3, height: 2)
      broken.pixels = []
      var page = page(["a": 9])
      page.show(broken, name: "c")
      let error = #expect(throws: FileError.self) { try folder.write([page]) }
      #expect(error?.description.hasPrefix("\(folder.path)/c.png: ") == true, "\(error as Any)")
      #expect(try content(folder.path) == before)
    }
  }

  @Test(arguments: ["c.png", "README.md"])
  func aFolderInPlaceOfAFileLeavesTheLastPage(_ name: String) throws {
    try afterFirstRun { folder in
      let path = "\(folder.path)/\(name)"
      try? FileManager.default.removeItem(atPath: path)
      try File.makeFolder(path)
      let before = try content(folder.path)
      #expect(throws: FileError.folder(path)) { try folder.write([page(["a": 9, "c": 3])]) }
      #expect(try content(folder.path) == before)
    }
  }
}

extension OutputFolder {
  /// Writes pages, and returns what has changed, in a sentence.
  fileprivate func left(_ pages: [Page]) throws -> String {
    let changes = changes(by: pages)
    try write(pages)
    return changes.sentence
  }
}
