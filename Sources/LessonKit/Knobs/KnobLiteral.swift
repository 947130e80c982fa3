/// A type whose literals `--try` takes, listed or not.
protocol KnobLiteral: Equatable {
  /// - Parameter literal: as in the source, or as a reader types it: `−1` for `-1`, a text without
  ///   quotes.
  init?(literal: String)

  /// The allowed literals, in words.
  static var kinds: String { get }
}

extension KnobLiteral {
  /// Whether a literal of the source is this value.
  func isWritten(_ literal: String) -> Bool { Self(literal: literal) == self }
}

extension KnobLiteral where Self: FixedWidthInteger {
  init?(literal: String) {
    // An underscore separates digits, as in 100_000.
    guard literal.first != "_", literal.last != "_" else { return nil }
    self.init(literal.plain.replacing("_", with: ""))
  }

  static var kinds: String { isSigned ? "a whole number" : "a whole number from 0 on" }
}
extension Int: KnobLiteral {}
extension UInt64: KnobLiteral {}

extension KnobLiteral where Self: BinaryFloatingPoint & LosslessStringConvertible {
  init?(literal: String) {
    let text = literal.plain.replacing("_", with: "")
    // The characters of a number: no nan, no inf, nothing in base 16.
    guard text.allSatisfy({ $0.isNumber || "+-.eE".contains($0) }), let number = Self(text),
      number.isFinite
    else { return nil }
    self = number
  }

  static var kinds: String { "a number" }
}
extension Float: KnobLiteral {}
extension Double: KnobLiteral {}

extension Bool: KnobLiteral {
  init?(literal: String) { self.init(literal) }
  static var kinds: String { "true or false" }
}

extension String: KnobLiteral {
  init?(literal: String) {
    let isQuoted = literal.count > 1 && literal.hasPrefix("\"") && literal.hasSuffix("\"")
    self = isQuoted ? String(literal.dropFirst().dropLast()).replacing(#"\""#, with: "\"") : literal
  }

  static var kinds: String { "a text" }

  /// With the minus sign of keyboards.
  fileprivate var plain: String { replacing("−", with: "-") }
}

extension Optional: KnobLiteral where Wrapped: KnobLiteral {
  init?(literal: String) {
    if literal == "nil" {
      self = Self.none
    } else if let value = Wrapped(literal: literal) {
      self = Self.some(value)
    } else {
      return nil
    }
  }

  static var kinds: String { Wrapped.kinds + ", or nil" }
}
