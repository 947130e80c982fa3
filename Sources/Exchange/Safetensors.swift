import CNN
import Foundation
import Printing

/// A file format for weights: named tensors. PyTorch, NumPy and others read and write it too
/// (github.com/huggingface/safetensors, format description). It writes Float (F32), and reads
/// F16, BF16 and F64 too.
///
/// Eight bytes say how long the header is. The header is JSON, with the type, shape and place of
/// each tensor. Then come the scalars, little-endian. This works on bytes, not on files.
public enum Safetensors {
  /// The bytes of a file with these tensors, in their order.
  ///
  /// - Parameter metadata: texts to store in the file too, by their names.
  public static func encode(
    _ tensors: [(name: String, tensor: Tensor)], metadata: [(name: String, text: String)] = []
  ) -> [UInt8] {
    var entries: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.map { "\(quoted($0.name)):\(quoted($0.text))" }
      entries.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
    }
    var offset = 0
    for (name, tensor) in tensors {
      let end = offset + 4 * tensor.scalars.count
      entries.append(
        "\(quoted(name)):{\"dtype\":\"F32\",\"shape\":\(tensor.shape.sizes),"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var header = Array("{\(entries.joined(separator: ","))}".utf8)
    // The scalars begin at a multiple of 8.
    header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + offset)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes += $0 }
    bytes += header
    for (_, tensor) in tensors {
      for scalar in tensor.scalars {
        withUnsafeBytes(of: scalar.bitPattern.littleEndian) { bytes += $0 }
      }
    }
    return bytes
  }

  /// The tensors of a file, in the file's order.
  ///
  /// - Throws: what is wrong with the file. No memory is allocated before the header's sizes were
  ///   compared with the file's bytes.
  public static func decode(
    _ bytes: [UInt8]
  ) throws(SafetensorsError) -> [(name: String, tensor: Tensor)] {
    let (header, start) = try header(bytes)
    let data: any Sequence<(key: String, value: Entry)> = header.entries
    // An empty tensor ends where it begins, so sort it before the tensor that begins there.
    let entries = data.sorted {
      $0.value.place == $1.value.place
        ? $0.key < $1.key
        : $0.value.place.lexicographicallyPrecedes($1.value.place)
    }
    var end = 0
    var tensors: [(name: String, tensor: Tensor)] = []
    for (name, entry) in entries {
      tensors.append((name, try tensor(name, entry, bytes[start...], after: end)))
      end = entry.place[1]
    }
    guard end == bytes.count - start else {
      throw .trailing(bytes: bytes.count - start - end)
    }
    return tensors
  }

  /// The texts in a file beside its tensors, by their names.
  ///
  /// - Throws: what is wrong with the file's header.
  public static func metadata(_ bytes: [UInt8]) throws(SafetensorsError) -> [String: String] {
    try header(bytes).header.metadata
  }

  /// The header, and where the scalars begin.
  private static func header(
    _ bytes: [UInt8]
  ) throws(SafetensorsError) -> (header: Header, start: Int) {
    guard bytes.count >= 8 else { throw .brokenOff(bytes: bytes.count, needed: 8) }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(bytes.count - 8) else {
      throw .header("it announces \(length) bytes, but the file has \(bytes.count - 8)")
    }
    let start = 8 + Int(length)
    do {
      return (try JSONDecoder().decode(Header.self, from: Data(bytes[8..<start])), start)
    } catch {
      throw .header("it is not the JSON that describes tensors")
    }
  }

  private static func tensor(
    _ name: String, _ entry: Entry, _ data: ArraySlice<UInt8>, after previous: Int
  ) throws(SafetensorsError) -> Tensor {
    guard let type = ScalarType(rawValue: entry.dtype) else { throw .type(name, entry.dtype) }
    var size = type.size
    for length in entry.shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else {
        throw .place(name, "its shape \(entry.shape) is not possible")
      }
      size = product
    }
    guard entry.place.count == 2 else { throw .place(name, "it has no beginning and end") }
    let (first, last) = (entry.place[0], entry.place[1])
    guard first == previous else {
      throw .place(name, "it begins at byte \(first), but the tensor before it ends at \(previous)")
    }
    guard last >= first else {
      throw .place(name, "it begins at byte \(first), but ends at \(last)")
    }
    guard last - first == size else {
      throw .place(name, "its shape \(entry.shape) needs \(size) bytes, but it has \(last - first)")
    }
    guard last <= data.count else {
      throw .brokenOff(bytes: data.count, needed: last)
    }
    let own = data[data.startIndex + first..<data.startIndex + last]
    return Tensor(Shape(entry.shape), type.scalars(in: own))
  }

  private static func quoted(_ name: String) -> String {
    let plain = name.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case "\0"..<" ": "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"\(plain.joined())\""
  }

  private struct Entry: Decodable {
    let dtype: String
    let shape: [Int]
    let place: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case place = "data_offsets"
    }
  }

  /// One entry for each tensor, and `__metadata__`, which holds texts.
  private struct Header: Decodable {
    var entries: [String: Entry] = [:]
    var metadata: [String: String] = [:]

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Name.self)
      for name in container.allKeys {
        if name.stringValue == "__metadata__" {
          // Other programs may put anything here, so nothing is refused.
          metadata = (try? container.decode([String: String].self, forKey: name)) ?? [:]
        } else {
          entries[name.stringValue] = try container.decode(Entry.self, forKey: name)
        }
      }
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// Why bytes are not a file of weights: one clause, which follows the file's name.
public enum SafetensorsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The bytes end too early.
  case brokenOff(bytes: Int, needed: Int)
  /// The header cannot be read.
  case header(String)
  /// A tensor whose type cannot be read.
  case type(String, String)
  /// A tensor with an impossible place.
  case place(String, String)
  /// Bytes after the last tensor.
  case trailing(bytes: Int)

  public var description: String {
    switch self {
    case .brokenOff(let bytes, let needed):
      "incomplete: it has \(bytes.counted("byte")) and needs at least \(needed.grouped)"
    case .header(let reason): "its header is damaged: \(reason)"
    case .type(let name, let type):
      "\(plain(name)) has the type \(plain(type)); "
        + "\(ScalarType.allCases.map(\.rawValue).joined(separator: ", ")) can be read"
    case .place(let name, let reason): "\(plain(name)) is damaged: \(reason)"
    case .trailing(let bytes): "it has \(bytes.counted("extra byte")) after the last tensor"
    }
  }
}

/// A text from a file, made safe to print: short, without control characters.
package func plain(_ text: String) -> String {
  let scalars = text.unicodeScalars
  let shown = scalars.prefix(mostPrinted).map { $0.isPrintable ? $0 : "?" }
  return String(String.UnicodeScalarView(shown)) + (scalars.count > mostPrinted ? "…" : "")
}

/// The most scalars of a text from a file that are printed.
package let mostPrinted = 60

extension Unicode.Scalar {
  /// Whether a terminal shows it, instead of obeying it or ending the line.
  package var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
