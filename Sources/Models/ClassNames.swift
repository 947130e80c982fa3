import Exchange
import Foundation

// The names of a network's classes as a text, in JSON: `["circle","cross"]`.

extension TrainedNetwork {
  static func text(of classes: [String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    return (try? encoder.encode(classes)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
  }

  /// - Throws: one clause, if the text is no list of names, or has another number of them than the
  ///   network has outputs.
  static func classes(from text: String, count: Int) throws(ModelError) -> [String] {
    guard let names = try? JSONDecoder().decode([String].self, from: Data(text.utf8)) else {
      throw ModelError(description: "the names of its classes are damaged")
    }
    guard names.count == count else {
      throw ModelError(
        description: "it names \(names.count) classes, but its network has \(count) outputs")
    }
    // Names that differ only in what is cut off get numbers.
    var cut: [String: Int] = [:]
    return names.map { name in
      let shown = printable(name)
      guard name.unicodeScalars.count > mostPrinted else { return shown }
      let number = (cut[shown] ?? 0) + 1
      cut[shown] = number
      return shown + (number > 1 ? " \(number)" : "") + "…"
    }
  }

  /// The beginning of a name from a file, made safe to print: without control characters.
  private static func printable(_ name: String) -> String {
    let seen = name.unicodeScalars.prefix(mostPrinted).filter(\.isPrintable)
    return String(String.UnicodeScalarView(seen))
  }
}
