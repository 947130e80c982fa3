import Foundation

/// The two commands of the last plan that make a program from changed files of its own module.
///
/// `swift build` plans for half a second before it compiles. While no file was added or removed, and
/// only the lesson's own files have changed, its last plan holds.
struct BuildCommands: Equatable, Sendable {
  let compile: [String]
  let link: [String]

  /// Reads them from a plan, the file `debug.yaml`; nil if they are not there as expected.
  init?(of product: String, inManifest text: Data) {
    guard var compile = Self.command(product, "module", in: text),
      let link = Self.command(product, "exe", in: text)
    else { return nil }
    // Errors as one reads them, not as JSON.
    compile.removeAll { $0 == "-parseable-output" }
    (self.compile, self.link) = (compile, link)
  }

  private static func command(_ product: String, _ kind: String, in text: Data) -> [String]? {
    let name = Data("\n  \"C.\(product)-".utf8)
    var rest = text.startIndex..<text.endIndex
    while let start = text.range(of: name, in: rest) {
      let after = start.upperBound..<text.endIndex
      let end = text.range(of: Data("\n\n".utf8), in: after)?.lowerBound ?? text.endIndex
      let lines = String(decoding: text[start.upperBound..<end], as: UTF8.self)
        .split(separator: "\n")
      if lines.first?.hasSuffix(".\(kind)\":") == true,
        let line = lines.first(where: { $0.hasPrefix("    args: ") }),
        let words = try? JSONDecoder().decode([String].self, from: Data(line.dropFirst(10).utf8))
      {
        return words.count > 1 ? words : nil
      }
      rest = end..<text.endIndex
    }
    return nil
  }
}
