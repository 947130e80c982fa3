import Foundation

/// The two commands of the last plan that make a program from changed files of its own module.
///
/// `swift build` plans for half a second before it compiles. While no file was added or removed, and
/// only the lesson's own files have changed, its last plan holds.
struct BuildCommands: Equatable, Sendable {
  let compile: [String]
  let link: [String]
  /// The program's module, which only others would import. It is not made, which spares a quarter of
  /// the work; without the old one, the next `swift build` makes it.
  let module: String?

  /// Reads them from a plan, the file `debug.yaml`; nil if they are not there as expected.
  init?(of product: String, inManifest text: Data) {
    guard var compile = Self.command(product, "module", in: text),
      var link = Self.command(product, "exe", in: text)
    else { return nil }
    // Errors as one reads them, not as JSON.
    compile.removeAll { $0 == "-parseable-output" || $0 == "-emit-module" }
    var module: String?
    if let flag = compile.firstIndex(of: "-emit-module-path"), flag + 1 < compile.count {
      module = compile[flag + 1]
      compile.removeSubrange(flag...flag + 1)
    }
    #if os(Linux)
      // Beside the compiler lies a linker that takes three quarters of the usual one's time.
      let tools = URL(filePath: link[0]).deletingLastPathComponent()
      if FileManager.default.isExecutableFile(atPath: tools.appending(path: "ld.lld").path) {
        link.append("-use-ld=lld")
      }
    #endif
    (self.compile, self.link, self.module) = (compile, link, module)
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
