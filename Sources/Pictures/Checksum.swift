/// CRC-32 as in the PNG specification, annex D: the remainder of a division of polynomials.
func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
  var remainder: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    remainder = remainders[Int(UInt8(truncatingIfNeeded: remainder) ^ byte)] ^ (remainder >> 8)
  }
  return Int(~remainder)
}

/// The remainder of each single byte.
private let remainders: [UInt32] = (0..<256).map { byte in
  (0..<8).reduce(UInt32(byte)) { remainder, _ in
    remainder & 1 == 1 ? 0xEDB8_8320 ^ (remainder >> 1) : remainder >> 1
  }
}
