import Exchange
import Foundation
import Pictures
import Testing

@Suite struct FileTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: "pictures-\(UUID())")
  let picture = Picture(width: 2, height: 3, fill: Color(red: 9, green: 8, blue: 7))

  /// Runs `body` with the path of an empty folder that is gone afterwards.
  private func inFolder(_ body: (String) throws -> Void) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path(percentEncoded: false))
  }

  private func content(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func picturesComeBack() throws {
    try inFolder { folder in
      try picture.write(to: "\(folder)/a ä.png")
      #expect(try Picture(contentsOf: "\(folder)/a ä.png") == picture)
      try GreyPicture(picture).write(to: "\(folder)/a ä.png")
      #expect(try GreyPicture(contentsOf: "\(folder)/a ä.png") == GreyPicture(picture))
      #expect(try content(folder) == ["a ä.png"])
    }
  }

  @Test func longNames() throws {
    try inFolder { folder in
      let name = String(repeating: "n", count: 255)
      try picture.write(to: "\(folder)/\(name)")
      #expect(try content(folder) == [name])
      #expect(throws: FileError.self) { try picture.write(to: "\(folder)/\(name)n") }
      #expect(try content(folder) == [name])
    }
  }

  @Test func whatCannotBeRead() throws {
    try inFolder { folder in
      let missing = "\(folder)/missing.png"
      #expect(throws: FileError.missing(missing)) { try Picture(contentsOf: missing) }
      #expect(FileError.missing("photo.png").description == "photo.png: there is no such file")
      #expect(throws: FileError.folder(folder)) { try Picture(contentsOf: folder) }
      #expect(throws: FileError.missing("")) { try Picture(contentsOf: "") }
      #expect(throws: FileError.notPlain("/dev/zero")) { try Picture(contentsOf: "/dev/zero") }
      try File.write(Array("GIF".utf8), to: "\(folder)/a.png")
      let inside = "\(folder)/a.png/b.png"
      #expect(throws: FileError.missing(inside)) { try Picture(contentsOf: inside) }
      #expect(
        throws: FileError.unusable("\(folder)/a.png", "\(PNGError.notPNG([0x47, 0x49, 0x46]))")
      ) {
        try Picture(contentsOf: "\(folder)/a.png")
      }
      #expect(throws: FileError.tooLarge("\(folder)/a.png", bytes: 3, limit: 2)) {
        try File.read("\(folder)/a.png", limit: 2)
      }
      #expect(
        FileError.unusable("photo.png", "\(PNGError.brokenOff(after: 1024, needed: 2048))")
          .description
          == "photo.png: incomplete: it has 1,024 of at least 2,048 bytes")
    }
  }

  @Test func whatCannotBeWrittenLeavesNothing() throws {
    try inFolder { folder in
      let nowhere = "\(folder)/missing/a.png"
      let error = #expect(throws: FileError.self) { try picture.write(to: nowhere) }
      #expect(
        error?.description == "\(nowhere): it cannot be written: no such file or directory")
      try File.makeFolder("\(folder)/b/c.png")
      #expect(throws: FileError.folder("\(folder)/b/c.png")) {
        try File.write([("\(folder)/b/a.png", [1]), ("\(folder)/b/c.png", [2])])
      }
      #expect(try content(folder) == ["b"])
      #expect(try content("\(folder)/b") == ["c.png"])
      try File.write([], to: "\(folder)/d")
      #expect(try File.read("\(folder)/d") == [])
      #expect(throws: FileError.self) { try File.makeFolder("\(folder)/d") }
    }
  }

  @Test func aNewFileReplacesNothing() throws {
    try inFolder { folder in
      #expect(try File.writeNew([1], to: "\(folder)/a"))
      #expect(try !File.writeNew([2], to: "\(folder)/a"))
      try File.makeFolder("\(folder)/b")
      #expect(try !File.writeNew([2], to: "\(folder)/b"))
      #expect(try File.read("\(folder)/a") == [1])
      #expect(throws: FileError.self) { try File.writeNew([1], to: "\(folder)/missing/a") }
      #expect(try content(folder) == ["a", "b"])
    }
  }

  @Test func theOldFileStaysIfTheNewOneFails() throws {
    try inFolder { folder in
      let path = "\(folder)/a.png"
      try picture.write(to: path)
      var broken = picture
      broken.pixels = []
      #expect(throws: FileError.self) { try broken.write(to: path) }
      #expect(try Picture(contentsOf: path) == picture)
    }
  }
}
