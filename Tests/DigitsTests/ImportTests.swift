import ArgumentParser
import Digits
import Exchange
import Foundation
import Pictures
import Testing

@testable import ImportDigits

@Suite struct ImportTests {
  /// Runs `body` with the path of an empty folder that is gone afterwards.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path(percentEncoded: false))
  }

  private func importSheets(_ images: [UInt8], _ labels: [UInt8], _ folder: String) throws
    -> [String]
  {
    try File.write([("\(folder)/images", images), ("\(folder)/labels", labels)])
    return try ImportDigits.parse([
      "\(folder)/images", "\(folder)/labels", "\(folder)/out", "--columns", "2",
    ]).importSheets()
  }

  @Test(arguments: [false, true])
  func thereAndBack(_ packed: Bool) throws {
    let images = packed ? Packing.gzip(IDXTests.imageFile) : IDXTests.imageFile
    let labels = packed ? Packing.gzip(IDXTests.labelFile) : IDXTests.labelFile
    try inFolder { folder in
      let lines = try importSheets(images, labels, folder)
      #expect(lines.count == 3)
      #expect(lines.first?.hasPrefix("\(folder)/out/0.png: 1 image, ") == true)
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out").sorted()
      #expect(names == ["0.png", "1.png", "3.png"])
      // The labels were 1, 0, 1, 3, and the pixels 1 to 24.
      for (label, first) in [(0, [7]), (1, [1, 13]), (3, [19])] as [(Int, [UInt8])] {
        let picture = try GreyPicture(contentsOf: "\(folder)/out/\(label).png")
        let sheet = try Sheet(picture, height: 2, width: 3)
        let cells: [[UInt8]] = (0..<sheet.count).map { sheet[$0] }
        let expected: [[UInt8]] = first.map { Array($0..<$0 + 6) }
        #expect(cells == expected)
        #expect(sheet.columns == 2)
      }
    }
  }

  @Test func whatFailsWritesNothing() throws {
    try inFolder { folder in
      let labels = Packing.labelFile(count: 3, labels: [1, 0, 1])
      #expect(
        throws: IDXError.countMismatch(images: "\(folder)/images", 4, labels: "\(folder)/labels", 3)
      ) { try importSheets(IDXTests.imageFile, labels, folder) }

      let black = Packing.imageFile(
        count: 4, height: 2, width: 3,
        pixels: IDXTests.pixels[..<12] + [UInt8](repeating: 0, count: 12))
      let error = #expect(throws: ImportError.self) {
        try importSheets(black, IDXTests.labelFile, folder)
      }
      #expect(
        error?.description == "\(folder)/images: image 2, counted from 0, is all black, "
          + "which would end its sheet")

      #expect(throws: IDXError.self) {
        try importSheets(Array(IDXTests.imageFile.dropLast()), IDXTests.labelFile, folder)
      }
      #expect(throws: FileError.missing("\(folder)/none")) {
        try ImportDigits.parse(["\(folder)/none", "x", "\(folder)/out"]).importSheets()
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(names == ["images", "labels"])
    }
  }

  @Test func noImages() throws {
    try inFolder { folder in
      let images = Packing.imageFile(count: 0, height: 2, width: 3, pixels: [])
      let error = #expect(throws: ImportError.noImages("\(folder)/images")) {
        try importSheets(images, Packing.labelFile(count: 0, labels: []), folder)
      }
      #expect(error?.description == "\(folder)/images: it has no images")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
    }
  }

  @Test(arguments: ["0", "10001", "x"])
  func columnsOutOfRange(_ columns: String) {
    #expect(throws: (any Error).self) {
      try ImportDigits.parse(["a", "b", "c", "--columns", columns])
    }
  }
}
