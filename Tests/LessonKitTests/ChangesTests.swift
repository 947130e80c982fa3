import Exchange
import Pictures
import Testing

@testable import LessonKit

/// Before and after.
@Suite struct ChangesTests {
  /// A page with a cell that prints lines, a picture of one grey, and some words.
  private func page(_ lines: [String], grey: UInt8 = 1, words: String = "One. Two.") -> Page {
    var page = Page()
    page.add(.title("A page"))
    page.add(.text(Prose(words)))
    page.begin(Page.Cell(title: "A cell", source: "a {}", isStage: true))
    for line in lines { page.print(Page.Printed(text: line, varies: line.hasPrefix("in "))) }
    page.show(Picture(width: 3, height: 2, fill: Color(grey: grey)), name: "a")
    page.endCell()
    return page
  }

  /// What a second run says, and the files that it leaves.
  private func second(
    _ page: Page, isTry: Bool = false
  ) throws -> (sentence: String, files: [String: [UInt8]]) {
    var (sentence, files) = ("", [String: [UInt8]]())
    try inFolder { folder in
      let first = LessonPlace(outputs: folder, folder: "01-Any", isTry: false)
      try first.own.prepare()
      #expect(
        try first.leave([self.page(["x 1", "in 2 s"])], title: "A", tried: nil)
          == "1 picture, all new.")
      #expect(try content(folder).keys.contains { $0.hasPrefix(".") } == false)
      let place = LessonPlace(outputs: folder, folder: "01-Any", isTry: isTry)
      sentence = try place.leave([page], title: "A", tried: isTry ? "**Tried:** `a = 1`." : nil)
        .replacing(folder, with: "~")
      files = try content(folder)
    }
    return (sentence, files)
  }

  @Test func theSame() throws {
    let (sentence, files) = try second(page(["x 1", "in 3 s"]))
    #expect(sentence == "1 picture, none differs from the last run.")
    #expect(files.keys.sorted() == ["01-Any", "01-Any/README.md", "01-Any/a.png"])
  }

  @Test func onlyNumbers() throws {
    let (sentence, files) = try second(page(["x 2", "in 3 s"]))
    #expect(
      sentence == "1 picture, none differs from the last run. 1 printed line differs: “A cell”. "
        + "Before and after: ~/.01-Any/Changes.md.")
    let changes = String(decoding: files[".01-Any/Changes.md"] ?? [], as: UTF8.self)
    #expect(changes.contains("```diff\n- x 1\n+ x 2\n  ⏱ in 3 s\n```\n"), "\(changes)")
    #expect(changes.contains("[README.md](../01-Any/README.md)"))
    #expect(!changes.contains("## The pictures"))
  }

  @Test func onlyWords() throws {
    let (sentence, files) = try second(page(["x 1", "in 3 s"], words: "One. Three."))
    #expect(
      sentence.hasPrefix("1 picture, none differs from the last run. The text differs: “A page”."))
    let changes = String(decoding: files[".01-Any/Changes.md"] ?? [], as: UTF8.self)
    #expect(changes.contains("| Two. | Three. |"), "\(changes)")
  }

  @Test func aPicture() throws {
    let (sentence, files) = try second(page(["x 1", "in 3 s"], grey: 9))
    #expect(sentence.hasPrefix("1 of 1 picture differs from the last run: a.png."), "\(sentence)")
    let changes = String(decoding: files[".01-Any/Changes.md"] ?? [], as: UTF8.self)
    #expect(changes.contains("| ![before](before/a.png) | ![after](after/a.png) |"), "\(changes)")
    #expect(files[".01-Any/before/a.png"] != files[".01-Any/after/a.png"])
    #expect(files[".01-Any/after/a.png"] == files["01-Any/a.png"])
  }

  /// Of a picture that varies, what it is called says whether it is another: a label has changed,
  /// and not only a rate.
  @Test(arguments: [
    (
      "a block of 7",
      "1 picture, none differs from the last run. Times and rates are not compared."
    ),
    ("a block of 1", "1 of 1 picture differs from the last run: a.png. Before and after: "),
  ])
  func aPictureThatVaries(_ alt: String, _ begin: String) throws {
    func page(_ grey: UInt8, _ alt: String) -> Page {
      var page = Page()
      page.add(.title("A page"))
      page.show(
        Picture(width: 3, height: 2, fill: Color(grey: grey)), name: "a", alt: alt, varies: true)
      return page
    }
    try inFolder { folder in
      let place = LessonPlace(outputs: folder, folder: "01-Any", isTry: false)
      try place.own.prepare()
      _ = try place.leave([page(1, "a block of 7")], title: "A", tried: nil)
      let sentence = try place.leave([page(9, alt)], title: "A", tried: nil)
      #expect(sentence.hasPrefix(begin), "\(sentence)")
    }
  }

  /// A run that tries a value leaves the page as it is.
  @Test func aTry() throws {
    let (sentence, files) = try second(page(["x 2", "in 3 s"], grey: 9), isTry: true)
    #expect(sentence.hasSuffix("Before and after: ~/.01-Any/Changes.md."))
    let own = String(decoding: files["01-Any/README.md"] ?? [], as: UTF8.self)
    #expect(own.contains("\nx 1\n"))
    let tried = String(decoding: files[".01-Any/README.md"] ?? [], as: UTF8.self)
    #expect(tried.contains("\nx 2\n"))
    #expect(files[".01-Any/before/a.png"] == files["01-Any/a.png"])
    let changes = String(decoding: files[".01-Any/Changes.md"] ?? [], as: UTF8.self)
    #expect(changes.contains("**Tried:** `a = 1`.\n"))
    #expect(changes.contains("| ![before](before/a.png) | ![after](a.png) |"), "\(changes)")
  }

  /// A folder that is hidden is not compared.
  @Test func theComparisonDoesNotSeeThem() throws {
    try inFolder { folder in
      let place = LessonPlace(outputs: "\(folder)/a", folder: "01-Any", isTry: false)
      let other = LessonPlace(outputs: "\(folder)/b", folder: "01-Any", isTry: false)
      for (place, lines) in [(place, ["1"]), (place, ["2"]), (other, ["2"])] {
        try place.own.prepare()
        _ = try place.leave([page(lines)], title: "A", tried: nil)
      }
      #expect(try content("\(folder)/a").keys.contains(".01-Any/Changes.md"))
      #expect(
        try OutputComparison.differences(between: "\(folder)/a", and: "\(folder)/b") == [])
    }
  }
}
