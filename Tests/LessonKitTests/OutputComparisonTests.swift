import Exchange
import Foundation
import Pictures
import Testing

@testable import LessonKit

@Suite struct OutputComparisonTests {
  /// What differs between two folders, made from texts; the pictures are 2×1 pixels of a grey.
  private func differences(
    _ old: [String: String], _ new: [String: String], pictures: [(UInt8, UInt8)] = []
  ) throws -> [String] {
    var differences: [String] = []
    try inFolder { folder in
      for (name, files) in [("old", old), ("new", new)] {
        try File.makeFolder("\(folder)/\(name)/01-Any")
        for (path, text) in files { try write(text, to: "\(folder)/\(name)/01-Any/\(path)") }
      }
      for (number, greys) in pictures.enumerated() {
        // One in colour, one in grey: the same pixels, but other bytes.
        let (old, new) = (
          "\(folder)/old/01-Any/\(number).png", "\(folder)/new/01-Any/\(number).png"
        )
        try Picture(width: 2, height: 1, fill: Color(grey: greys.0)).write(to: old)
        try GreyPicture(width: 2, height: 1, fill: greys.1).write(to: new)
        #expect(try File.read(old) != File.read(new))
      }
      differences = try OutputComparison.differences(between: "\(folder)/old", and: "\(folder)/new")
    }
    return differences
  }

  @Test func theSame() throws {
    #expect(try differences([:], [:]) == [])
    #expect(try differences(["README.md": "a\nb\n"], ["README.md": "a\nb\n"]) == [])
  }

  @Test func anotherLine() throws {
    #expect(
      try differences(["README.md": "a\nb\nc"], ["README.md": "a\nx\ny"])
        == ["01-Any/README.md differs: line 2 is “b” and should be “x”."])
    #expect(
      try differences(["README.md": "a"], ["README.md": "a\nb"])
        == ["01-Any/README.md differs: line 2 is “” and should be “b”."])
    #expect(try differences(["README.md": "a"], ["README.md": "a\n"]).count == 1)
  }

  /// Of long lines, only the characters around the first difference are shown.
  @Test func longLinesAreShortened() throws {
    let (left, right) = (String(repeating: "a", count: 150), String(repeating: "b", count: 150))
    let (a, b) = (String(repeating: "a", count: 40), String(repeating: "b", count: 79))
    #expect(
      try differences(["index.js": left + "1" + right], ["index.js": left + "22" + right])
        == [
          "01-Any/index.js differs: line 1 is “…\(a)1\(b)…” and should be "
            + "“…\(a)22\(b.dropLast())…”."
        ])
    // A line of 200 characters stands as it is, and so does a line that has only its end.
    let line = String(repeating: "a", count: 199)
    #expect(OutputComparison.shortened(line, line + "b") == (line, line + "b"))
    #expect(OutputComparison.shortened("", line + "bb") == ("", line.prefix(120) + "…"))
    #expect(OutputComparison.shortened(line + "bb", line) == ("…\(a)bb", "…\(a)"))
  }

  /// The numbers of a page's data differ in the middle of very long lines.
  @Test func aVeryLongLine() throws {
    let numbers = (0..<40_000).map(String.init)
    let (old, new) = (numbers, numbers.map { $0 == "20000" ? "20001" : $0 })
    let differences = try differences(
      ["index.js": old.joined(separator: ",")], ["index.js": new.joined(separator: ",")])
    #expect(differences.count == 1)
    #expect(differences.allSatisfy { $0.count < 400 && $0.contains("19999,20000,20001") })
  }

  @Test func varyingLinesAreSkipped() throws {
    #expect(
      try differences(
        ["README.md": "a\n⏱ 12 images a second\nb"], ["README.md": "a\n⏱ 99 images a second\nb"])
        == [])
    // Only where both vary, and only those lines.
    #expect(
      try differences(["README.md": "⏱ 1 s\nb"], ["README.md": "⏱ 2 s\nc"])
        == ["01-Any/README.md differs: line 2 is “b” and should be “c”."])
    #expect(try differences(["README.md": "⏱ 1 s"], ["README.md": "1 s"]).count == 1)
    #expect(try differences(["README.md": "⏱ 1 s"], ["README.md": "⏱ 2 s\n⏱ 3 s"]).count == 1)
  }

  @Test func picturesAreComparedByTheirPixels() throws {
    #expect(try differences([:], [:], pictures: [(7, 7)]) == [])
    #expect(
      try differences([:], [:], pictures: [(7, 7), (7, 8)]) == [
        "01-Any/1.png has different pixels."
      ])
  }

  /// Of a printed line that varies the words are compared, and how many cores share the work, which
  /// is a knob. A picture's words do not vary, and a mark within prose makes no line vary.
  @Test(arguments: [
    ("⏱ 12 images a second", "⏱ 99 images a minute", false),
    ("⏱ 2 cores: 214.5 GFLOP/s", "⏱ 2 cores: 1,099 GFLOP/s", true),
    ("⏱ 2 cores: 214.5 GFLOP/s", "⏱ 4 cores: 214.5 GFLOP/s", false),
    ("⏱ 3 s, 86 % of the peak of 12 cores", "⏱ 40 s, 9 % of the peak of 12 cores", true),
    ("⏱ 3 s, 86 % of the peak of 12 cores", "⏱ 3 s, 86 % of the peak of 16 cores", false),
    // A remark on a measurement stands in parentheses: it may be there or not.
    ("⏱ 2 cores: 9 GFLOP/s", "⏱ 2 cores: 4 GFLOP/s (something else was running)", true),
    ("⏱ processor: one, 2 cores", "⏱ processor: another, 8 cores", true),
    ("*⏱ Steps 7 and 8 use 2.*", "*⏱ Steps 7 and 8 use 4.*", false),
    ("![⏱ 6 a block of 7](steps.png)", "![⏱ 6 a block of 1](steps.png)", false),
    ("*⏱ Steps 7 and 8 use 2.*", "*⏱ Steps 7 and 8 take 2.*", false),
    ("Written 7 times. Lines with a ⏱ vary.", "Written 9 times. Lines with a ⏱ vary.", false),
  ])
  func wordsDoNotVary(_ old: String, _ new: String, _ isSame: Bool) throws {
    #expect(try differences(["README.md": old], ["README.md": new]).isEmpty == isSame)
  }

  /// Of a picture whose text says that it varies only the size counts.
  @Test func varyingPicturesAreNotComparedByTheirPixels() throws {
    let (varies, steady) = (["README.md": "![⏱ Rates.](1.png)"], ["README.md": "![Rates.](1.png)"])
    #expect(try differences(varies, varies, pictures: [(7, 7), (7, 8)]) == [])
    #expect(
      try differences(varies, varies, pictures: [(7, 9), (7, 8)])
        == ["01-Any/0.png has different pixels."])
    #expect(try differences(steady, steady, pictures: [(7, 7), (7, 8)]).count == 1)
    let picture = Picture(width: 2, height: 1)
    #expect(picture.isLike(Picture(width: 2, height: 1, fill: .black), varies: true))
    #expect(!picture.isLike(Picture(width: 2, height: 1, fill: .black), varies: false))
    #expect(!picture.isLike(Picture(width: 3, height: 1), varies: true))
    #expect(!picture.isLike(nil, varies: true) && picture.isLike(picture, varies: false))
  }

  /// What the writer marks is what the comparison finds, wherever it stands on the page.
  @Test func theMarkIsWrittenAndFound() throws {
    var page = Page()
    page.show(Picture(width: 2, height: 1), name: "0", alt: "⏰ [no] mark")
    page.fold("more")
    page.begin(Page.Cell(title: "a ⏱ cell", source: "a", isStage: false))
    page.show(Picture(width: 2, height: 1), name: "1", alt: "two\n**lines** [1]", varies: true)
    let text = MarkdownWriter().text(of: page)
    #expect(WrittenPage(text).varyingPictures == ["1"])
    let pages = ["README.md": text]
    #expect(try differences(pages, pages, pictures: [(7, 7), (7, 8)]) == [])
    #expect(try differences(pages, pages, pictures: [(7, 8), (7, 8)]).count == 1)
  }

  @Test func anotherSizeIsAnotherPicture() throws {
    try inFolder { folder in
      try GreyPicture(width: 2, height: 1).write(to: "\(folder)/a.png")
      try File.makeFolder("\(folder)/new")
      try GreyPicture(width: 1, height: 2).write(to: "\(folder)/new/a.png")
      try File.makeFolder("\(folder)/old")
      try File.write(try File.read("\(folder)/a.png"), to: "\(folder)/old/a.png")
      #expect(
        try OutputComparison.differences(between: "\(folder)/old", and: "\(folder)/new")
          == ["a.png has different pixels."])
    }
  }

  @Test func missingAndExtraFiles() throws {
    #expect(
      try differences(["b.txt": "", "c.txt": ""], ["a.txt": "", "c.txt": ""]) == [
        "01-Any/a.txt is missing.",
        "01-Any/b.txt exists, but no lesson makes it.",
      ])
  }

  @Test func aBrokenPictureIsNamed() throws {
    let error = #expect(throws: FileError.self) {
      try differences(["a.png": "x"], ["a.png": "x"])
    }
    #expect(error?.description.contains("old/01-Any/a.png: not a PNG") == true, "\(error as Any)")
  }
}
