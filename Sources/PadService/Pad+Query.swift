extension Pad {
  /// The parameters in a request's address, besides the drawing: `?model=digits&maps=1`.
  public struct Query: Sendable {
    /// All possible parameters.
    static let names: Set<String> = [
      "model", "centre", "only", "maps", "why", "stage", "index", "keep", "class", "seed",
    ]

    private let values: [String: String]

    public init(_ values: [String: String] = [:]) { self.values = values }

    func text(_ name: String) -> String? { values[name] }

    /// - Throws: if it is neither 0 nor 1.
    func flag(_ name: String, default standard: Bool) throws(PadError) -> Bool {
      switch values[name] {
      case nil: return standard
      case "0": return false
      case "1": return true
      case let text?: throw PadError(400, "\(name) must be 0 or 1, not “\(text.shown)”.")
      }
    }

    /// - Throws: if it is needed but missing, or not a list of integers.
    func numbers(_ name: String) throws(PadError) -> [Int]? {
      guard let text = values[name] else { return nil }
      let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard numbers.allSatisfy({ $0 != nil }) else {
        throw PadError(
          400,
          "\(name) must be integers of at most 64 bits with commas between them, "
            + "not “\(text.shown)”.")
      }
      return numbers.compactMap { $0 }
    }

    /// Which classes may be the answer.
    func choice() throws(PadError) -> Choice {
      guard let text = values["only"] else { return .all }
      guard let choice = Choice(rawValue: text) else {
        throw PadError(400, "only must be letters, digits or all, not “\(text.shown)”.")
      }
      return choice
    }

    /// - Throws: if it is not one integer.
    func number(_ name: String) throws(PadError) -> Int? {
      guard let text = values[name] else { return nil }
      guard let number = Int(text) else {
        throw PadError(
          400, "\(name) must be one integer of at most 64 bits, not “\(text.shown)”.")
      }
      return number
    }
  }
}

extension String {
  /// A text from a request, made safe for a sentence: short, without invisible characters, and
  /// without characters that change the direction of writing.
  var shown: String {
    let seen = unicodeScalars.prefix(40).filter {
      ![.control, .format, .surrogate, .privateUse, .unassigned].contains(
        $0.properties.generalCategory)
    }
    return String(String.UnicodeScalarView(seen)) + (seen.count < unicodeScalars.count ? "…" : "")
  }
}
