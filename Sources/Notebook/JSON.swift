import Foundation

/// A value of a data script, written the same way in every run.
public enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  /// A number in Float: written with no more digits than it needs.
  case scalar(Float)
  case string(String)
  case array([JSON])
  /// In this order.
  case object([(String, JSON)])

  public static func == (a: JSON, b: JSON) -> Bool { a.text == b.text }

  /// The value in one line. A number that is not finite becomes a string: `"nan"`, `"inf"`.
  public var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let value):
      if let whole = Int(exactly: value), abs(whole) < 1 << 53 {
        "\(whole)"
      } else {
        value.isFinite ? "\(value)" : "\"\(value)\""
      }
    case .scalar(let value):
      if let whole = Int(exactly: value) {
        "\(whole)"
      } else {
        value.isFinite ? "\(value)" : "\"\(value)\""
      }
    case .string(let value): Self.quoted(value)
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let pairs):
      "{" + pairs.map { Self.quoted($0) + ":" + $1.text }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      // A script within a page ends at this sign, wherever it stands.
      case "<": quoted += "\\u003c"
      case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral values: JSON...) { self = .array(values) }
  public init(dictionaryLiteral pairs: (String, JSON)...) { self = .object(pairs) }

  public init(_ value: String) { self = .string(value) }
  public init(_ value: Int) { self = .number(Double(value)) }
  public init(_ value: Double) { self = .number(value) }
  public init(_ value: Bool) { self = .bool(value) }
  public init(_ values: [String]) { self = .array(values.map(JSON.string)) }
  public init(_ values: [Int]) { self = .array(values.map { .number(Double($0)) }) }
  public init(_ values: [Double]) { self = .array(values.map(JSON.number)) }

  /// An object without the entries that are nil.
  public static func object(_ pairs: [(String, JSON?)]) -> JSON {
    .object(pairs.compactMap { name, value in value.map { (name, $0) } })
  }

  /// Numbers in Float: as a list, or from 33 numbers on as base64 of little-endian Float32. If all
  /// are greys of a picture, n/255, they are bytes after `8:`, and a zero is followed by the number
  /// of zeros.
  public init(scalars: [Float]) {
    guard scalars.count > 32 else {
      self = .array(scalars.map(JSON.scalar))
      return
    }
    let greys = scalars.compactMap { scalar in
      UInt8(exactly: (scalar * 255).rounded()).flatMap { Float($0) / 255 == scalar ? $0 : nil }
    }
    guard greys.count < scalars.count else {
      self = .string("8:" + Data(Self.shortened(greys)).base64EncodedString())
      return
    }
    var bytes = Data(capacity: scalars.count * 4)
    for scalar in scalars {
      withUnsafeBytes(of: scalar.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    self = .string(bytes.base64EncodedString())
  }

  /// Bytes, with each run of zeros as a zero and its length, at most 255.
  private static func shortened(_ bytes: [UInt8]) -> [UInt8] {
    var (short, zeros) = ([UInt8](), UInt8(0))
    for byte in bytes {
      if zeros > 0, byte != 0 || zeros == 255 {
        short += [0, zeros]
        zeros = 0
      }
      if byte == 0 { zeros += 1 } else { short.append(byte) }
    }
    return zeros > 0 ? short + [0, zeros] : short
  }
}
