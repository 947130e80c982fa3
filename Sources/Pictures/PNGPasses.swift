import CZlib
import Printing

// Interlaced pictures of 16 bits a channel. libpng's simplified interface has errors when it
// reduces them to 8 bits. It writes beyond its buffer (before 1.6.51: CVE-2025-65018) or mixes up
// the rows (since then: https://github.com/pnggroup/libpng/issues/853). Each of the seven passes is
// a small picture with its own filters. So libpng gets them one by one, as pictures without
// interlacing.

extension PNG {
  /// The passes of Adam7: the first column and row of each, and the steps from pixel to pixel.
  /// Source: the PNG specification, chapter 8.2.
  private static let passes = [
    (x: 0, y: 0, stepX: 8, stepY: 8), (x: 4, y: 0, stepX: 8, stepY: 8),
    (x: 0, y: 4, stepX: 4, stepY: 8), (x: 2, y: 0, stepX: 4, stepY: 4),
    (x: 0, y: 2, stepX: 2, stepY: 4), (x: 1, y: 0, stepX: 2, stepY: 2),
    (x: 0, y: 1, stepX: 1, stepY: 2),
  ]

  static func pixelsOfPasses(
    of bytes: [UInt8], _ structure: PNGStructure, greyIfPossible: Bool
  ) throws(PNGError) -> Decoded {
    let (width, height) = (structure.width, structure.height)
    // A small picture has passes without pixels. They take no bytes.
    let parts = passes.map { pass in
      let columns = (width - pass.x + pass.stepX - 1) / pass.stepX
      let rows = (height - pass.y + pass.stepY - 1) / pass.stepY
      // One byte before each line names its filter.
      let size = columns == 0 ? 0 : rows * (1 + columns * structure.bitsPerPixel / 8)
      return (pass: pass, columns: columns, rows: rows, size: size)
    }.filter { $0.size > 0 }
    let lines = try unpack(
      structure.compressed.flatMap { bytes[$0] }, size: parts.reduce(0) { $0 + $1.size })

    var whole = Decoded(width: width, height: height, channels: 0, pixels: [])
    var start = 0
    for (pass, columns, rows, size) in parts {
      let png = single(columns, rows, lines[start..<start + size], like: bytes, structure)
      let part = try pixels(of: png, greyIfPossible: greyIfPossible, keepsAlpha: true)
      start += size
      let channels = part.channels
      if whole.pixels.isEmpty {
        whole.channels = channels
        whole.pixels = [UInt8](repeating: 0, count: width * height * channels)
      }
      for row in 0..<rows {
        for column in 0..<columns {
          let from = (row * columns + column) * channels
          let y = pass.y + row * pass.stepY
          let to = (y * width + pass.x + column * pass.stepX) * channels
          for channel in 0..<channels {
            whole.pixels[to + channel] = part.pixels[from + channel]
          }
        }
      }
    }
    return whole
  }

  /// A PNG of one pass. Everything except its size is taken from the complete file.
  private static func single(
    _ width: Int, _ height: Int, _ lines: ArraySlice<UInt8>, like bytes: [UInt8],
    _ structure: PNGStructure
  ) -> [UInt8] {
    // The header's data begins at 16: two sides of 4 bytes, depth, colour type, two methods, and
    // the interlacing.
    let header = bigEndian(width) + bigEndian(height) + bytes[24..<28] + [0]
    var png = signature + chunk("IHDR", header)
    for range in structure.settings { png += bytes[range] }
    return png + chunk("IDAT", pack(lines)) + chunk("IEND", [])
  }

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    return bigEndian(data.count) + body + bigEndian(checksum(body[...]))
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// Unpacks exactly `size` bytes.
  private static func unpack(_ bytes: [UInt8], size: Int) throws(PNGError) -> [UInt8] {
    var status = Z_OK
    var found = uLongf(size)
    let lines = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      status = uncompress(buffer.baseAddress, &found, bytes, uLong(bytes.count))
      count = status == Z_OK ? Int(found) : 0
    }
    guard status == Z_OK && lines.count == size else {
      throw .damaged("its compressed pixels do not have the expected \(size.grouped) bytes")
    }
    return lines
  }

  /// The bytes in zlib's format, not compressed, because they are unpacked again at once.
  private static func pack(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var size = compressBound(uLong(bytes.count))
    return [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      bytes.withUnsafeBufferPointer { bytes in
        let status = compress2(
          buffer.baseAddress, &size, bytes.baseAddress, uLong(bytes.count), Z_NO_COMPRESSION)
        // If the bytes are missing, libpng reports it.
        count = status == Z_OK ? Int(size) : 0
      }
    }
  }
}
