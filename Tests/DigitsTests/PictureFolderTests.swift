import CNN
import Exchange
import Foundation
import Pictures
import Testing

@testable import Digits

/// Folders as people bring them.
@Suite struct PictureFolderTests {
  /// MNIST's digits as PNGs of one digit each.
  private func write(
    _ label: Int, _ count: Int, to folder: String, change: (GreyPicture) -> GreyPicture = { $0 }
  ) throws {
    try File.makeFolder(folder)
    let sheet = try MNIST.sheet(.test, digit: label)
    for number in 0..<count {
      let digit = GreyPicture(width: 28, height: 28, pixels: sheet[number])
      try change(digit).write(to: "\(folder)/\(number).png")
    }
  }

  private func negative(_ picture: GreyPicture) -> GreyPicture {
    GreyPicture(
      width: picture.width, height: picture.height, pixels: picture.pixels.map { 255 - $0 })
  }

  private func enlarged(_ picture: GreyPicture, _ factor: Int) -> GreyPicture {
    var large = GreyPicture(width: 28 * factor, height: 28 * factor)
    for y in 0..<large.height {
      for x in 0..<large.width { large[x, y] = picture[x / factor, y / factor] }
    }
    return large
  }

  private let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]

  private func problem<Result>(_ body: () throws -> Result) -> String {
    do { return "none: \(try body())" } catch { return "\(error)" }
  }

  /// Nothing happens to MNIST's digits, whichever way they come.
  @Test func digitsOfMNISTStayAsTheyAre() throws {
    for part in [MNIST.Part.train, .test] {
      for label in 0..<10 {
        let sheet = try MNIST.sheet(part, digit: label)
        for number in 0..<sheet.count {
          let digit = GreyPicture(width: 28, height: 28, pixels: sheet[number])
          #expect(digit.hasMNISTsForm, "\(part) \(label), cell \(number)")
        }
      }
    }
    try inFolder { folder in
      for label in [3, 8] { try write(label, 5, to: "\(folder)/\(label)") }
      let data = try DataSet(folder: folder)
      for number in 0..<10 {
        let sheet = try MNIST.sheet(.test, digit: number < 5 ? 3 : 8)
        #expect(data.picture(number).pixels == sheet[number % 5])
      }
    }
  }

  /// Dark on white becomes bright on black, and any size becomes 28×28, as when it is asked.
  @Test func preparedAsItIsAsked() throws {
    try inFolder { folder in
      try write(3, 5, to: folder + "/3", change: negative)
      try write(8, 5, to: folder + "/8") { enlarged(negative($0), 9) }
      let pictures = try PictureFolder(folder)
      #expect(pictures.train.shape == [28, 28, 1] && pictures.train.preparation == .centred)
      for (number, path) in ["3/0", "3/1", "3/2", "3/3", "8/0"].enumerated() {
        let original = try GreyPicture(contentsOf: "\(folder)/\(path).png")
        #expect(pictures.train.picture(number) == (try CentredDrawing(original).picture))
      }
      #expect(pictures.report.contains("made smaller: 5 pictures of up to 252×252 pixels"))
    }
  }

  /// White ink that only the transparency shows is learned as it is asked; what is too poor to be
  /// read is passed over.
  @Test func inkInTheTransparency() throws {
    try inFolder { folder in
      for label in [3, 8] { try write(label, 5, to: "\(folder)/\(label)") }
      let digit = GreyPicture(width: 28, height: 28, pixels: try MNIST.sheet(.test, digit: 3)[7])
      let large = enlarged(digit, 4)
      let scan = Scan(GreyPicture(width: 112, height: 112, fill: 255), alpha: large)
      #expect(try Preparation.centred.picture(of: scan) == CentredDrawing(large).picture)
      var dot = GreyPicture(width: 60, height: 60)
      for y in 30..<33 { for x in 30..<33 { dot[x, y] = 0 } }
      try dot.write(to: folder + "/3/dot.png")
      let pictures = try PictureFolder(folder)
      #expect(pictures.train.count == 8)
      #expect(
        pictures.report.contains("passed over: 1 picture (3/dot.png) too poor to be read"),
        "\(pictures.report)")
    }
  }

  @Test func classesWithoutATestPicture() throws {
    try inFolder { folder in
      for (label, count) in [(0, 100), (3, 4), (7, 1)] {
        try write(label, count, to: "\(folder)/\(label)")
      }
      let pictures = try PictureFolder(folder)
      #expect(pictures.untested == ["3", "7"])
      let lines = pictures.report.split(separator: "\n")
      #expect(lines.contains("0           80       20"))
      #expect(lines.contains("3            4        0   no test picture"))
      #expect(lines.contains("7            1        0   no test picture"))
      #expect(pictures.report.contains("the test says nothing about 3, 7: every fifth picture"))
      #expect(pictures.report.contains("unbalanced: 0 has 80 times as many pictures as 7"))
      #expect(pictures.untestedClause == ", none of them of 3, 7")
    }
  }

  /// A check knows what was read after each picture. What it throws ends the reading.
  @Test func checkedWhileReading() throws {
    struct Enough: Error {}
    try inFolder { folder in
      for label in [3, 7] { try write(label, 5, to: "\(folder)/\(label)") }
      var all: [PicturesRead] = []
      _ = try PictureFolder(folder) { all.append($0) }
      #expect(all.map(\.count) == Array(1...10))
      #expect(all.map(\.bytes) == (1...10).map { 784 * $0 })
      #expect(all.allSatisfy { $0.classes == 2 && $0.shape == [28, 28, 1] })
      // Not even looked at.
      try File.write([1], to: folder + "/3/3.png")
      #expect(throws: Enough.self) {
        try PictureFolder(folder) { if $0.count == 3 { throw Enough() } }
      }
    }
  }

  /// Of many classes without a test picture, some are named.
  @Test(arguments: [(6, "1, 2, 3, 4, 5, 6"), (8, "1, 2, 3, 4, 5 and 3 others")])
  func manyWithoutATestPicture(_ count: Int, _ words: String) throws {
    try inFolder { folder in
      try write(0, 5, to: folder + "/0")
      for label in 1...count { try write(label, 1, to: "\(folder)/\(label)") }
      let pictures = try PictureFolder(folder)
      #expect(pictures.report.contains("the test says nothing about \(words): every fifth picture"))
      #expect(pictures.untestedClause == ", none of them of " + words)
    }
  }

  @Test func whatIsPassedOver() throws {
    try inFolder { folder in
      for label in [3, 7] {
        let own = "\(folder)/\(label)"
        try write(label, 5, to: own)
        try write(label, 4, to: own + "/writerA")
        for name in ["a.jpg", "b.JPEG", "0.jpg", "named.png"] {
          try File.write(jpeg, to: "\(own)/\(name)")
        }
        try File.write([1], to: own + "/.DS_Store")
        try File.write([1], to: own + "/notes.txt")
        try GreyPicture(width: 28, height: 28, fill: 255).write(to: own + "/white.png")
      }
      try File.makeFolder(folder + "/__MACOSX/3")
      try File.makeFolder(folder + "/.git")
      let pictures = try PictureFolder(folder + "/")
      let report = pictures.report
      #expect(pictures.train.classes == ["3", "7"] && pictures.train.count == 8)
      #expect(report.contains("3            4        1   8 passed over"), "\(report)")
      for said in [
        "passed over: 8 JPEGs (3/0.jpg, 3/a.jpg, 3/b.JPEG …): only PNGs are read. Convert them",
        "for f in \(folder)/3/*.jpg \(folder)/3/*.JPEG", "sips -s format png \"$f\"",
        // Only the file that is no PNG, or each good one would get a copy.
        "\(folder)/3/*.JPEG \(folder)/3/named.png \(folder)/7/*.jpg",
        // 0.png is there: nothing may be written over it.
        "convert \"$f\" \"$f.png\"",
        "passed over: 2 folders (3/writerA, 7/writerA) with 8 PNGs", "__MACOSX",
        "passed over: 3 hidden files (.git, 3/.DS_Store, 7/.DS_Store)",
        "passed over: 2 files that are no pictures (3/notes.txt, 7/notes.txt)",
        "passed over: 2 blank pictures (3/white.png, 7/white.png): there is no ink on them",
      ] {
        #expect(report.contains(said), "\(said) in \(report)")
      }
      #expect(!report.contains("*.png"), "\(report)")
    }
  }

  /// A class may have the name of the folder in which it lies.
  @Test func aClassNamedTrain() throws {
    try inFolder { folder in
      for part in ["train", "test"] {
        for (label, name) in [(3, "car"), (7, "train")] {
          try write(label, 2, to: "\(folder)/\(part)/\(name)")
        }
      }
      for name in ["a", "b"] { try File.write(jpeg, to: "\(folder)/train/car/\(name).jpg") }
      try File.write(jpeg, to: folder + "/test/train/c.jpg")
      let lines = try PictureFolder(folder).report.split(separator: "\n")
      #expect(lines.contains("car          2        2   2 passed over"), "\(lines)")
      #expect(lines.contains("train        2        2   1 passed over"), "\(lines)")
    }
  }

  @Test func oneBlankPicture() throws {
    try inFolder { folder in
      for label in [3, 7] { try write(label, 5, to: "\(folder)/\(label)") }
      try GreyPicture(width: 28, height: 28, fill: 255).write(to: folder + "/3/white.png")
      let report = try PictureFolder(folder).report
      let said = "passed over: 1 blank picture (3/white.png): there is no ink on it"
      #expect(report.contains(said), "\(report)")
    }
  }

  @Test func otherFilesNamedPNG() throws {
    try inFolder { folder in
      for label in [3, 7] { try write(label, 5, to: "\(folder)/\(label)") }
      try File.write(Array("GIF89a, and more".utf8), to: folder + "/3/moving.png")
      let report = try PictureFolder(folder).report
      #expect(report.contains("passed over: 1 GIF (3/moving.png): only PNGs are read"), "\(report)")
      // Opening a pipe would wait for its other end.
      #expect(mkfifo(folder + "/7/pipe.png", 0o600) == 0)
      #expect(throws: FileError.notPlain(folder + "/7/pipe.png")) { try PictureFolder(folder) }
    }
  }

  @Test func onlyJPEGs() throws {
    try inFolder { folder in
      for label in [3, 7] {
        try File.makeFolder("\(folder)/a b/\(label)")
        for number in 0..<4 { try File.write(jpeg, to: "\(folder)/a b/\(label)/\(number).jpg") }
      }
      let said = problem { try PictureFolder(folder + "/a b") }
      #expect(
        said.hasPrefix(
          "\(folder)/a b/3: this class has no picture that can be read, nor has 7. Passed over: "
            + "8 JPEGs (3/0.jpg, 3/1.jpg, 3/2.jpg …)"), "\(said)")
      #expect(said.contains("sips -s format png \"$f\" --out \"${f%.*}.png\""))
      #expect(said.hasSuffix("mogrify -format png '\(folder)/a b/3'/*.jpg '\(folder)/a b/7'/*.jpg"))
      #expect(!said.contains("\n"))
    }
  }

  @Test func trainAndValAndTest() throws {
    try inFolder { folder in
      for label in [3, 7] {
        try write(label, 6, to: "\(folder)/train/\(label)")
        try write(label, 3, to: "\(folder)/Validation/\(label)")
      }
      try File.makeFolder(folder + "/__MACOSX")
      let two = try PictureFolder(folder)
      #expect(two.train.count == 12 && two.test.count == 6 && two.validation == nil)
      #expect(two.report.contains("class    train Validation\n"), "\(two.report)")
      // A class that the test has none of is named; one that was never learned is refused.
      try write(3, 2, to: folder + "/test/3")
      let three = try PictureFolder(folder)
      #expect(three.test.count == 2 && three.validation?.count == 6 && three.untested == ["7"])
      #expect(three.test.classes == ["3", "7"] && three.test.labels == [0, 0])
      try write(1, 2, to: folder + "/test/1")
      #expect(
        problem { try PictureFolder(folder) }
          == "\(folder)/test: it has a class 1, but the classes for training are 3, 7")
    }
  }

  /// Without a picture there is no share of right answers.
  @Test(arguments: ["val", "test"])
  func partsWithoutAPicture(_ part: String) throws {
    try inFolder { folder in
      for other in ["train", "val", "test"] where other != part {
        for label in [3, 7] { try write(label, 2, to: "\(folder)/\(other)/\(label)") }
      }
      try File.makeFolder("\(folder)/\(part)/3")
      #expect(
        problem { try PictureFolder(folder) }
          == "\(folder)/\(part): this folder has no picture that can be read")
    }
  }

  @Test func oneLevelTooDeep() throws {
    try inFolder { folder in
      for label in [3, 7] { try write(label, 5, to: "\(folder)/signs/\(label)") }
      try File.makeFolder(folder + "/__MACOSX")
      #expect(
        problem { try PictureFolder(folder) }
          == "\(folder): its only folder \(folder)/signs holds folders (3, 7): name \(folder)/signs "
          + "instead")
    }
  }

  /// Sheets of pictures that are no drawings stay as they are, and say so.
  @Test func sheetsOfOtherPictures() throws {
    try inFolder { folder in
      for name in ["a", "b"] {
        let cells = (1...5).map { [UInt8](repeating: UInt8(40 * $0), count: 784) }
        try Sheet(cells: cells, columns: 5).picture.write(to: "\(folder)/\(name).png")
      }
      #expect(try PictureFolder(folder).train.preparation == .asItIs)
    }
  }
}
