/// A PNG in parts, which becomes a PNG again with right lengths and checksums.
struct PNGParts {
  struct Chunk {
    var type: [UInt8]
    var data: [UInt8]
  }

  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  var chunks: [Chunk] = []

  init(_ chunks: [Chunk]) { self.chunks = chunks }

  /// As far as the bytes can be read. A length that is too long ends with the bytes.
  init(reading bytes: [UInt8]) {
    var offset = 8
    while offset + 8 <= bytes.count {
      let length = Int(UInt32(bigEndian: bytes[offset..<offset + 4]))
      let end = min(offset + 8 + length, bytes.count)
      chunks.append(
        Chunk(type: Array(bytes[offset + 4..<offset + 8]), data: Array(bytes[offset + 8..<end])))
      offset = end + 4
    }
  }

  var bytes: [UInt8] {
    chunks.reduce(into: Self.signature) { bytes, chunk in
      let body = chunk.type + chunk.data
      bytes += UInt32(chunk.data.count).bytes + body + Zlib.checksum(body).bytes
    }
  }

  static func type(_ name: String) -> [UInt8] { Array(name.utf8) }

  /// The data of the header, 13 bytes.
  var header: [UInt8] {
    get {
      let found = chunks.first { $0.type == Self.type("IHDR") }?.data ?? []
      return Array((found + [UInt8](repeating: 0, count: 13)).prefix(13))
    }
    set {
      chunks.removeAll { $0.type == Self.type("IHDR") }
      chunks.insert(Chunk(type: Self.type("IHDR"), data: newValue), at: 0)
    }
  }

  /// The unpacked lines of pixels.
  var lines: [UInt8] {
    let packed = chunks.filter { $0.type == Self.type("IDAT") }.flatMap(\.data)
    return Zlib.unpacked(packed, .zlib, most: 1 << 16)
  }

  /// Packs lines in one chunk, at the place of the first.
  mutating func pack(_ lines: [UInt8], level: Int) {
    let place = chunks.firstIndex { $0.type == Self.type("IDAT") }
    chunks.removeAll { $0.type == Self.type("IDAT") }
    let end = chunks.last?.type == Self.type("IEND") ? chunks.count - 1 : chunks.count
    chunks.insert(
      Chunk(type: Self.type("IDAT"), data: Zlib.packed(lines, .zlib, level: level)),
      at: min(place ?? end, end))
  }

  /// How many bytes the lines have together.
  var bytesOfLines: Int { sizesOfLines.reduce(0, +) }

  /// How many bytes each line has, from the header: with a byte for its filter.
  var sizesOfLines: [Int] {
    let header = header
    let (width, height) = (
      Int(UInt32(bigEndian: header[0..<4])), Int(UInt32(bigEndian: header[4..<8]))
    )
    guard width <= 4096, height <= 4096 else { return [] }
    let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][Int(header[9])] ?? 1
    let bits = channels * Int(header[8])
    let passes =
      header[12] == 0
      ? [(0, 0, 1, 1)]
      : [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
        (0, 1, 1, 2),
      ]
    return passes.flatMap { pass in
      let columns = (width - pass.0 + pass.2 - 1) / pass.2
      let rows = (height - pass.1 + pass.3 - 1) / pass.3
      guard columns > 0, rows > 0 else { return [Int]() }
      return Array(repeating: 1 + (columns * bits + 7) / 8, count: rows)
    }
  }
}

extension Dice {
  private static let types = [
    "PLTE", "tRNS", "gAMA", "sRGB", "cHRM", "iCCP", "sBIT", "bKGD", "eXIf", "tEXt", "zTXt", "iTXt",
    "pHYs", "IDAT", "IEND", "IHDR", "quUX",
  ]

  /// A PNG with another content, whose checksums are mostly right.
  mutating func changedPNG(_ input: [UInt8]) -> [UInt8] {
    var parts = PNGParts(reading: input)
    guard !parts.chunks.isEmpty, roll(16) > 0 else { return changed(input) }
    switch roll(6) {
    case 0: return PNGParts(reading: changed(input)).bytes
    case 1:
      let place = roll(parts.chunks.count)
      parts.chunks[place].data = changed(parts.chunks[place].data)
    case 2: parts.header = header(from: changed(parts.header))
    case 3:
      let place = roll(parts.chunks.count + 1)
      if place < parts.chunks.count, roll(3) == 0 {
        let chunk = parts.chunks.remove(at: place)
        if roll(2) == 0 { parts.chunks.insert(chunk, at: roll(parts.chunks.count + 1)) }
      } else {
        let type = PNGParts.type(Self.types[roll(Self.types.count)])
        let data = changed([UInt8](repeating: 0, count: roll(24)))
        parts.chunks.insert(PNGParts.Chunk(type: type, data: data), at: place)
      }
    default: break
    }
    // The lines get the length that the header needs, mostly.
    var lines = roll(2) == 0 ? changed(parts.lines) : parts.lines
    let needed = parts.bytesOfLines
    if needed > 0, needed < 1 << 16, roll(8) > 0 {
      lines = lines.prefix(needed) + [UInt8](repeating: 0, count: max(0, needed - lines.count))
    }
    parts.pack(lines, level: roll(10))
    return parts.bytes
  }

  /// Mostly a small picture of a kind that PNG has.
  private mutating func header(from bytes: [UInt8]) -> [UInt8] {
    var header = Array((bytes + [UInt8](repeating: 0, count: 13)).prefix(13))
    guard roll(8) > 0 else { return header }
    for side in [0, 4] {
      header.replaceSubrange(side..<side + 4, with: [0, 0, 0, header[side + 3] & 63])
    }
    let kinds: [(type: UInt8, depths: [UInt8])] = [
      (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]),
    ]
    let kind = kinds[roll(kinds.count)]
    (header[8], header[9]) = (kind.depths[roll(kind.depths.count)], kind.type)
    header.replaceSubrange(10..<13, with: [0, 0, UInt8(roll(2))])
    return header
  }
}
