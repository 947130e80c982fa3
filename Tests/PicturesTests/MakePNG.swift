/// A grey PNG with one black pixel in it, whatever size its header claims.
func makePNG(width: Int, height: Int, depth: UInt8 = 8, type: UInt8 = 0) -> [UInt8] {
  let header = bigEndian(width) + bigEndian(height) + [depth, type, 0, 0, 0]
  // One line, of the filter 0 and the pixel 0, as Python's zlib.compress(bytes(2)) packs it.
  let data: [UInt8] = [0x78, 0x9C, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01]
  let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  return signature + chunk("IHDR", header) + chunk("IDAT", data) + chunk("IEND", [])
}

/// Puts the right checksum behind every chunk that can still be found.
func repairChecksums(_ bytes: inout [UInt8]) {
  var offset = 8
  while offset + 12 <= bytes.count {
    let length = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    let end = offset + 8 + length
    if end + 4 > bytes.count { return }
    bytes.replaceSubrange(end..<end + 4, with: bigEndian(checksum(bytes[offset + 4..<end])))
    offset = end + 4
  }
}

func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
  let body = Array(type.utf8) + data
  return bigEndian(data.count) + body + bigEndian(checksum(body[...]))
}

private func bigEndian(_ number: Int) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
}

/// CRC-32, bit by bit.
private func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
  var remainder: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    remainder ^= UInt32(byte)
    for _ in 0..<8 { remainder = (remainder >> 1) ^ (remainder & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
  return Int(~remainder)
}
