import Pictures
import Printing

/// Why bytes are not an IDX file, or two of them do not belong together: one sentence, with the
/// file's name first.
public enum IDXError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The first four bytes are not those of this kind of file.
  case wrongMagic(String, got: UInt32, expected: UInt32)
  /// The file ends although `needed` bytes were announced; counted after unpacking.
  case brokenOff(String, after: Int, needed: Int)
  /// The file goes on behind the last image or label; counted after unpacking.
  case trailing(String, needed: Int)
  /// More images or pixels than this program is willing to hold, or than the file can hold.
  case absurd(String, sizes: [Int])
  /// The compressed bytes end too early.
  case gzipBrokenOff(String, after: Int)
  /// Bytes follow behind the end of the compressed ones.
  case gzipTrailing(String, bytes: Int)
  /// The compressed bytes are damaged, in zlib's words.
  case gzipDamaged(String, String)
  /// As many labels as images are needed.
  case countMismatch(images: String, Int, labels: String, Int)

  public var description: String {
    switch self {
    case .wrongMagic(let name, let got, let expected):
      "\(name): begins with \(hexadecimal(got)), not \(hexadecimal(expected)), "
        + "so it is no IDX file of \(expected == IDX.imageMagic ? "images" : "labels")"
    case .brokenOff(let name, let count, let needed):
      "\(name): broken off after \(count.grouped) of \(needed.grouped) bytes"
    case .trailing(let name, let needed):
      "\(name): goes on behind the \(needed.grouped) bytes that its header announces"
    case .absurd(let name, let sizes):
      "\(name): its header says \(sizes.map(\.grouped).joined(separator: " × ")), "
        + "which cannot be in this file"
    case .gzipBrokenOff(let name, let count):
      "\(name): its compressed data is broken off after \(count.grouped) bytes"
    case .gzipTrailing(let name, let count):
      "\(name): \(count.grouped) bytes follow behind its compressed data"
    case .gzipDamaged(let name, let reason):
      "\(name): its compressed data is damaged: \(reason)"
    case .countMismatch(let images, let imageCount, let labels, let labelCount):
      "\(images) has \(imageCount.grouped) images, but \(labels) has "
        + "\(labelCount.grouped) labels"
    }
  }

  private func hexadecimal(_ number: UInt32) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
