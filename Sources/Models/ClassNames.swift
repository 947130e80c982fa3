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
    return names.map(printable)
  }

  /// A name from a file, made safe to print: without control characters, and not too long.
  private static func printable(_ name: String) -> String {
    let seen = name.unicodeScalars.prefix(mostPrinted).filter(\.isPrintable)
    return String(String.UnicodeScalarView(seen))
  }
}
