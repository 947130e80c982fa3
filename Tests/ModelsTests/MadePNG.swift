/// A PNG of 8 bits a channel, with any chunks before its pixels, not compressed: for the kinds of
/// files that the package reads but does not write.
///
/// - Parameters:
///   - channels: 1 grey, 2 grey and alpha, 3 colour, 4 colour and alpha.
///   - exif: the data of an eXIf chunk.
func madePNG(
  width: Int, height: Int, channels: Int, pixels: [UInt8], exif: [UInt8]? = nil
) -> [UInt8] {
  let type: UInt8 = [0, 0, 4, 2, 6][channels]
  var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  bytes += chunk("IHDR", bigEndian(width) + bigEndian(height) + [8, type, 0, 0, 0])
  if let exif { bytes += chunk("eXIf", exif) }
  // Each line begins with the number of its filter, 0 for none.
  let line = width * channels
  let lines = (0..<height).flatMap { [0] + pixels[$0 * line..<($0 + 1) * line] }
  var data: [UInt8] = [0x78, 0x01]
  var start = 0
  while start < lines.count {
    let end = min(start + 65535, lines.count)
    let count = end - start
    let length = [UInt8(count & 255), UInt8(count >> 8)]
    data += [end == lines.count ? 1 : 0] + length + length.map { ~$0 } + lines[start..<end]
    start = end
  }
  var (a, b) = (1, 0)
  for byte in lines {
    a = (a + Int(byte)) % 65521
    b = (b + a) % 65521
  }
  return bytes + chunk("IDAT", data + bigEndian(b << 16 | a)) + chunk("IEND", [])
}

/// An eXIf chunk's data with one entry, the orientation, 1 to 8, and nothing else.
func madeExif(orientation: Int, isBigEndian: Bool) -> [UInt8] {
  let parts = [
    (42, 2), (8, 4), (1, 2), (0x0112, 2), (3, 2), (1, 4), (orientation, 2), (0, 2), (0, 4),
  ]
  let body = parts.flatMap { value, count in
    (0..<count).map {
      UInt8(truncatingIfNeeded: value >> (8 * (isBigEndian ? count - 1 - $0 : $0)))
    }
  }
  return Array((isBigEndian ? "MM" : "II").utf8) + body
}

private func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
  let body = Array(type.utf8) + data
  let sum = body.reduce(0xFFFF_FFFF as UInt32) { sum, byte in
    sum >> 8 ^ table[Int((sum ^ UInt32(byte)) & 255)]
  }
  return bigEndian(data.count) + body + bigEndian(Int(~sum))
}

/// CRC-32 of each byte.
private let table: [UInt32] = (0..<256).map { byte in
  (0..<8).reduce(UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
}

private func bigEndian(_ number: Int) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
}
