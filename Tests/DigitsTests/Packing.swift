import CZlib

/// IDX files made by hand, and gzip and checksums through zlib, for the tests.
enum Packing {
  static func imageFile(count: Int, height: Int, width: Int, pixels: [UInt8]) -> [UInt8] {
    [0, 0, 8, 3] + bigEndian(count) + bigEndian(height) + bigEndian(width) + pixels
  }

  static func labelFile(count: Int, labels: [UInt8]) -> [UInt8] {
    [0, 0, 8, 1] + bigEndian(count) + labels
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let size = bytes.count + 1000
    return [UInt8](unsafeUninitializedCapacity: size) { output, count in
      bytes.withUnsafeMutableBufferPointer { input in
        var stream = z_stream()
        let structure = Int32(MemoryLayout<z_stream>.size)
        deflateInit2_(
          &stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, structure)
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(size)
        deflate(&stream, Z_FINISH)
        count = size - Int(stream.avail_out)
        deflateEnd(&stream)
      }
    }
  }

  /// CRC-32 of several pieces behind each other.
  static func checksum(_ pieces: some Sequence<[UInt8]>) -> UInt {
    UInt(pieces.reduce(crc32(0, nil, 0)) { crc32($0, $1, UInt32($1.count)) })
  }
}
