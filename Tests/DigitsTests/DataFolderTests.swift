import CNN
import Digits
import Exchange
import Foundation
import Pictures
import Testing

/// Data sets of a reader's own.
@Suite struct DataFolderTests {
  /// Pictures of one grey each, so that they can be told apart.
  private func write(
    _ greys: [UInt8], to folder: String, height: Int = 3, width: Int = 2
  ) throws {
    try File.makeFolder(folder)
    for grey in greys {
      try GreyPicture(width: width, height: height, fill: grey)
        .write(to: "\(folder)/\(String(1000 + Int(grey))).png")
    }
  }

  private func write(sheet greys: [UInt8], to path: String) throws {
    let cells = greys.map { [UInt8](repeating: $0, count: 6) }
    try Sheet(cells: cells, height: 3, width: 2, columns: 2).picture.write(to: path)
  }

  @Test func sheetsAndFolders() throws {
    try inFolder { folder in
      try write([40, 10], to: folder + "/10")
      try write(sheet: [20, 30, 25], to: folder + "/9.PNG")
      try File.write(Array("notes".utf8), to: folder + "/readme.txt")
      try File.makeFolder(folder + "/.hidden")
      let data = try DataSet(folder: folder, cell: (3, 2), preparation: .asItIs)
      #expect(data.classes == ["9", "10"])
      #expect(data.shape == [3, 2, 1] && data.labels == [0, 0, 0, 1, 1])
      let images = data.batch(0..<5).images
      #expect((0..<5).map { (images[$0, 2, 1, 0] * 255).rounded() } == [20, 30, 25, 10, 40])
    }
  }

  @Test func everyFifthIsKeptForTheTest() throws {
    try inFolder { folder in
      try write([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], to: folder + "/a")
      try write([21, 22, 23], to: folder + "/b")
      let (train, test) = try DataSet.halves(of: folder, preparation: .asItIs)
      #expect(train.count == 12 && test.count == 2)
      let greys = test.batch([0, 1]).images
      #expect((greys[0, 0, 0, 0] * 255).rounded() == 5 && (greys[1, 0, 0, 0] * 255).rounded() == 10)
    }
  }

  @Test func trainAndTest() throws {
    try inFolder { folder in
      for part in ["train", "test"] {
        try write([1, 2], to: "\(folder)/\(part)/a")
        try write([3], to: "\(folder)/\(part)/b")
      }
      let (train, test) = try DataSet.halves(of: folder, preparation: .asItIs)
      #expect(train.count == 3 && test.count == 3 && train.classes == ["a", "b"])
      try FileManager.default.moveItem(atPath: folder + "/test/b", toPath: folder + "/test/c")
      #expect(
        problem { try DataSet.halves(of: folder, preparation: .asItIs) }
          == "\(folder)/test: it has a class c, but the classes for training are a, b")
    }
  }

  @Test func twoSheetsOfAClass() throws {
    try inFolder { folder in
      for name in ["a.PNG", "a.png", "b.png"] { try write(sheet: [7], to: "\(folder)/\(name)") }
      // To some file systems the first two are the same.
      guard try FileManager.default.contentsOfDirectory(atPath: folder).count == 3 else { return }
      #expect(
        problem { try DataSet(folder: folder, cell: (3, 2)) }
          == "\(folder): the class a exists twice, as the sheet a.PNG and as the sheet a.png")
    }
  }

  /// An accent is a character of its own, or part of its letter.
  @Test func twoFoldersOfAClass() throws {
    try inFolder { folder in
      for name in ["b", "u\u{308}", "\u{FC}"] { try write([1], to: "\(folder)/\(name)") }
      guard try FileManager.default.contentsOfDirectory(atPath: folder).count == 3 else { return }
      #expect(
        problem { try DataSet(folder: folder, preparation: .asItIs) }
          == "\(folder): the class ü exists twice, as the folder ü and as the folder ü; their names "
          + "differ only in how accents are stored")
    }
  }

  private func problem<Result>(_ body: () throws -> Result) -> String {
    do { return "none: \(try body())" } catch { return "\(error)" }
  }

  @Test(arguments: [
    ("missing", ": this folder does not exist"),
    ("file", ": this is a file, but a folder is needed"),
    ("none", ": it has no class: put a sheet or a folder of PNGs for each class into it"),
    ("one", ": it has only one class, a; at least two are needed"),
    ("empty", "/b: this class has no picture"),
    ("black", "/b.png: this class has no picture"),
    ("twice", ": the class a exists twice, as the folder a and as the sheet a.png"),
    ("sizes", "/b/1005.png: its images have 2×2 pixels, but those of "),
    ("sheet", "/b.png: a sheet of 5×3 pixels does not divide into cells of 2×3"),
    ("broken", "/b/x.png: "),
  ])
  func whatIsNoDataSet(_ name: String, _ end: String) throws {
    try inFolder { top in
      let folder = "\(top)/\(name)"
      if name != "missing" && name != "file" { try File.makeFolder(folder) }
      if !["missing", "file", "none"].contains(name) { try write([1, 2], to: folder + "/a") }
      switch name {
      case "file": try File.write([1], to: folder)
      case "empty": try File.makeFolder(folder + "/b")
      case "black": try GreyPicture(width: 2, height: 3, fill: 0).write(to: folder + "/b.png")
      case "twice": try write(sheet: [7], to: folder + "/a.png")
      case "sizes": try write([5], to: folder + "/b", height: 2)
      case "sheet": try GreyPicture(width: 5, height: 3).write(to: folder + "/b.png")
      case "broken":
        try File.makeFolder(folder + "/b")
        try File.write(Array("no picture".utf8), to: folder + "/b/x.png")
      default: break
      }
      let said = problem { try DataSet(folder: folder, cell: (3, 2), preparation: .asItIs) }
      #expect(said.hasPrefix(folder + end), "\(said)")
      #expect(!said.contains("\n"))
    }
  }
}
