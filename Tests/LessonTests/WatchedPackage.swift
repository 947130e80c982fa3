import BrowserDriver
import Exchange
import Foundation
import Testing

@testable import Walkthrough

/// A small package that a watch watches in the tests, with the folders of this one: two lessons, an
/// exercise, and a module that they share. It builds in a second.
struct WatchedPackage {
  let path: String
  /// Keeps it, until this and its copies are gone.
  let room: Room
  var outputs: String { "\(path)/Outputs" }

  /// The lesson's own file.
  static let lesson = "Lessons/01-Convolution/main.swift"

  /// Writes it anew. What was built before stays beside the tests, so that the next run is fast.
  init() throws {
    let programs = URL(filePath: try Program.folder()).resolvingSymlinksInPath().path
    room = try Room.free(in: programs)
    path = room.path
    for name in ["Lessons", "Sources", "Outputs"] {
      try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
    try save(Self.manifest, to: "Package.swift")
    try save("public let shared = 1\n", to: "Sources/Shared/Shared.swift")
    try save(Self.source("01-Convolution", "number 1"), to: Self.lesson)
    try save(Self.source("03-Pooling", "number 1"), to: "Lessons/03-Pooling/main.swift")
    try save("let answer = 1\n", to: "Lessons/Exercises/01-Correlate.swift")
    try save(Self.judge, to: "Lessons/Exercises/main.swift")
    try File.makeFolder(outputs)
  }

  /// Saves a file by writing into it.
  func save(_ text: String, to name: String) throws {
    let file = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Saves the first lesson, with what it prints and code that it runs before.
  func save(printing text: String, running code: String = "") throws {
    try save(Self.source("01-Convolution", text, code), to: Self.lesson)
  }

  /// Saves the first lesson with a time of its own, in seconds since 1970 and nanoseconds.
  func save(printing text: String, at time: (seconds: Int, nanoseconds: Int)) throws {
    // Made under a name that no watch looks at.
    let (made, file) = ("\(path)/\(Self.lesson)~", "\(path)/\(Self.lesson)")
    try Data(Self.source("01-Convolution", text).utf8).write(to: URL(filePath: made))
    let stamp = timespec(tv_sec: time.seconds, tv_nsec: time.nanoseconds)
    let failure = [utimensat(AT_FDCWD, made, [stamp, stamp], 0), rename(made, file)].min()
    guard failure == 0 else { throw Program.Failure(description: "\(file) cannot be saved") }
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(name)")
  }

  var status: LiveStatus? { LiveFolder.read(in: outputs) }
  var entry: LiveStatus.Entry? { status?.entries["01-Convolution"] }
  func page(_ folder: String = "01-Convolution") -> String {
    (try? text("\(outputs)/\(folder)/index.html")) ?? ""
  }

  private static let manifest = """
    // swift-tools-version: 6.2
    import PackageDescription

    let package = Package(
      name: "Watched",
      // The watch passes on the traits that it was built with.
      traits: [.trait(name: "Web")],
      targets: [
        .target(name: "Shared"),
        .executableTarget(
          name: "Convolution", dependencies: ["Shared"], path: "Lessons/01-Convolution"),
        .executableTarget(name: "Pooling", dependencies: ["Shared"], path: "Lessons/03-Pooling"),
        .executableTarget(name: "Exercise", path: "Lessons/Exercises"),
      ], swiftLanguageModes: [.v6])

    """

  private static let judge = """
    print(answer == 7 ? "Exercise 1 is solved." : "`correlate` is wrong: \\(answer) should be 7.")
    if answer == 0 { while true {} }
    import Foundation
    exit(answer == 7 ? 0 : 1)

    """

  /// A lesson that leaves a page, with a title, a fold, two figures and a printed block.
  static func source(_ folder: String, _ text: String, _ code: String = "") -> String {
    let scripts = ["live-page", "live-changes", "live-panel", "live"].map {
      "<script defer src='\(package)/Sources/Notebook/Page/live/\($0).js'></script>"
    }
    return #"""
      import Foundation
      import Shared

      func complain(_ text: String) -> Never {
        FileHandle.standardError.write(Data("Convolution: \(text)\n".utf8))
        exit(1)
      }
      let package = #filePath.components(separatedBy: "/Lessons/")[0]
      let own = package + "/Outputs/\#(folder)"
      \#(code)
      let lines = "\#(text)"
      try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
      let page = """
        <!doctype html><html lang='en'><head><meta charset='utf-8'><title>\(lines)</title>
        <link rel='icon' href='data:,'>
        <link rel='stylesheet' href='\#(package)/Sources/Notebook/Page/live/live.css'>
        <script>glassbox = { started: [], start: (main) => { glassbox.started.push(data); } }</script>
        <script defer src='index.js'></script>\#(scripts.joined())</head><body>
        <main id='main' data-page='\#(folder)/index'><h1 id='title'>Lesson</h1>
        <section id='text-1' style='height: 1500px'>Text</section>
        <details id='fold-1'><summary>More</summary>Folded</details>
        <section class='cell' id='cell-1' data-title='The question'>
        <pre class='printed' id='printed-1'>\(lines)\nthe same \(shared)</pre></section>
        <label id='field'>Your answer <input id='answer'></label>
        <section id='text-2' style='height: 1500px'>Text</section></main></body></html>
        """
      try page.write(toFile: own + "/index.html", atomically: true, encoding: .utf8)
      try "globalThis.data = '\(lines)';".write(
        toFile: own + "/index.js", atomically: true, encoding: .utf8)
      try lines.write(toFile: own + "/README.md", atomically: true, encoding: .utf8)

      """#
  }
}
