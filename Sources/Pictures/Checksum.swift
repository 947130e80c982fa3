import CZlib

/// CRC-32 as in the PNG specification, annex D: the remainder of a division of polynomials.
func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
  bytes.withUnsafeBufferPointer { Int(crc32(0, $0.baseAddress, UInt32($0.count))) }
}
