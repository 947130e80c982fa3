import CZlib

/// Unpacks gzip with zlib, up to a given number of bytes.
enum Gzip {
  /// One byte of Deflate becomes at most 1,032 bytes.
  static let bestRatio = 1032

  /// Unpacks `bytes`, and returns the first `most` bytes at most.
  ///
  /// If the data ends within them, its length and checksum are verified too. Throws if it is
  /// damaged, ends too early, or has other bytes after it.
  static func unpack(_ bytes: [UInt8], most: Int, name: String) throws(IDXError) -> [UInt8] {
    var bytes = bytes  // zlib wants a pointer that it could write through, but does not
    let inputCount = bytes.count
    var status = Z_STREAM_ERROR
    var reason = "unknown"
    var left = 0
    let output = [UInt8](unsafeUninitializedCapacity: most) { output, count in
      bytes.withUnsafeMutableBufferPointer { input in
        var stream = z_stream()
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(clamping: inputCount)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(clamping: most)
        // `inflateInit2` is a macro for this. 15 bits is the largest window, and 16 more mean gzip.
        let size = Int32(MemoryLayout<z_stream>.size)
        status = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, size)
        guard status == Z_OK else { return }
        status = inflate(&stream, Z_NO_FLUSH)
        if let message = stream.msg { reason = String(cString: message) }
        count = most - Int(stream.avail_out)
        left = Int(stream.avail_in)
        inflateEnd(&stream)
      }
    }
    switch status {
    case Z_STREAM_END where left > 0:
      throw .gzipTrailing(name, bytes: left)
    case Z_STREAM_END:
      return output
    case Z_OK where output.count == most, Z_BUF_ERROR where output.count == most:
      return output
    case Z_OK, Z_BUF_ERROR:
      throw .gzipBrokenOff(name, after: inputCount)
    default:
      throw .gzipDamaged(name, reason)
    }
  }
}
