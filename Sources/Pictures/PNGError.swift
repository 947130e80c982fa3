import Printing

/// Why bytes are not a picture, or a picture cannot become a PNG.
///
/// Each description is one clause, which follows a name: `photo.png: not a PNG …`.
public enum PNGError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There are no bytes at all.
  case empty
  /// The first bytes, at most eight, which are not those of a PNG.
  case notPNG([UInt8])
  /// The bytes end before the `needed` bytes that were announced.
  case brokenOff(after: Int, needed: Int)
  /// The header says that there are no pixels.
  case noPixels(width: Int, height: Int)
  /// More pixels than a limit, or a side longer than ``PNG/longestSide``.
  case tooLarge(width: Int, height: Int, most: Int = PNG.mostPixels)
  /// A chunk's bytes do not match the checksum after them.
  case wrongChecksum(chunk: String, at: Int)
  /// Any other error of the file, in libpng's words or ours.
  case damaged(String)
  /// A picture whose number of bytes does not fit its size.
  case wrongCount(bytes: Int, width: Int, height: Int, channels: Int)
  /// libpng could not write the picture.
  case cannotEncode(String)

  public var description: String {
    switch self {
    case .empty:
      "it is empty, so it is not a PNG"
    case .notPNG(let bytes):
      Self.format(of: bytes).map { "it is a \($0), and only PNGs are read" }
        ?? "not a PNG: it begins with the bytes \(hexadecimal(bytes)), a PNG with "
        + hexadecimal(Array(PNG.signature))
    case .brokenOff(let count, let needed):
      "incomplete: it has \(count.grouped) of at least \(needed.grouped) bytes"
    case .noPixels(let width, let height):
      "its header says \(width.grouped)×\(height.grouped) pixels, so it is empty"
    case .tooLarge(let width, let height, let most):
      "\(width.grouped)×\(height.grouped) pixels are too many: the limit is "
        + "\(most.grouped) in total and \(PNG.longestSide.grouped) a side"
    case .wrongChecksum(let chunk, let offset):
      "damaged: the checksum of its \(chunk) chunk at byte \(offset.grouped) is wrong"
    case .damaged(let reason):
      "damaged: \(reason)"
    case .wrongCount(let bytes, let width, let height, let channels):
      "\(width.grouped)×\(height.grouped) pixels of \(channels) bytes do not fit "
        + "\(bytes.grouped) bytes"
    case .cannotEncode(let reason):
      "cannot become a PNG: \(reason)"
    }
  }

  /// The clause for a file: of a picture in another format, also the commands that make it a PNG.
  func clause(for path: String) -> String {
    guard case .notPNG(let bytes) = self, Self.format(of: bytes) != nil else { return description }
    let (old, new) = (path.shellWord, (path + ".png").shellWord)
    return "\(self). Convert it, on a Mac: sips -s format png \(old) --out \(new); "
      + "on Linux, with ImageMagick: convert \(old) \(new)"
  }

  /// The name of the format of a picture that is no PNG, from its first eight bytes; nil if unknown.
  package static func format(of bytes: [UInt8]) -> String? {
    let starts: [(name: String, place: Int, bytes: [UInt8])] = [
      ("JPEG", 0, [0xFF, 0xD8, 0xFF]), ("GIF", 0, Array("GIF8".utf8)),
      ("TIFF", 0, Array("II*".utf8) + [0]), ("TIFF", 0, Array("MM".utf8) + [0, 42]),
      ("BMP", 0, Array("BM".utf8)), ("WebP", 0, Array("RIFF".utf8)),
      ("HEIC", 4, Array("ftyp".utf8)),
    ]
    return starts.first { bytes.dropFirst($0.place).starts(with: $0.bytes) }?.name
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
