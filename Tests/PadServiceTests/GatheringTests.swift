import Digits
import Exchange
import Foundation
import Pictures
import Testing

@testable import PadService

/// Drawings that are kept, a folder for each class.
@Suite struct GatheringTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      .path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func files(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix("png") }
      .sorted()
  }

  @Test func keptCountedAndTakenBack() throws {
    try inFolder { folder in
      let pad = Pad(models: try pad.get().models, gathering: try Gathering(folder + "/new"))
      func keep(_ digit: Int, _ name: String) throws -> Gathering.Report {
        try pad.keep(png: try png(digit), Pad.Query(["class": name]))
      }
      #expect(pad.kept.gathers && pad.kept.classes.isEmpty && !pad.kept.canUndo)
      #expect(try keep(7, "roof").file == "roof/0001.png")
      #expect(try keep(7, " roof ").file == "roof/0002.png")
      #expect(try keep(0, "my circle").file == "my circle/0001.png")
      #expect(
        pad.kept.classes == [.init(name: "my circle", count: 1), .init(name: "roof", count: 2)])
      #expect(try pad.undo().file == "my circle/0001.png")
      // The empty folder of the class is gone too.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/new") == ["roof"])
      #expect(try pad.undo().canUndo)
      #expect(try files(folder + "/new") == ["roof/0001.png"])
      #expect(try keep(1, "roof").file == "roof/0002.png")

      // A pad that is started later goes on from there, and deletes only what it has kept itself.
      let later = Pad(models: pad.models, gathering: try Gathering(folder + "/new/"))
      #expect(later.kept.classes == [.init(name: "roof", count: 2)])
      #expect(throws: PadError(409, "There is no drawing to take back.")) {
        try later.undo()
      }
    }
  }

  /// A picture that somebody else has put there keeps its number, also with capital letters.
  @Test func aPictureOfOnesOwnStays() throws {
    try inFolder { folder in
      let pad = Pad(models: try pad.get().models, gathering: try Gathering(folder))
      try File.makeFolder("\(folder)/circle")
      try File.write([1], to: "\(folder)/circle/0001.PNG")
      let kept = try pad.keep(png: try png(0), Pad.Query(["class": "circle"]))
      #expect(kept.file == "circle/0002.png")
      #expect(kept.classes == [.init(name: "circle", count: 2)])
      #expect(try File.read("\(folder)/circle/0001.PNG") == [1])
    }
  }

  /// An accent is a character of its own, or part of its letter. Swift calls both names equal.
  @Test(arguments: ["u\u{308}bung", "\u{FC}bung"], [0, 1])
  func theNameOnDiskIsTaken(_ name: String, _ count: Int) throws {
    try inFolder { folder in
      let gathering = try Gathering(folder)
      try File.makeFolder("\(folder)/\(name)")
      for number in 0..<count { try File.write([1], to: "\(folder)/\(name)/\(number).png") }
      let kept = try gathering.keep(
        GreyPicture(width: 28, height: 28), as: try ClassName("\u{FC}bung"))
      #expect(kept.classes == [.init(name: name, count: count + 1)])
      #expect(Array(kept.file?.utf8 ?? "".utf8) == Array("\(name)/0001.png".utf8))
      let folders = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(folders.map { Array($0.utf8) } == [Array(name.utf8)])
    }
  }

  /// Two pads with one folder: the other takes the number before this one has written.
  @Test func anotherPadTakesTheNumber() throws {
    try inFolder { folder in
      let (name, other) = (try ClassName("roof"), try Gathering(folder))
      let (mine, theirs) = (
        GreyPicture(width: 28, height: 28, fill: 1), GreyPicture(width: 28, height: 28, fill: 2)
      )
      let own = try Gathering(folder, limits: .init()) { bytes, path throws(FileError) in
        if path.hasSuffix("0001.png") { _ = try? other.keep(theirs, as: name) }
        return try File.writeNew(bytes, to: path)
      }
      #expect(try own.keep(mine, as: name).file == "roof/0002.png")
      #expect(try GreyPicture(contentsOf: "\(folder)/roof/0001.png") == theirs)
      #expect(try GreyPicture(contentsOf: "\(folder)/roof/0002.png") == mine)
      // Each pad takes back what it has kept itself.
      #expect(try other.undo().file == "roof/0001.png")
      #expect(try files(folder) == ["roof/0002.png"])
    }
  }

  @Test func twoPadsAtOnce() throws {
    try inFolder { folder in
      let (name, pads) = (try ClassName("roof"), [try Gathering(folder), try Gathering(folder)])
      DispatchQueue.concurrentPerform(iterations: 2) { pad in
        for _ in 0..<60 {
          let picture = GreyPicture(width: 28, height: 28, fill: UInt8(pad))
          _ = try? pads[pad].keep(picture, as: name)
        }
      }
      #expect(try files(folder).count == 120)
      let greys = try files(folder).map { try GreyPicture(contentsOf: "\(folder)/\($0)")[0, 0] }
      #expect(greys.count { $0 == 0 } == 60 && greys.count { $0 == 1 } == 60)
    }
  }

  /// What is kept is prepared for a training as it was for the answer.
  @Test func aKeptDrawingIsReadAlike() throws {
    try inFolder { folder in
      let pad = Pad(models: try pad.get().models, gathering: try Gathering(folder))
      for digit in 0..<10 {
        let bytes = try png(digit, size: 140, right: 90, down: 30)
        let file = try #require(
          try pad.keep(png: bytes, Pad.Query(["class": "\(digit)"])).file)
        let answer = try pad.predict(png: bytes, Pad.Query(["maps": "1"]))
        let centred = try #require(answer.centring?.centred)
        let kept = try Scan(contentsOf: "\(folder)/\(file)")
        #expect(try Preparation.centred.picture(of: kept).rows == centred, "\(digit)")
      }
    }
  }

  @Test(arguments: [
    ("", "Give the class a name. It becomes the name of a folder."),
    ("  ", "Give the class a name. It becomes the name of a folder."),
    ("a/b", "“a/b” cannot be the name of a class's folder: it has a /."),
    ("..", "“..” cannot be the name of a class's folder: it begins or ends with a dot."),
    (".hidden", "“.hidden” cannot be the name of a class's folder: it begins or ends with a dot."),
    ("a\\b", "“a\\b” cannot be the name of a class's folder: it has a \\."),
    (
      "a\u{0}b",
      "“ab…” cannot be the name of a class's folder: it has a character that cannot be seen."
    ),
    (
      "x.png", "“x.png” cannot be the name of a class's folder: it ends like the name of a picture."
    ),
    (
      "Test",
      "“Test” cannot be the name of a class's folder: a training takes a folder of this name for something else."
    ),
    (
      String(repeating: "x", count: 61),
      "The name of a class may have at most 60 characters, not 61."
    ),
    (String(repeating: "😀", count: 51), "The name of a class may have at most 200 bytes, not 204."),
    // With an accent, a slash is another character to Swift, but not to the file system.
    ("a/\u{301}b", "“a/\u{301}b” cannot be the name of a class's folder: it has a /."),
    (
      ".\u{301}a",
      "“.\u{301}a” cannot be the name of a class's folder: it begins or ends with a dot."
    ),
  ])
  func namesThatAreNone(_ name: String, _ sentence: String) throws {
    try inFolder { folder in
      let pad = Pad(models: try pad.get().models, gathering: try Gathering(folder))
      #expect(throws: PadError(400, sentence)) {
        try pad.keep(png: try png(7), Pad.Query(["class": name]))
      }
      #expect(try files(folder).isEmpty)
    }
  }

  @Test func namesThatAreOne() throws {
    for name in ["0", "O", ":)".replacing(":", with: "("), "é", "Mr. X", "大", "a b", "x-y_z"] {
      #expect(try ClassName(name).text == name)
    }
    #expect(try ClassName("e\u{301}").text.unicodeScalars.count == 1)
  }

  @Test func nothingToKeep() throws {
    try inFolder { folder in
      let pad = Pad(models: try pad.get().models, gathering: try Gathering(folder))
      #expect(throws: PadError(400, "Not kept. Nothing is drawn yet.")) {
        try pad.keep(png: try png(width: 280, height: 280, fill: 0), Pad.Query(["class": "a"]))
      }
      #expect(throws: PadError.self) {
        try pad.keep(png: Array("GIF".utf8), Pad.Query(["class": "a"]))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test func withoutAFolder() throws {
    let pad = try pad.get()
    let refusal = PadError(403, "This pad keeps no drawings. Start it with --gather FOLDER.")
    #expect(!pad.kept.gathers)
    #expect(throws: refusal) { try pad.keep(png: try png(7), Pad.Query(["class": "a"])) }
    #expect(throws: refusal) { try pad.undo() }
  }

  // MARK: - Limits

  @Test func tooMany() throws {
    try inFolder { folder in
      let limits = Gathering.Limits(classes: 2, ofClass: 2, inAll: 3)
      let gathering = try Gathering(folder, limits: limits) { bytes, path throws(FileError) in
        try File.writeNew(bytes, to: path)
      }
      let pad = Pad(models: try pad.get().models, gathering: gathering)
      func keep(_ name: String) throws -> String? {
        do {
          return try pad.keep(png: try png(7), Pad.Query(["class": name])).file
        } catch let error as PadError {
          #expect(error.status == 409)
          return error.description
        }
      }
      #expect(try keep("a") == "a/0001.png")
      #expect(try keep("a") == "a/0002.png")
      #expect(try keep("a") == "The class “a” is full: 2 drawings are the limit.")
      #expect(try keep("b") == "b/0001.png")
      #expect(try keep("b") == "3 drawings are kept, and 3 is the limit.")
      _ = try pad.undo()
      #expect(try keep("c") == "c/0001.png")
      try FileManager.default.removeItem(atPath: folder + "/a/0001.png")
      #expect(try keep("d") == "There are 2 classes, and 2 is the limit.")
      #expect(try keep("a") == "The class “a” is full: 2 drawings are the limit.")
      #expect(try files(folder) == ["a/0002.png", "c/0001.png"])
    }
  }

  /// What the system says of a full disk, and of a folder that nobody may write to.
  @Test(arguments: [
    (ENOSPC, 507, "no space left on device"), (EACCES, 500, "permission denied"),
    (EROFS, 500, "read-only file system"),
  ])
  func aDiskThatTakesNothing(_ code: Int32, _ status: Int, _ reason: String) throws {
    try inFolder { folder in
      let gathering = try Gathering(folder, limits: .init()) { _, path throws(FileError) in
        throw .unwritable(path, String(cString: strerror(code)).lowercased())
      }
      let pad = Pad(models: try pad.get().models, gathering: gathering)
      #expect(throws: PadError(status, "roof/0001.png cannot be written: \(reason).")) {
        try pad.keep(png: try png(7), Pad.Query(["class": "roof"]))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      #expect(!pad.kept.canUndo)
    }
  }

  @Test func foldersThatAreNone() throws {
    try inFolder { folder in
      try File.makeFolder(folder)
      try File.write([1], to: folder + "/file")
      #expect(throws: FileError.self) { try Gathering(folder + "/file") }
      #expect(throws: FileError.self) { try Gathering(folder + "/file/below") }
      #expect(throws: FileError.self) { try Gathering("") }
      // A file where the folder of a class should be.
      let pad = Pad(models: try pad.get().models, gathering: try Gathering(folder))
      #expect(throws: PadError.self) {
        try pad.keep(png: try png(7), Pad.Query(["class": "file"]))
      }
      #expect(try File.read(folder + "/file") == [1])
    }
  }
}
