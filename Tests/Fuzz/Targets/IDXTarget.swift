import Digits
import Pictures

/// Two files of MNIST, as ImportDigits reads them: images and labels, plain or gzipped. The sheets
/// that they become hold the same images.
///
/// An input is both files, and before them two bytes with the length of the first.
struct IDXTarget: Target {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  func seeds() throws -> [[UInt8]] {
    let pixels = [UInt8](1...24)
    let images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 2] + pixels
    let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 4, 7, 2, 2, 255]
    let packed = [images, labels].map { Zlib.packed($0, .gzip, level: 9) }
    return [
      Self.joined(images, labels), Self.joined(packed[0], packed[1]),
      Self.joined(images, packed[1]), Self.joined(labels, images),
    ]
  }

  private static func joined(_ images: [UInt8], _ labels: [UInt8]) -> [UInt8] {
    [UInt8(images.count & 255), UInt8(images.count >> 8 & 255)] + images + labels
  }

  private static func parts(_ input: [UInt8]) -> (images: [UInt8], labels: [UInt8]) {
    guard input.count > 2 else { return (input, []) }
    let length = min(Int(input[0]) | Int(input[1]) << 8, input.count - 2)
    return (Array(input[2..<2 + length]), Array(input[(2 + length)...]))
  }

  func changed(_ input: [UInt8], _ dice: inout Dice) -> [UInt8] {
    guard dice.roll(16) > 0 else { return dice.changed(input) }
    var (images, labels) = Self.parts(input)
    if dice.roll(3) == 0 {
      labels = dice.changedFile(labels)
    } else {
      images = dice.changedFile(images)
    }
    return Self.joined(Array(images.prefix(65_535)), labels)
  }

  func read(_ input: [UInt8]) throws {
    let (first, second) = Self.parts(input)
    let images = succeeds { try IDX.images(first, name: "images") }
    let labels = succeeds { try IDX.labels(second, name: "labels") }
    guard let images, let labels else { return }
    promise(
      images.pixels.count == images.count * images.height * images.width, "pixels are missing")

    let set = try LabelledImages(
      images: scratch.write(first, "images"), labels: scratch.write(second, "labels"))
    promise(set.images == images && set.labels == labels, "the files were read otherwise")
    var next = [Int: Int]()
    let sheets = try set.sheets(columns: 3)
    promise(sheets.reduce(0) { $0 + $1.sheet.count } == images.count, "images were lost")
    for (label, sheet) in sheets {
      let again = written("a sheet") {
        let picture = try PNG.decodeGrey(PNG.encode(sheet.picture))
        return try Sheet(picture, height: images.height, width: images.width)
      }
      promise(again == sheet, "the sheet \(label) was written otherwise")
    }
    for (number, label) in labels.enumerated() {
      let cell = next[Int(label), default: 0]
      next[Int(label)] = cell + 1
      let sheet = sheets.first { $0.label == Int(label) }?.sheet
      promise(sheet?[cell] == images[number], "image \(number) is not in its sheet")
    }
  }
}

extension Dice {
  /// A changed file, plain or gzipped. The mutator unpacks a gzipped file, changes it, and packs it.
  fileprivate mutating func changedFile(_ file: [UInt8]) -> [UInt8] {
    let isPacked = file.starts(with: [0x1F, 0x8B])
    switch roll(16) {
    case 0: return changed(file)
    case 1: return isPacked ? Zlib.unpacked(file, .gzip, most: 1 << 16) : file
    case 2, 3: return Zlib.packed(file, .gzip, level: roll(10))
    default:
      guard isPacked else { return fitting(changed(file)) }
      let inside = fitting(changed(Zlib.unpacked(file, .gzip, most: 1 << 16)))
      return Zlib.packed(inside, .gzip, level: roll(10))
    }
  }

  /// With small sizes, and mostly as many bytes as they announce.
  private mutating func fitting(_ file: [UInt8]) -> [UInt8] {
    guard file.count > 8, roll(4) > 0 else { return file }
    let header = file[3] == 3 ? 16 : 8
    guard file.count >= header else { return file }
    var file = file
    for place in stride(from: 4, to: header, by: 4) {
      file.replaceSubrange(place..<place + 3, with: [0, 0, 0])
    }
    let needed = stride(from: 7, to: header, by: 4).reduce(1) { $0 * Int(file[$1]) }
    guard needed <= 1 << 14 else { return file }
    let values = file[header...].prefix(needed)
    return file[..<header] + values + [UInt8](repeating: 1, count: needed - values.count)
  }
}
