import Foundation
import Testing

/// The core can be read in one sitting.
@Suite struct CoreSizeTests {
  private let core = ImportTests.package.appending(path: "Sources/CNN")

  /// The files of the sitting: those of CNN but for `Beyond`, by their paths within it.
  private func sitting() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: core.path(percentEncoded: false))
      .filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Beyond/") }.sorted()
  }

  @Test func isShort() throws {
    let lines = try sitting().reduce(0) { sum, file in
      let text = try String(contentsOf: core.appending(path: file), encoding: .utf8)
      return sum + text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    }
    #expect(lines <= 1400, "\(lines) lines")
  }

  /// Its README leads through all of them, each once.
  @Test func readmeNamesEveryFile() throws {
    let page = try String(contentsOf: core.appending(path: "README.md"), encoding: .utf8)
    let named = page.matches(of: /\]\(([\w\/]+\.swift)\)/).map { String($0.1) }
    #expect(named.sorted() == (try sitting()))
  }
}
