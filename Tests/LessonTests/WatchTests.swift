import Exchange
import Foundation
import LessonKit
import Testing

@testable import Walkthrough

/// `Walkthrough --watch`, run on a small package. One after the other, since they share it.
///
/// They build programs again and again, and wait for them. So they run on request, on a quiet machine:
/// `GLASSBOX_WATCH=1 swift test --filter WatchTests`.
@Suite(
  .serialized, .timeLimit(.minutes(20)),
  .enabled(
    if: ProcessInfo.processInfo.environment["GLASSBOX_WATCH"] != nil, "GLASSBOX_WATCH is not set"))
struct WatchTests {
  @Test func tenSavesEndWithTheLast() throws {
    let package = try WatchedPackage()
    let watch = try RunningWatch(package)
    try package.save(printing: "first")
    try watch.wait(for: "first")
    for number in 1...10 {
      try package.save(printing: "number \(number)")
      usleep(180_000)
    }
    try watch.wait(for: "number 10")
    let number = package.status?.number
    sleep(2)
    #expect(package.status?.number == number, "nothing is made twice")
    #expect(package.entry?.saved == [WatchedPackage.lesson])
    let parts = package.entry?.timing.parts.map(\.name)
    #expect(parts == ["noticed", "compiled", "linked", "run"], "no plan is made for a save")
    #expect(watch.descendants.isEmpty)
  }

  @Test func aSyntaxErrorStandsUntilItIsMended() throws {
    let package = try WatchedPackage()
    let watch = try RunningWatch(package)
    try package.save(printing: "good")
    try watch.wait(for: "good")
    let last = package.page()
    try package.save(printing: "bad", running: "let x: Int = ")
    try watch.wait(for: .failed)
    let error = try #require(package.entry?.errors.first)
    #expect(error.file == WatchedPackage.lesson && error.line != nil && error.column != nil)
    #expect(error.message == "expected initial value after '='")
    #expect(package.page() == last, "the last good page is kept")
    try package.save(printing: "mended")
    try watch.wait(for: "mended")
    #expect(package.entry?.errors == [])
  }

  @Test func aLessonsSentence() throws {
    let package = try WatchedPackage()
    let watch = try RunningWatch(package)
    try package.save(printing: "x", running: #"complain("stride must be at least 1, not 0.")"#)
    try watch.wait(for: .failed)
    #expect(package.entry?.errors.map(\.text) == ["stride must be at least 1, not 0."])
    try package.save(printing: "x", running: "let none: [Int] = []\nprint(none[1])")
    try watch.wait { package.entry?.errors.first?.message.hasPrefix("Crashed: ") == true }
    try package.save(printing: "mended")
    try watch.wait(for: "mended")
  }

  @Test func aDeletedFile() throws {
    let package = try WatchedPackage()
    // A file alone would be a program without a main.swift, too.
    for name in ["More", "Other"] {
      try package.save("let \(name.lowercased()) = 1\n", to: "Lessons/01-Convolution/\(name).swift")
    }
    let watch = try RunningWatch(package)
    try package.save(printing: "with", running: "_ = more")
    try watch.wait(for: "with")
    try package.remove("Lessons/01-Convolution/More.swift")
    try watch.wait(for: .failed)
    #expect(package.entry?.errors.map(\.message) == ["cannot find 'more' in scope"])
    try package.save("let more = 2\n", to: "Lessons/01-Convolution/More.swift")
    try watch.wait(for: .done)
    try package.remove(WatchedPackage.lesson)
    try watch.wait(for: .failed)
    #expect(package.entry?.errors.isEmpty == false)
    try package.save(printing: "back")
    try watch.wait(for: "back")
  }

  @Test func aLessonThatNeverEnds() throws {
    let package = try WatchedPackage()
    let watch = try RunningWatch(package)
    for code in [
      "while true {}", "while true { complain }".replacing("complain", with: "print(1)"),
    ] {
      try package.save(printing: "never", running: code)
      try watch.wait { package.entry?.state == .running }
      try watch.wait { watch.descendants.count == 1 }
      usleep(300_000)
      #expect(package.entry?.state == .running && watch.descendants.count == 1)
      try package.save(printing: "ends")
      try watch.wait(for: "ends")
      #expect(watch.descendants.isEmpty)
    }
    // It says without an end on the channel that is kept.
    try package.save(
      printing: "loud",
      running: #"while true { FileHandle.standardError.write(Data("more and more\n".utf8)) }"#)
    try watch.wait(for: .failed)
    #expect(watch.descendants.isEmpty)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func signalsEndEverything(_ signal: Int32) throws {
    let package = try WatchedPackage()
    let watch = try RunningWatch(package)
    if signal == SIGINT {
      // A build that runs, with the compiler below it.
      try package.save("public let shared = 2\n", to: "Sources/Shared/Shared.swift")
      try watch.wait { !watch.descendants.isEmpty }
    } else {
      try package.save(printing: "never", running: "while true {}")
      try watch.wait(for: .running)
      // It is said to run a moment before it does.
      try watch.wait { !watch.descendants.isEmpty }
    }
    let children = watch.descendants
    #expect(!children.isEmpty)
    #expect(watch.stop(signal) == signal)
    for child in children { #expect(kill(child, 0) != 0, "\(child) has survived") }
    #expect(package.status?.endedAt != nil)
  }

  @Test func manySavesLeaveNothingBehind() throws {
    let package = try WatchedPackage()
    let watch = try RunningWatch(package)
    var sizes: [(memory: Int, files: Int)] = []
    for number in 1...20 {
      try package.save(printing: "number \(number)")
      try watch.wait(for: "number \(number)")
      sizes.append(try #require(try Self.size(of: watch.process.processIdentifier)))
    }
    #expect(watch.descendants.isEmpty)
    #expect(sizes[19].files <= sizes[4].files, "\(sizes)")
    #expect(sizes[19].memory < sizes[4].memory + 4_000, "\(sizes)")
  }

  @Test func aSourceThatIsSavedAfterItsBuild() throws {
    let package = try WatchedPackage()
    let watch = try RunningWatch(package)
    let code = """
      if !FileManager.default.fileExists(atPath: own + "-once") {
        try "".write(toFile: own + "-once", atomically: true, encoding: .utf8)
        exit(\(LessonExit.stale))
      }
      """
    try package.save(printing: "again", running: code)
    try watch.wait(for: "again")
    #expect(package.entry?.timing.parts.map(\.name).contains("planned") == true)
    try package.save(printing: "never", running: "exit(\(LessonExit.stale))")
    try watch.wait(for: .failed)
    #expect(package.entry?.errors.first?.message.contains("Save it again.") == true)
  }

  @Test func onlyTheLessonsProgramIsBuilt() throws {
    let package = try WatchedPackage()
    let programs = "\(package.path)/.build/debug"
    for name in ["Pooling", "Exercise", "Convolution"] { unlink("\(programs)/\(name)") }
    let watch = try RunningWatch(package)
    try package.save(printing: "alone")
    try watch.wait(for: "alone")
    func isThere(_ name: String) -> Bool {
      FileManager.default.fileExists(atPath: "\(programs)/\(name)")
    }
    #expect(isThere("Convolution") && !isThere("Pooling") && !isThere("Exercise"))
  }

  #if os(Linux)
    @Test func nothingListens() throws {
      let package = try WatchedPackage()
      let watch = try RunningWatch(package)
      try package.save(printing: "quiet")
      try watch.wait(for: "quiet")
      let process = "/proc/\(watch.process.processIdentifier)"
      let files = try FileManager.default.contentsOfDirectory(atPath: "\(process)/fd").compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "\(process)/fd/\($0)")
      }
      #expect(!files.isEmpty)
      // The tenth state is that of a socket that listens; the tenth column is its number.
      for table in ["tcp", "tcp6"] {
        for line in try String(contentsOfFile: "\(process)/net/\(table)", encoding: .utf8)
          .split(separator: "\n")
        {
          let columns = line.split(separator: " ")
          guard columns.count > 9, columns[3] == "0A" else { continue }
          #expect(!files.contains("socket:[\(columns[9])]"), "\(line)")
        }
      }
    }
  #endif

  @Test func editorsAndTheirFiles() throws {
    let package = try WatchedPackage()
    let watch = try RunningWatch(package)
    let folder = "\(package.path)/Lessons/01-Convolution"
    for name in [".main.swift.swp", "4913", "#main.swift#", "main.swift~", ".#main.swift"] {
      try package.save("x", to: "Lessons/01-Convolution/\(name)")
    }
    sleep(1)
    #expect(package.status?.entries == [:])
    // Vim with a backup: the old file is moved away, and a new one is written.
    rename("\(folder)/main.swift", "\(folder)/main.swift~")
    usleep(150_000)
    try package.save(printing: "renamed")
    try watch.wait(for: "renamed")
    #expect(package.entry?.saved == [WatchedPackage.lesson])
    // Others write a new file and give it the old name.
    let text = WatchedPackage.source("01-Convolution", "replaced")
    try File.write(Array(text.utf8), to: "\(folder)/main.swift")
    try watch.wait(for: "replaced")
  }

  @Test func aFolderThatIsNoLesson() throws {
    let package = try WatchedPackage()
    let watch = try RunningWatch(package)
    try package.save("print(1)\n", to: "Lessons/13-Attention/main.swift")
    try watch.wait { package.status?.entries["13-Attention"]?.state == .failed }
    let error = try #require(package.status?.entries["13-Attention"]?.errors.first)
    #expect(error.text.hasPrefix("Lessons/13-Attention: This folder is no lesson yet: "))
    #expect(error.message.contains("Package.swift does not list it."))
    try package.remove("Lessons/13-Attention")
    try watch.wait { package.status?.entries["13-Attention"] == nil }
  }

  @Test func anExercise() throws {
    let package = try WatchedPackage()
    let watch = try RunningWatch(package)
    let (file, key) = ("Lessons/Exercises/01-Correlate.swift", "Exercises/01-Correlate")
    try package.save("let answer = 3\n", to: file)
    try watch.wait { package.status?.entries[key]?.state == .done }
    let verdict = try #require(package.status?.entries[key]?.verdict)
    #expect(!verdict.isSolved && verdict.text == "`correlate` is wrong: 3 should be 7.")
    #expect(package.status?.entries[key]?.page == "01-Convolution")
    try package.save("let answer = 0\n", to: file)
    try watch.wait { package.status?.entries[key]?.state == .running }
    try package.save("let answer = 7\n", to: file)
    try watch.wait { package.status?.entries[key]?.verdict?.isSolved == true }
  }

  @Test func aSharedFileMakesWhatWasSavedLast() throws {
    let package = try WatchedPackage()
    var watch = try RunningWatch(package)
    try package.save(
      WatchedPackage.source("03-Pooling", "pools"), to: "Lessons/03-Pooling/main.swift")
    try watch.wait { package.status?.entries["03-Pooling"]?.state == .done }
    try package.save("public let shared = 5\n", to: "Sources/Shared/Shared.swift")
    try watch.wait { package.page("03-Pooling").contains("the same 5") }
    #expect(package.entry == nil)
    watch.stop()
    // With a name, it makes that one, and leaves the others alone.
    watch = try RunningWatch(package, ["Convolution"])
    try package.save(WatchedPackage.source("03-Pooling", "no"), to: "Lessons/03-Pooling/main.swift")
    try package.save("public let shared = 6\n", to: "Sources/Shared/Shared.swift")
    try watch.wait { package.page().contains("the same 6") }
    #expect(package.status?.entries["03-Pooling"] == nil)
  }

  @Test func aSecondWatchIsRefused() throws {
    let package = try WatchedPackage()
    let watch = try RunningWatch(package)
    let run = try Program.run("Walkthrough", ["--watch", "--package", package.path])
    #expect(run.code == 1 && run.errors.contains("another watch is running"), "\(run.errors)")
    watch.stop()
  }

  /// Kilobytes of memory, and open files.
  private static func size(of process: pid_t) throws -> (memory: Int, files: Int)? {
    #if os(Linux)
      let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")
      return status.firstMatch(of: /VmRSS:\s+(\d+)/).flatMap { Int($0.1) }.map { ($0, files.count) }
    #else
      return (0, 0)
    #endif
  }
}
