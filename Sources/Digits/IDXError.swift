import Pictures
import Printing

/// Why bytes are not an IDX file, or why two files do not belong together: one sentence that begins
/// with the file's name.
public enum IDXError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The first four bytes belong to another kind of file.
  case wrongMagic(String, got: UInt32, expected: UInt32)
  /// The file ends before the `needed` bytes that it announced, counted after unpacking.
  case brokenOff(String, after: Int, needed: Int)
  /// The file continues after the last image or label, counted after unpacking.
  case trailing(String, needed: Int)
  /// More images or pixels than this program's limit, or than the file can hold.
  case absurd(String, sizes: [Int])
  /// The compressed bytes end too early.
  case gzipBrokenOff(String, after: Int)
  /// There are bytes after the end of the compressed ones.
  case gzipTrailing(String, bytes: Int)
  /// The compressed bytes are damaged, in zlib's words.
  case gzipDamaged(String, String)
  /// The numbers of labels and images differ.
  case countMismatch(images: String, Int, labels: String, Int)

  public var description: String {
    switch self {
    case .wrongMagic(let name, let got, let expected):
      "\(name): it begins with \(hexadecimal(got)), not \(hexadecimal(expected)), "
        + "so it is not an IDX file of \(expected == IDX.imageMagic ? "images" : "labels")"
    case .brokenOff(let name, let count, let needed):
      "\(name): incomplete: it has \(count.grouped) of \(needed.grouped) bytes"
    case .trailing(let name, let needed):
      "\(name): it has more than the \(needed.grouped) bytes that its header announces"
    case .absurd(let name, let sizes):
      "\(name): its header says \(sizes.map(\.grouped).joined(separator: " × ")), "
        + "which cannot be in this file"
    case .gzipBrokenOff(let name, let count):
      "\(name): its compressed data is incomplete: it ends after \(count.grouped) bytes"
    case .gzipTrailing(let name, let count):
      "\(name): it has \(count.counted("extra byte")) after its compressed data"
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
