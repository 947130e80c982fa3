import Exchange
import Foundation
import Testing

@testable import LessonKit

/// Experiments that are kept.
@Suite struct KeptTests {
  private struct Curve: Codable, Equatable {
    let name: String
    let losses: [Float]
  }

  /// A package with a lesson in it.
  private func inPackage(_ body: (String) throws -> Void) throws {
    try inFolder { package in
      for (path, text) in [
        ("Lessons/01-Any/main.swift", "1"), ("Lessons/01-Any/More.swift", "2"),
        ("Sources/CNN/Layer.swift", "3"), ("Sources/CNN/README.md", "4"),
        ("Sources/Walkthrough/Walkthrough.swift", "5"),
      ] {
        try File.makeFolder(
          "\(package)/" + path.split(separator: "/").dropLast().joined(separator: "/"))
        try write(text, to: "\(package)/\(path)")
      }
      try body(package)
    }
  }

  private func key(
    _ package: String, _ inputs: [String] = ["rate 0.1"], code: String = "{ train() }",
    files: [String]? = nil, built: Date? = .distantFuture
  ) -> UInt64? {
    KeptResults.key(
      inputs: inputs, code: code, file: "\(package)/Lessons/01-Any/main.swift", files: files,
      builtBefore: built)
  }

  @Test func theSecondTimeItIsKept() throws {
    try inPackage { package in
      let store = KeptResults(folder: "\(package)/kept", name: "curve")
      let curve = Curve(name: "a", losses: [0.1, 1 / 3, 2e-30])
      var count = 0
      for expected in [false, true, true] {
        let (result, wasKept) = try store.result(key(package)) { () throws -> Curve in
          count += 1
          return curve
        }
        // To the last bit.
        #expect(result == curve && wasKept == expected)
      }
      #expect(count == 1)
    }
  }

  /// Each thing that a result depends on has its part in the key.
  @Test func whatItDependsOn() throws {
    try inPackage { package in
      let first = try #require(key(package))
      #expect(key(package) == first)
      #expect(key(package, ["rate 0.2"]) != first)
      #expect(key(package, code: "{ train(2) }") != first)
      #expect(key(package, files: []) != first)
      // The knobs' own file, and what no result depends on, have none.
      for path in [
        "Lessons/01-Any/main.swift", "Sources/CNN/README.md",
        "Sources/Walkthrough/Walkthrough.swift",
      ] {
        try write("another", to: "\(package)/\(path)")
        #expect(key(package) == first, "\(path)")
      }
      for path in ["Lessons/01-Any/More.swift", "Sources/CNN/Layer.swift"] {
        let before = key(package)
        try write("another", to: "\(package)/\(path)")
        #expect(key(package) != before, "\(path)")
      }
    }
  }

  /// A program that is not made of the sources as they are neither keeps nor takes anything.
  @Test func aProgramOlderThanItsSources() throws {
    try inPackage { package in
      #expect(key(package, built: .distantPast) == nil)
      #expect(key(package, built: nil) == nil)
      #expect(key(package, files: ["Missing.swift"]) == nil)
      let store = KeptResults(folder: "\(package)/kept", name: "curve")
      for _ in 0..<2 {
        let (result, wasKept) = store.result(nil) { 1 }
        #expect(result == 1 && !wasKept)
      }
      #expect(!FileManager.default.fileExists(atPath: "\(package)/kept"))
    }
  }

  @Test func whatCannotBeKept() throws {
    try inFolder { folder in
      let store = KeptResults(folder: "\(folder)/kept", name: "curve")
      for _ in 0..<2 {
        let (_, wasKept) = store.result(1) { [Float.nan] }
        #expect(!wasKept)
      }
      try File.makeFolder(store.folder)
      try write("broken", to: "\(folder)/kept/curve-2.json")
      let results = [store.result(2) { 7 }, store.result(2) { 8 }]
      #expect(results.map(\.0) == [7, 7])
      #expect(results.map(\.wasKept) == [false, true])
    }
  }

  @Test func oldOnesGo() throws {
    try inFolder { folder in
      let store = KeptResults(folder: folder, name: "curve")
      for key in 0..<UInt64(KeptResults.limit + 5) { _ = store.result(key) { key } }
      let files = try content(folder)
      #expect(files.count == KeptResults.limit)
    }
  }
}
