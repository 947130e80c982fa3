import Exchange
import Foundation
import LessonKit
import Testing

@testable import Walkthrough

/// `Walkthrough --watch`, run on a small package. One after the other, since they share it. They wait
/// for what is to come and measure no time, so a busy machine only makes them slower.
@Suite(.serialized, .timeLimit(.minutes(20)))
struct WatchTests {
  @Test func tenSavesEndWithTheLast() async throws {
    let package = try WatchedPackage()
    try await RunningWatch.run(package) { watch in
      try package.save(printing: "first")
      try await watch.wait(for: "first")
      for number in 1...10 {
        try package.save(printing: "number \(number)")
        try await Task.sleep(for: .milliseconds(180))
      }
      try await watch.wait(for: "number 10")
      let number = package.status?.number
      try await Task.sleep(for: .seconds(2))
      #expect(package.status?.number == number, "nothing is made twice")
      #expect(package.entry?.saved == [WatchedPackage.lesson])
      let parts = package.entry?.timing.parts.map(\.name)
      #expect(parts == ["noticed", "compiled", "linked", "run"], "no plan is made for a save")
      #expect(watch.descendants.isEmpty)
    }
  }

  /// The compiler looks at whole seconds: it would take the second save for compiled.
  @Test func twoSavesInASecond() async throws {
    let package = try WatchedPackage()
    try await RunningWatch.run(package) { watch in
      let second = Int(Date().timeIntervalSince1970) - 100
      try package.save(printing: "first", at: (second, 100_000_000))
      try await watch.wait(for: "first")
      try package.save(printing: "second", at: (second, 900_000_000))
      try await watch.wait(for: "second")
    }
  }

  @Test func aSyntaxErrorStandsUntilItIsMended() async throws {
    let package = try WatchedPackage()
    try await RunningWatch.run(package) { watch in
      try package.save(printing: "good")
      try await watch.wait(for: "good")
      let last = package.page()
      try package.save(printing: "bad", running: "let x: Int = ")
      try await watch.wait(for: .failed)
      let error = try #require(package.entry?.errors.first)
      #expect(error.file == WatchedPackage.lesson && error.line != nil && error.column != nil)
      #expect(error.message == "expected initial value after '='")
      #expect(package.page() == last, "the last good page is kept")
      try package.save(printing: "mended")
      try await watch.wait(for: "mended")
      #expect(package.entry?.errors == [])
    }
  }

  @Test func aLessonsSentence() async throws {
    let package = try WatchedPackage()
    try await RunningWatch.run(package) { watch in
      try package.save(printing: "x", running: #"complain("stride must be at least 1, not 0.")"#)
      try await watch.wait(for: .failed)
      #expect(package.entry?.errors.map(\.text) == ["stride must be at least 1, not 0."])
      try package.save(printing: "x", running: "let none: [Int] = []\nprint(none[1])")
      try await watch.wait { package.entry?.errors.first?.message.hasPrefix("Crashed: ") == true }
      try package.save(printing: "mended")
      try await watch.wait(for: "mended")
    }
  }

  @Test func aLessonThatNeverEnds() async throws {
    let package = try WatchedPackage()
    try await RunningWatch.run(package) { watch in
      for code in [
        "while true {}", "while true { complain }".replacing("complain", with: "print(1)"),
      ] {
        try package.save(printing: "never", running: code)
        try await watch.wait { package.entry?.state == .running }
        try await watch.wait { watch.descendants.count == 1 }
        try await Task.sleep(for: .milliseconds(300))
        #expect(package.entry?.state == .running && watch.descendants.count == 1)
        try package.save(printing: "ends")
        try await watch.wait(for: "ends")
        #expect(watch.descendants.isEmpty)
      }
      // It says without an end on the channel that is kept.
      try package.save(
        printing: "loud",
        running: #"while true { FileHandle.standardError.write(Data("more and more\n".utf8)) }"#)
      try await watch.wait(for: .failed)
      #expect(watch.descendants.isEmpty)
    }
  }

  @Test func aSourceThatIsSavedAfterItsBuild() async throws {
    let package = try WatchedPackage()
    try await RunningWatch.run(package) { watch in
      let code = """
        if !FileManager.default.fileExists(atPath: own + "-once") {
          try "".write(toFile: own + "-once", atomically: true, encoding: .utf8)
          exit(\(LessonExit.stale))
        }
        """
      try package.save(printing: "again", running: code)
      try await watch.wait(for: "again")
      #expect(package.entry?.timing.parts.map(\.name).contains("planned") == true)
      try package.save(printing: "never", running: "exit(\(LessonExit.stale))")
      try await watch.wait(for: .failed)
      #expect(package.entry?.errors.first?.message.contains("Save it again.") == true)
    }
  }
}
