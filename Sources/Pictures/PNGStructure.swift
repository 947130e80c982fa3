import Printing

/// A PNG's structure. It must be known and correct before libpng may allocate memory.
///
/// Source: the PNG specification, chapter 5. A file is a signature and then chunks of
///
///     length (4 bytes) | type (4 letters) | data (length bytes) | checksum of type and data (4)
///
/// where the first is IHDR and the last IEND. libpng alone would accept a file that ends after its
/// pixels. It would also skip an optional chunk with a wrong checksum, although that chunk may say
/// which pixels are transparent.
struct PNGStructure {
  let width: Int
  let height: Int
  /// Bits of a channel.
  let depth: Int
  /// The bits of a pixel in the file: its channels' bits together.
  let bitsPerPixel: Int
  let isInterlaced: Bool
  /// The ranges of the chunks before the pixels, without IHDR.
  let settings: [Range<Int>]
  /// The ranges of the pixels' compressed bytes.
  let compressed: [Range<Int>]
  /// The number of bytes from the signature through IEND. Later bytes are not part of the picture.
  let byteCount: Int
  /// How the picture is to be turned; upright if no eXIf chunk says it.
  let orientation: Orientation
  /// The ranges of the texts and of eXIf. libpng does not need them, and it would inflate all texts,
  /// a thousandfold.
  let texts: [Range<Int>]

  init(_ bytes: [UInt8]) throws(PNGError) {
    if bytes.isEmpty { throw .empty }
    let signature = PNG.signature
    let start = Array(bytes.prefix(signature.count))
    if !signature.starts(with: start) { throw .notPNG(start) }
    if start.count < signature.count {
      throw .brokenOff(after: bytes.count, needed: signature.count)
    }

    var header: Header?
    var settings: [Range<Int>] = []
    var compressed: [Range<Int>] = []
    var texts: [Range<Int>] = []
    var orientation: Orientation?
    var offset = signature.count
    while true {
      let chunk = try Chunk(at: offset, in: bytes)
      guard let seen = header else {
        header = try Header(chunk, in: bytes)
        offset = chunk.end
        continue
      }
      if chunk.type == "IDAT" {
        compressed.append(chunk.data)
      } else if ["tEXt", "zTXt", "iTXt"].contains(chunk.type) {
        texts.append(offset..<chunk.end)
      } else if chunk.type == "eXIf" {
        orientation = orientation ?? Orientation(exif: bytes[chunk.data])
        texts.append(offset..<chunk.end)
      } else if compressed.isEmpty {
        settings.append(offset..<chunk.end)
      }
      offset = chunk.end
      if chunk.type != "IEND" { continue }
      try seen.check(compressed: compressed.reduce(0) { $0 + $1.count })
      width = seen.width
      height = seen.height
      depth = seen.depth
      bitsPerPixel = seen.bitsPerPixel
      isInterlaced = seen.isInterlaced
      self.settings = settings
      self.compressed = compressed
      self.texts = texts
      self.orientation = orientation ?? .upright
      byteCount = offset
      return
    }
  }
}

extension PNGStructure {
  /// The file without its texts, up to its end.
  func withoutTexts(_ bytes: [UInt8]) -> [UInt8] {
    if texts.isEmpty && byteCount == bytes.count { return bytes }
    var (kept, start) = ([UInt8](), 0)
    for text in texts {
      kept += bytes[start..<text.lowerBound]
      start = text.upperBound
    }
    return kept + bytes[start..<byteCount]
  }
}

/// One complete chunk, with the right checksum.
private struct Chunk {
  let type: String
  let data: Range<Int>
  var end: Int { data.upperBound + 4 }

  init(at offset: Int, in bytes: [UInt8]) throws(PNGError) {
    // 12 = length, type and checksum of a chunk without data
    if bytes.count - offset < 12 {
      throw .brokenOff(after: bytes.count, needed: offset + 12)
    }
    let length = number(at: offset, in: bytes)
    if length > Int(Int32.max) {
      throw .damaged("the chunk at byte \(offset.grouped) has a length of \(length.grouped)")
    }
    if bytes.count - offset - 12 < length {
      throw .brokenOff(after: bytes.count, needed: offset + 12 + length)
    }
    let letters = bytes[offset + 4..<offset + 8]
    guard letters.allSatisfy({ (65...90).contains($0) || (97...122).contains($0) }) else {
      throw .damaged("the chunk at byte \(offset.grouped) has a type that is not four letters")
    }
    type = String(decoding: letters, as: UTF8.self)
    data = offset + 8..<offset + 8 + length
    if checksum(bytes[offset + 4..<data.upperBound]) != number(at: data.upperBound, in: bytes) {
      throw .wrongChecksum(chunk: type, at: offset)
    }
  }
}

/// What IHDR says, within the limits of ``PNG``.
private struct Header {
  let width: Int
  let height: Int
  let depth: Int
  let bitsPerPixel: Int
  let isInterlaced: Bool

  init(_ chunk: Chunk, in bytes: [UInt8]) throws(PNGError) {
    if chunk.type != "IHDR" || chunk.data.count != 13 {
      throw .damaged(
        "its first chunk is \(chunk.type) with \(chunk.data.count.grouped) bytes, not IHDR with 13")
    }
    let first = chunk.data.lowerBound
    width = number(at: first, in: bytes)
    height = number(at: first + 4, in: bytes)
    if width == 0 || height == 0 { throw .noPixels(width: width, height: height) }
    // Both sides are less than 2³², so the product may not fit an Int.
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    let longest = max(width, height)
    if overflow || pixels > PNG.mostPixels || longest > PNG.longestSide {
      throw .tooLarge(width: width, height: height)
    }
    depth = Int(bytes[first + 8])
    let type = Int(bytes[first + 9])
    guard let kind = Self.kinds[type], kind.depths.contains(depth) else {
      throw .damaged("its header has colour type \(type) with \(depth) bits, which PNG lacks")
    }
    bitsPerPixel = kind.channels * depth
    isInterlaced = bytes[first + 12] != 0
  }

  /// The channels and possible bit depths of each colour type.
  private static let kinds: [Int: (channels: Int, depths: [Int])] = [
    0: (1, [1, 2, 4, 8, 16]),  // grey
    2: (3, [8, 16]),  // red, green, blue
    3: (1, [1, 2, 4, 8]),  // a number in the palette
    4: (2, [8, 16]),  // grey, alpha
    6: (4, [8, 16]),  // red, green, blue, alpha
  ]

  /// One byte of Deflate becomes at most 1,032 bytes. If there are too few for the pixels, no
  /// memory is allocated.
  func check(compressed: Int) throws(PNGError) {
    let needed = width * height * bitsPerPixel / 8
    if compressed * 1032 < needed {
      throw .damaged(
        "\(compressed.grouped) compressed bytes cannot hold "
          + "\(width.grouped)×\(height.grouped) pixels")
    }
  }
}

/// The big-endian 32-bit number at `offset`.
private func number(at offset: Int, in bytes: [UInt8]) -> Int {
  bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
}
