import BrowserDriver
import Foundation
import Testing

/// The committed pages of the package.
enum Committed {
  static let outputs = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Outputs").standardizedFileURL

  /// The paths of all pages, sorted; without what runs leave for their reader only.
  static func pages() throws -> [String] {
    try files().filter { $0.hasSuffix(".html") }
  }
  /// The paths of all files that git keeps.
  static func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: outputs.path(percentEncoded: false))
      .filter { !$0.hasPrefix(".") && !$0.hasPrefix("Exercises") }.sorted()
  }
  static func address(_ page: String) -> String { outputs.appending(path: page).absoluteString }
  static func bytes(_ file: URL) throws -> Int {
    try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
  }
}

/// What a page is read on.
enum Screen: String, CaseIterable, CustomTestStringConvertible {
  case desktop, phone, dark

  var testDescription: String { rawValue }

  /// Opens a browser, and closes it whatever happens.
  func browse<R>(_ body: (Browser) async throws -> R) async throws -> R {
    let isPhone = self == .phone
    let browser = try await Browser(
      width: isPhone ? 390 : 1280, height: isPhone ? 844 : 1000, phone: isPhone,
      dark: self == .dark)
    do {
      let result = try await body(browser)
      await browser.quit()
      return result
    } catch {
      await browser.quit()
      throw error
    }
  }
}

/// Gives all tests of a suite one browser.
struct OneBrowser: SuiteTrait, TestScoping {
  @TaskLocal fileprivate static var current: Browser?

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await Screen.desktop.browse { browser in
      try await Self.$current.withValue(browser) { try await function() }
    }
  }
}

extension Trait where Self == OneBrowser {
  static var oneBrowser: Self { OneBrowser() }
}

extension Browser {
  /// The browser of the suite.
  static func current() throws -> Browser { try #require(OneBrowser.current) }

  /// Opens a committed page; a page that is open already is loaded anew.
  func open(page: String, at hash: String = "") async throws {
    try await open("about:blank")
    try await open(Committed.address(page) + hash)
  }

  /// Fails with what the page has complained about, and forgets it.
  func expectNoComplaints(_ place: String) async throws {
    let complaints = try await complaints()
    #expect(complaints.isEmpty, "\(place): \(complaints.joined(separator: "\n"))")
  }
}

extension Browser {
  /// Where a script's element stands: its middle, in the window. It is brought into sight.
  func middle(of element: String, orFail name: String) async throws -> (x: Double, y: Double) {
    let found = try await run(
      """
      const found = (() => { \(element) })();
      if (!found) return null;
      if (Array.isArray(found)) return found;
      found.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const box = found.getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2];
      """)
    guard let numbers = found as? [Double], numbers.count == 2 else {
      throw Stopped(description: "there is no \(name)")
    }
    return (numbers[0], numbers[1])
  }
}

/// Why a test cannot go on.
struct Stopped: Error, CustomStringConvertible {
  let description: String
}
