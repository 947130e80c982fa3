import Foundation

/// A typed answer.
struct GivenAnswer: Equatable {
  let answer: Answer
  /// How many decimals each number has. A rounded number counts as right, too.
  let decimals: [Int]

  /// Reads a typed answer.
  ///
  /// Numbers may be fractions, including `¾` and `1½`. They may begin with a point, and may be in
  /// brackets.
  /// An option is named by its letter or by its words. A place is a row and a column.
  ///
  /// - Throws: `Unreadable`, which says what is expected.
  init(_ typed: String, _ form: AnswerForm) throws(Unreadable) {
    func unreadable(_ wanted: String) -> Unreadable {
      Unreadable(description: "“\(typed)” is not \(wanted).")
    }
    let numbers = Self.numbers(in: typed)
    decimals = numbers?.map(\.decimals) ?? []
    let values = numbers?.map(\.value) ?? []
    switch form {
    case .number:
      guard values.count == 1 else { throw unreadable("a number") }
      answer = .numbers(values)
    case .numbers(let count):
      guard values.count == count else { throw unreadable("\(count) numbers") }
      answer = .numbers(values)
    case .someNumbers:
      guard !values.isEmpty else { throw unreadable("a list of numbers") }
      answer = .numbers(values)
    case .place:
      guard values.count == 2, values.allSatisfy({ $0 == $0.rounded() && abs($0) < 1e6 }) else {
        throw unreadable("a row and a column")
      }
      answer = .place(row: Int(values[0]), column: Int(values[1]))
    case .oneOf(let options):
      guard let option = Self.option(typed, of: options) else {
        throw unreadable(
          "one of \(AnswerForm.letters.prefix(options.count).joined(separator: ", "))")
      }
      answer = .option(option)
    }
  }

  struct Unreadable: Error, Equatable, CustomStringConvertible {
    let description: String
  }

  private static func option(_ typed: String, of options: [String]) -> String? {
    let typed = typed.trimmingCharacters(in: .whitespaces).lowercased()
    if let letter = AnswerForm.letters.firstIndex(where: { $0.lowercased() == typed }) {
      return letter < options.count ? options[letter] : nil
    }
    return options.first { $0.lowercased() == typed }
  }

  /// All numbers; nil if there is anything else.
  private static func numbers(in typed: String) -> [(value: Double, decimals: Int)]? {
    let fractions: [Character: Double] = [
      "¼": 1 / 4, "½": 1 / 2, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3,
    ]
    let words = typed.replacing("−", with: "-").split { " ,;[]()\t".contains($0) }
    var numbers: [(value: Double, decimals: Int)] = []
    for word in words {
      if let sign = word.last, let fraction = fractions[sign] {
        guard let mixed = word.dropLast().wholeMatch(of: /([+-]?)([0-9]*)/) else { return nil }
        let value = (Double(mixed.2) ?? 0) + fraction
        numbers.append((mixed.1 == "-" ? -value : value, 9))
        continue
      }
      guard let match = word.wholeMatch(of: /([+-]?(?:\d+\.?(\d*)|\.(\d+)))(?:\/(\d+))?/),
        let value = Double(match.1)
      else { return nil }
      let isExact = match.4 != nil
      let divisor = match.4.flatMap { Double($0) } ?? 1
      guard divisor != 0 else { return nil }
      let decimals = isExact ? 9 : (match.2 ?? "").count + (match.3 ?? "").count
      numbers.append((value / divisor, decimals))
    }
    return numbers
  }
}

extension AnswerForm {
  /// The letters of the options, in order.
  static let letters = ["a", "b", "c", "d", "e", "f"]
}
