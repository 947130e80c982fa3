import Digits
import Exchange
import Foundation
import LessonKit
import Pictures
import Synchronization

/// The package's own folder.
let package =
  #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
  .joined(separator: "/")

/// Runs `body` with the path of an empty folder that is gone afterwards.
func inFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "lesson-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path(percentEncoded: false))
}

/// Every file below a folder with its bytes.
func content(_ folder: String) throws -> [String: [UInt8]] {
  var content: [String: [UInt8]] = [:]
  for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
    if !isFolder.boolValue { content[name] = try File.read("\(folder)/\(name)") }
  }
  return content
}

/// Every page and picture below a folder, but for the lines and pictures with a time or a rate,
/// which are others in each run. What a lesson keeps for itself is hidden, and not meant.
func steady(_ folder: String) throws -> [String: [UInt8]] {
  let files = try content(folder).filter { name, _ in
    !name.split(separator: "/").contains { $0.hasPrefix(".") }
  }
  var varying: Set<String> = []
  for (name, bytes) in files where name.hasSuffix(".md") {
    let beside = name.split(separator: "/").dropLast().joined(separator: "/")
    for match in String(decoding: bytes, as: UTF8.self).matches(of: /!\[⏱[^\]]*\]\((.+?)\)/) {
      varying.insert("\(beside)/\(match.1)")
    }
  }
  return files.filter { !varying.contains($0.key) }.mapValues { bytes in
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    return Array(lines.filter { !$0.contains(Array("⏱".utf8)) }.joined(separator: [10]))
  }
}

func text(_ path: String) throws -> String {
  String(decoding: try File.read(path), as: UTF8.self)
}

/// A picture of a reader's own: from dark to bright, 400×300.
let gradient: GreyPicture = {
  var picture = GreyPicture(width: 400, height: 300)
  for y in 0..<300 { for x in 0..<400 { picture[x, y] = UInt8((x + y) * 255 / 698) } }
  return picture
}()

/// A digit of a reader's own: the seven, large, dark on light paper, and not in the middle.
var writtenSeven: GreyPicture {
  get throws {
    let seven = try MNIST.seven()
    var picture = GreyPicture(width: 400, height: 300, fill: 230)
    for y in 0..<168 {
      for x in 0..<168 {
        picture[x + 190, y + 40] = UInt8((230 - 190 * seven[y / 6, x / 6, 0]).rounded())
      }
    }
    return picture
  }
}

extension LessonEntry {
  /// The sources of the lesson's own page. OwnNetwork.swift makes another one, for weights of one's
  /// own.
  func sources() throws -> [String] {
    let path = "\(package)/Lessons/\(folder)"
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      .filter { $0.hasSuffix(".swift") && $0 != "OwnNetwork.swift" }
      .map { try text("\(path)/\($0)") }
  }

  /// The source of each cell, moved to the left. Found in another way than the kit finds it:
  /// by counting braces.
  func cells() throws -> [String] {
    try sources().flatMap { source in
      let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.indices.filter { lines[$0].contains("lesson.cell(") }.map { first in
        let indent = lines[first].prefix { $0 == " " }.count
        var (cell, open): ([String], Int) = ([], 0)
        for line in lines[first...] {
          cell.append(String(line.dropFirst(indent)))
          open += line.count { $0 == "{" } - line.count { $0 == "}" }
          if open == 0 && line.contains("}") { break }
        }
        return cell.joined(separator: "\n")
      }
    }
  }

  /// Runs the lesson, on a picture of the reader's own if it takes one, puts what it leaves into
  /// `folder`/out, and returns its page. It runs once, whoever asks.
  func page(in folder: String) throws -> String {
    let files = try runs.of(self, onPicture: try takesImage())
    try write(files, into: folder + "/out")
    return String(decoding: files["\(self.folder)/README.md"] ?? [], as: UTF8.self)
  }

  /// As `page(in:)`, with the pages beside the first, in the order of their names.
  func pages(in folder: String) throws -> [(file: String, text: String)] {
    _ = try page(in: folder)
    return try LessonTests.pages("\(folder)/out/\(self.folder)")
  }

  /// Puts what the lesson leaves without any flag into a folder. It runs once, whoever asks.
  func put(into folder: String) throws { try write(runs.of(self, onPicture: false), into: folder) }

  private func write(_ files: [String: [UInt8]], into folder: String) throws {
    for (name, bytes) in files {
      let path = "\(folder)/\(name)"
      try File.makeFolder(URL(filePath: path).deletingLastPathComponent().path)
      try File.write(bytes, to: path)
    }
  }

  func takesImage() throws -> Bool {
    try Program.run(name, ["--help"]).output.contains("--image")
  }
}

/// The pages that a lesson has left in a folder, in the order of their names.
func pages(_ folder: String) throws -> [(file: String, text: String)] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    .filter { $0.hasSuffix(".md") }.map { ($0, try text("\(folder)/\($0)")) }
}

/// The targets of a page's links and pictures, without those on the net.
func links(on page: String) -> [String] {
  page.matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) }.filter { !$0.contains("://") }
}

/// How often a reader is asked to press Return, by what is on its pages.
func pauses(onPagesIn folder: String) throws -> Int {
  try pages(folder).reduce(0) { sum, page in
    sum
      + page.text.split(separator: "\n").count {
        $0.hasPrefix("### ") || $0.hasPrefix("**Predict:** ") || $0.contains(#/^\*\*\d\.\*\* /#)
      }
  }
}

/// What each lesson has left when it was run.
private let runs = LessonRuns()

private final class LessonRuns: Sendable {
  private let known = Mutex<[String: [String: [UInt8]]]>([:])

  func of(_ lesson: LessonEntry, onPicture: Bool) throws -> [String: [UInt8]] {
    let key = lesson.name + (onPicture ? " on a picture" : "")
    return try known.withLock { known in
      if let files = known[key] { return files }
      let files = try inFolder { folder in
        var arguments = lesson.alwaysWith + ["--output", folder + "/out"]
        if onPicture {
          // A lesson that reads digits needs one.
          let picture = try lesson == .classification ? writtenSeven : gradient
          try picture.write(to: folder + "/picture.png")
          arguments += ["--image", folder + "/picture.png"]
        }
        let run = try Program.run(lesson.name, arguments)
        guard run.code == 0 else {
          throw Program.Failure(description: "\(lesson.name) ended with \(run.code): \(run.errors)")
        }
        return try content(folder + "/out")
      }
      known[key] = files
      return files
    }
  }
}
