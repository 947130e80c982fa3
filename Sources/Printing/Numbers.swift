import Foundation

// How numbers are printed everywhere: with a fixed number of decimals and a real minus sign.

extension Double {
  /// `0.5922`, or signed `+0.5922` and `−0.2824`. A number that rounds to zero has no minus.
  public func fixed(_ places: Int, signed: Bool = false) -> String {
    let power = (0..<places).reduce(1.0) { p, _ in p * 10 }
    let scaled = (magnitude * power).rounded()
    guard scaled < 1e15 else { return "\(self)" }
    let digits = String(Int(scaled)).leftPadded(to: places + 1, with: "0")
    let whole = digits.dropLast(places)
    let number = places == 0 ? String(whole) : whole + "." + digits.suffix(places)
    let sign = scaled == 0 ? "" : self < 0 ? "−" : signed ? "+" : ""
    return sign + number
  }

  /// `3.2·10⁻⁹`, for numbers too small or too large for a column of decimals; a zero is `0`.
  ///
  /// - Parameter digits: how many digits in total, at least 1.
  public func scientific(_ digits: Int = 2) -> String {
    guard isFinite, self != 0 else { return self == 0 ? "0" : "\(self)" }
    let parts = String(format: "%.\(max(0, digits - 1))e", self).split(separator: "e")
    let exponent = "\(Int(parts[1]) ?? 0)".map { Self.superscripts[$0] ?? $0 }
    return parts[0].replacing("-", with: "−") + "·10" + String(exponent)
  }

  /// With four decimals; as a power of ten if these would all be zero.
  public var shortened: String { abs(self) >= 0.0001 || self == 0 ? fixed(4) : scientific(2) }

  /// As `shortened`, with a sign in front.
  public var signed: String {
    abs(self) >= 0.0001 || self == 0
      ? fixed(4, signed: true) : (self > 0 ? "+" : "") + scientific(2)
  }

  /// A share as a percentage: 0.987 is `98.7 %`.
  public func percent(_ places: Int = 1) -> String { (100 * self).fixed(places) + " %" }

  private static let superscripts: [Character: Character] = [
    "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
    "8": "⁸", "9": "⁹",
  ]
}

extension Float {
  /// As `Double.fixed`.
  public func fixed(_ places: Int, signed: Bool = false) -> String {
    Double(self).fixed(places, signed: signed)
  }

  /// As `Double.signed`.
  public var signed: String { Double(self).signed }

  /// With as few decimals as needed, up to four: `2`, `0.75`, `2.6667`.
  public var short: String { short(upTo: 4) }

  /// With as few decimals as needed, up to `most`.
  public func short(upTo most: Int) -> String {
    let places = (0..<most).first { Float(fixed($0).replacing("−", with: "-")) == self } ?? most
    return fixed(places)
  }
}

extension BinaryInteger {
  /// The number in groups of three digits, as in `60,000`: the same in every locale.
  public var grouped: String {
    var text = ""
    for (index, digit) in String(magnitude).reversed().enumerated() {
      if index > 0 && index.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + String(text.reversed())
  }

  /// The number with what it counts: `1 step`, `60,000 steps`.
  public func counted(_ noun: String) -> String {
    "\(grouped) \(noun)\(self == 1 ? "" : "s")"
  }
}

extension String {
  /// The text, right-aligned in `width` characters.
  public func alignedRight(_ width: Int) -> String { leftPadded(to: width, with: " ") }

  /// The text, left-aligned in `width` characters.
  public func alignedLeft(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate func leftPadded(to width: Int, with character: Character) -> String {
    String(repeating: character, count: max(0, width - count)) + self
  }
}

extension [String] {
  /// `a, b and c`; empty if there are none.
  public var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}
