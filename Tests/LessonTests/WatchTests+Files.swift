import Exchange
import Foundation
import Testing

@testable import Walkthrough

/// Which files a watch looks at, and what it makes of them.
extension WatchTests {
  @Test func aDeletedFile() async throws {
    let package = try WatchedPackage()
    // A file alone would be a program without a main.swift, too.
    for name in ["More", "Other"] {
      try package.save("let \(name.lowercased()) = 1\n", to: "Lessons/01-Convolution/\(name).swift")
    }
    try await RunningWatch.run(package) { watch in
      try package.save(printing: "with", running: "_ = more")
      try await watch.wait(for: "with")
      try package.remove("Lessons/01-Convolution/More.swift")
      try await watch.wait(for: .failed)
      #expect(package.entry?.errors.map(\.message) == ["cannot find 'more' in scope"])
      try package.save("let more = 2\n", to: "Lessons/01-Convolution/More.swift")
      try await watch.wait(for: .done)
      try package.remove(WatchedPackage.lesson)
      try await watch.wait(for: .failed)
      #expect(package.entry?.errors.isEmpty == false)
      try package.save(printing: "back")
      try await watch.wait(for: "back")
    }
  }

  @Test func onlyTheLessonsProgramIsBuilt() async throws {
    let package = try WatchedPackage()
    let programs = "\(package.path)/.build/debug"
    for name in ["Pooling", "Exercise", "Convolution"] { unlink("\(programs)/\(name)") }
    try await RunningWatch.run(package) { watch in
      try package.save(printing: "alone")
      try await watch.wait(for: "alone")
      func isThere(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(programs)/\(name)")
      }
      #expect(isThere("Convolution") && !isThere("Pooling") && !isThere("Exercise"))
    }
  }

  @Test func editorsAndTheirFiles() async throws {
    let package = try WatchedPackage()
    try await RunningWatch.run(package) { watch in
      let folder = "\(package.path)/Lessons/01-Convolution"
      for name in [".main.swift.swp", "4913", "#main.swift#", "main.swift~", ".#main.swift"] {
        try package.save("x", to: "Lessons/01-Convolution/\(name)")
      }
      try await Task.sleep(for: .seconds(1))
      #expect(package.status?.entries == [:])
      // Vim with a backup: the old file is moved away, and a new one is written.
      rename("\(folder)/main.swift", "\(folder)/main.swift~")
      try await Task.sleep(for: .milliseconds(150))
      try package.save(printing: "renamed")
      try await watch.wait(for: "renamed")
      #expect(package.entry?.saved == [WatchedPackage.lesson])
      // Others write a new file and give it the old name.
      let text = WatchedPackage.source("01-Convolution", "replaced")
      try File.write(Array(text.utf8), to: "\(folder)/main.swift")
      try await watch.wait(for: "replaced")
    }
  }

  @Test func aFolderThatIsNoLesson() async throws {
    let package = try WatchedPackage()
    try await RunningWatch.run(package) { watch in
      try package.save("print(1)\n", to: "Lessons/13-Attention/main.swift")
      try await watch.wait { package.status?.entries["13-Attention"]?.state == .failed }
      let error = try #require(package.status?.entries["13-Attention"]?.errors.first)
      #expect(error.text.hasPrefix("Lessons/13-Attention: This folder is no lesson yet: "))
      #expect(error.message.contains("Package.swift does not list it."))
      try package.remove("Lessons/13-Attention")
      try await watch.wait { package.status?.entries["13-Attention"] == nil }
    }
  }

  @Test func anExercise() async throws {
    let package = try WatchedPackage()
    try await RunningWatch.run(package) { watch in
      let (file, key) = ("Lessons/Exercises/01-Correlate.swift", "Exercises/01-Correlate")
      try package.save("let answer = 3\n", to: file)
      try await watch.wait { package.status?.entries[key]?.state == .done }
      let verdict = try #require(package.status?.entries[key]?.verdict)
      #expect(!verdict.isSolved && verdict.text == "`correlate` is wrong: 3 should be 7.")
      #expect(package.status?.entries[key]?.page == "01-Convolution")
      try package.save("let answer = 0\n", to: file)
      try await watch.wait { package.status?.entries[key]?.state == .running }
      try package.save("let answer = 7\n", to: file)
      try await watch.wait { package.status?.entries[key]?.verdict?.isSolved == true }
    }
  }

  @Test func aSharedFileMakesWhatWasSavedLast() async throws {
    let package = try WatchedPackage()
    try await RunningWatch.run(package) { watch in
      try package.save(
        WatchedPackage.source("03-Pooling", "pools"), to: "Lessons/03-Pooling/main.swift")
      try await watch.wait { package.status?.entries["03-Pooling"]?.state == .done }
      try package.save("public let shared = 5\n", to: "Sources/Shared/Shared.swift")
      try await watch.wait { package.page("03-Pooling").contains("the same 5") }
      #expect(package.entry == nil)
    }
    // With a name, it makes that one, and leaves the others alone.
    try await RunningWatch.run(package, ["Convolution"]) { watch in
      try package.save(
        WatchedPackage.source("03-Pooling", "no"), to: "Lessons/03-Pooling/main.swift")
      try package.save("public let shared = 6\n", to: "Sources/Shared/Shared.swift")
      try await watch.wait { package.page().contains("the same 6") }
      #expect(package.status?.entries["03-Pooling"] == nil)
    }
  }
}
