import Exchange
import Foundation
import Testing

@testable import Walkthrough

/// A watch as a process: how it begins and ends, what it needs, and others beside it.
extension WatchTests {
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func signalsEndEverything(_ signal: Int32) async throws {
    let package = try WatchedPackage()
    try await RunningWatch.run(package) { watch in
      if signal == SIGINT {
        // A build that runs, with the compiler below it.
        try package.save("public let shared = 2\n", to: "Sources/Shared/Shared.swift")
        try await watch.wait { !watch.descendants.isEmpty }
      } else {
        try package.save(printing: "never", running: "while true {}")
        try await watch.wait(for: .running)
        // It is said to run a moment before it does.
        try await watch.wait { !watch.descendants.isEmpty }
      }
      let children = watch.descendants
      #expect(!children.isEmpty)
      #expect(try await watch.stop(signal) == signal)
      for child in children { #expect(kill(child, 0) != 0, "\(child) has survived") }
      #expect(package.status?.endedAt != nil)
    }
  }

  @Test func manySavesLeaveNothingBehind() async throws {
    let package = try WatchedPackage()
    try await RunningWatch.run(package) { watch in
      var sizes: [(memory: Int, files: Int)] = []
      for number in 1...20 {
        try package.save(printing: "number \(number)")
        try await watch.wait(for: "number \(number)")
        sizes.append(try #require(try Self.size(of: watch.process.processIdentifier)))
      }
      #expect(watch.descendants.isEmpty)
      #expect(sizes[19].files <= sizes[4].files, "\(sizes)")
      #expect(sizes[19].memory < sizes[4].memory + 4_000, "\(sizes)")
    }
  }

  #if os(Linux)
    @Test func nothingListens() async throws {
      let package = try WatchedPackage()
      try await RunningWatch.run(package) { watch in
        try package.save(printing: "quiet")
        try await watch.wait(for: "quiet")
        let process = "/proc/\(watch.process.processIdentifier)"
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(process)/fd").compactMap
        {
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
    }
  #endif

  @Test func aSecondWatchIsRefused() async throws {
    let package = try WatchedPackage()
    try await RunningWatch.run(package) { _ in
      let run = try Program.run("Walkthrough", ["--watch", "--package", package.path])
      #expect(run.code == 1 && run.errors.contains("another watch is running"), "\(run.errors)")
    }
  }

  /// A save that comes as soon as a page can know of the watch. A thread of its own looks for that
  /// moment without a pause.
  @Test func aSaveInTheFirstMoment() async throws {
    for round in 1...5 {
      let package = try WatchedPackage()
      for number in 1...500 { try package.save("", to: "Sources/Shared/More/\(number).swift") }
      let (path, text) = (package.outputs + "/.live/status.js", "first \(round)")
      let saving = Thread {
        while access(path, F_OK) != 0, !Thread.current.isCancelled {}
        try? package.save(printing: text)
      }
      saving.start()
      try await RunningWatch.run(package) { watch in
        try await watch.wait { package.entry?.saved == [WatchedPackage.lesson] }
      }
      saving.cancel()
    }
  }

  /// Outputs is removed under a watch, and a second one begins there: the first one ends.
  @Test func aWatchWhoseFolderWasTaken() async throws {
    let package = try WatchedPackage()
    let first = try RunningWatch(package)
    try await first.wait { package.status != nil }
    // It sleeps until the second one has begun.
    kill(first.process.processIdentifier, SIGSTOP)
    try FileManager.default.removeItem(atPath: package.outputs)
    try File.makeFolder(package.outputs)
    try await RunningWatch.run(package) { watch in
      try package.save(printing: "second")
      try await watch.wait(for: "second")
      kill(first.process.processIdentifier, SIGCONT)
      try await watch.wait { !first.process.isRunning }
      #expect(first.process.terminationStatus == 1)
      #expect(package.status?.endedAt == nil, "the second one goes on")
    }
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
