import CZlib

// zlib for the mutators. Unpacking is forgiving: it gives what it can, whatever the checksum says.
// Packing makes all lengths and checksums right.

enum Zlib {
  /// zlib's format, as in a PNG, or gzip's. The numbers are those of `inflateInit2`, and
  /// mean a window of 32 KiB.
  enum Format: Int32 {
    case zlib = 15
    case gzip = 31
  }

  /// The bytes that can be unpacked, at most `most`.
  static func unpacked(_ bytes: [UInt8], _ format: Format, most: Int) -> [UInt8] {
    passed(bytes, most: most) { stream, size in
      guard inflateInit2_(&stream, format.rawValue, ZLIB_VERSION, size) == Z_OK else { return }
      _ = inflate(&stream, Z_SYNC_FLUSH)
      inflateEnd(&stream)
    }
  }

  /// - Parameter level: from 0, which only stores, to 9.
  static func packed(_ bytes: [UInt8], _ format: Format, level: Int) -> [UInt8] {
    passed(bytes, most: bytes.count + bytes.count / 4 + 64) { stream, size in
      // A window of 512 bytes and little memory. The usual 268 KB take longer than the packing.
      let status = deflateInit2_(
        &stream, Int32(level), Z_DEFLATED, format.rawValue - 6, 1, Z_DEFAULT_STRATEGY,
        ZLIB_VERSION, size)
      guard status == Z_OK else { return }
      _ = deflate(&stream, Z_FINISH)
      deflateEnd(&stream)
    }
  }

  /// What `work` makes of the bytes, at most `most`. It gets a stream, and the size of one.
  private static func passed(
    _ bytes: [UInt8], most: Int, _ work: (inout z_stream, Int32) -> Void
  ) -> [UInt8] {
    var bytes = bytes
    return [UInt8](unsafeUninitializedCapacity: most) { output, count in
      bytes.withUnsafeMutableBufferPointer { bytes in
        var stream = z_stream()
        (stream.next_in, stream.avail_in) = (bytes.baseAddress, UInt32(bytes.count))
        (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(most))
        work(&stream, Int32(MemoryLayout<z_stream>.size))
        count = most - Int(stream.avail_out)
      }
    }
  }

  /// CRC-32, as in a PNG's chunk.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(crc32(0, bytes, UInt32(bytes.count)))
  }
}

extension UInt32 {
  /// From bytes, the highest first; missing ones are 0.
  init(bigEndian bytes: some Sequence<UInt8>) {
    self = (Array(bytes.prefix(4)) + [0, 0, 0, 0]).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The highest byte first.
  var bytes: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) } }
}
