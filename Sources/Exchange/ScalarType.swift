/// How a file writes a scalar, little-endian. Everything becomes Float.
enum ScalarType: String, CaseIterable {
  case float = "F32"
  case half = "F16"
  /// The upper half of a Float, as it came from Google Brain.
  case brain = "BF16"
  case double = "F64"

  /// Bytes of a scalar.
  var size: Int {
    switch self {
    case .half, .brain: 2
    case .float: 4
    case .double: 8
    }
  }

  /// The scalars in some bytes, `size` bytes each.
  func scalars(in bytes: ArraySlice<UInt8>) -> [Float] {
    stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { start in
      let bits = bytes[start..<start + size].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return switch self {
      case .float: Float(bitPattern: UInt32(bits))
      case .half: Float(half: UInt16(bits))
      case .brain: Float(bitPattern: UInt32(bits) << 16)
      case .double: Float(Double(bitPattern: bits))
      }
    }
  }
}

extension Float {
  /// A number of 16 bits (IEEE 754, binary16): a sign, 5 bits of exponent, 10 of fraction.
  ///
  /// Swift's own Float16 does not exist on every Mac.
  init(half bits: UInt16) {
    let sign = UInt32(bits >> 15) << 31
    let (exponent, fraction) = (UInt32(bits >> 10 & 31), UInt32(bits & 1023))
    switch exponent {
    case 0:  // zero, or fraction · 2⁻²⁴
      let magnitude = Float(fraction) / 16_777_216
      self = sign == 0 ? magnitude : -magnitude
    case 31: self.init(bitPattern: sign | 0x7F80_0000 | fraction << 13)  // infinity or NaN
    default: self.init(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}
