import CNN
import Digits
import Foundation
import Pictures

/// A folder of one's own data: sheets, pictures in folders, and things to pass over.
///
/// An input is a list of files. Each is its name up to a line feed, two bytes with its length, and
/// its bytes. `*` stands for a sheet that is right.
struct FolderTarget: Target {
  private let scratch: Scratch
  private let sheet: [UInt8]
  /// Smaller than usual: the fewer pixels, the more inputs in a second.
  private static let cell = (height: 8, width: 8)

  init() throws {
    scratch = try Scratch()
    sheet = try PNG.encode(Samples.sheet(cells: 7, side: Self.cell.height))
  }

  func seeds() throws -> [[UInt8]] {
    let pngs = try Samples.pngs()
    let drawing = try PNG.encode(Samples.drawing())
    func file(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
      Array(name.utf8) + [10, UInt8(bytes.count & 255), UInt8(bytes.count >> 8)] + bytes
    }
    let star = Array("*".utf8)
    return [
      file("a.png", sheet) + file("b.png", star),
      file("0.png", star) + file("10.png", star) + file("9.png", sheet),
      (0..<5).flatMap { file("x/\($0).png", drawing) } + file("y/1.png", drawing),
      file("train/a.png", star) + file("train/b.png", star) + file("test/a.png", sheet),
      file("train/a/1.png", drawing) + file("train/b/1.png", drawing)
        + file("val/a/1.png", drawing) + file("test/b/1.png", drawing),
      file("a/1.jpg", [0xFF, 0xD8, 0xFF]) + file("a/2.png", drawing) + file("__MACOSX/x", [])
        + file(".DS_Store", []) + file("b.png", star),
    ] + pngs.map { file("a.png", star) + file("b/1.png", $0) + file("b/2.png", drawing) }
  }

  func changed(_ input: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var files = Self.files(input)
    guard !files.isEmpty, dice.roll(16) > 0 else { return dice.changed(input) }
    let place = dice.roll(files.count)
    switch dice.roll(8) {
    case 0: files[place].name = dice.changed(files[place].name).filter { $0 != 10 }
    case 1: files.append(files[place])
    case 2: files.remove(at: place)
    case 3: files[place].bytes = files[place].bytes.count > 1 ? Array("*".utf8) : sheet
    default: files[place].bytes = dice.changedPNG(files[place].bytes)
    }
    return files.flatMap { file -> [UInt8] in
      let count = min(file.bytes.count, 65_535)
      return file.name + [10, UInt8(count & 255), UInt8(count >> 8)] + file.bytes.prefix(count)
    }
  }

  private static func files(_ input: [UInt8]) -> [(name: [UInt8], bytes: [UInt8])] {
    var (files, rest) = ([(name: [UInt8], bytes: [UInt8])](), input[...])
    while files.count < 12, let end = rest.firstIndex(of: 10), rest.endIndex - end > 2 {
      let length = Int(rest[end + 1]) | Int(rest[end + 2]) << 8
      let last = min(end + 3 + length, rest.endIndex)
      files.append((Array(rest[..<end]), Array(rest[(end + 3)..<last])))
      rest = rest[last...]
    }
    return files
  }

  /// A name that a file can have, with visible characters, at most three folders deep.
  private static func path(_ name: [UInt8]) -> String? {
    let text = String(decoding: name.prefix(120), as: UTF8.self)
    let parts = text.split(separator: "/").filter { $0 != "." && $0 != ".." }.prefix(4)
    let isVisible = parts.joined().unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control
    }
    return parts.isEmpty || !isVisible ? nil : parts.joined(separator: "/")
  }

  func read(_ input: [UInt8]) throws {
    let folder = scratch.path + "/data"
    let manager = FileManager.default
    defer { try? manager.removeItem(atPath: folder) }
    try? manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var pixels = 0
    for (name, bytes) in Self.files(input) {
      let bytes = bytes == Array("*".utf8) ? sheet : bytes
      if let size = try? PNG.size(of: bytes) { pixels += size.width * size.height }
      guard pixels < 3_000, let path = Self.path(name) else { continue }
      let below = path.split(separator: "/").dropLast().joined(separator: "/")
      try? manager.createDirectory(
        atPath: "\(folder)/\(below)", withIntermediateDirectories: true)
      // A name may already be a folder, or too long for the system.
      _ = manager.createFile(atPath: "\(folder)/\(path)", contents: Data(bytes))
    }
    let plain = succeeds {
      try DataSet(folder: folder, cell: Self.cell, preparation: .asItIs)
    }
    if let plain { check(plain) }
    let pictures = try PictureFolder(folder, cell: Self.cell)
    promise(!pictures.report.isEmpty, "the report says nothing")
    promise(pictures.test.count > 0, "there is no picture for the test")
    promise(pictures.test.classes == pictures.train.classes, "the test has other classes")
    for data in [pictures.train, pictures.test] + [pictures.validation].compactMap({ $0 }) {
      check(data)
    }
  }

  private func check(_ data: DataSet) {
    promise(Set(data.classes).count == data.classes.count, "a class is there twice")
    promise(data.labels.allSatisfy(data.classes.indices.contains), "an image has no class")
    let (images, labels) = data.batch(Array(0..<data.count)[...])
    promise(images.shape.sizes == [data.count] + data.shape.sizes, "the images have another shape")
    promise(labels == data.labels, "the labels changed")
  }
}
