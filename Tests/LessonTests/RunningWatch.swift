import Exchange
import Foundation

@testable import Walkthrough

/// `Walkthrough --watch` while a test saves files. It waits without blocking a thread, since all
/// tests share a few.
final class RunningWatch {
  let package: WatchedPackage
  let process: Process
  /// All tests share the cores.
  static let limit = 600.0

  /// Runs a watch while a test saves files, and ends it afterwards.
  static func run(
    _ package: WatchedPackage, _ names: [String] = [],
    _ test: (RunningWatch) async throws -> Void
  ) async throws {
    let watch = try RunningWatch(package, names)
    do {
      try await watch.wait { package.status != nil && package.status?.endedAt == nil }
      try await test(watch)
    } catch {
      try await watch.stop()
      throw error
    }
    try await watch.stop()
  }

  /// Starts it, and does not wait.
  init(_ package: WatchedPackage, _ names: [String] = []) throws {
    self.package = package
    process = Process()
    process.executableURL = URL(filePath: try Program.folder() + "/Walkthrough")
    process.arguments = ["--watch", "--package", package.path] + names
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    try package.note(process.processIdentifier)
  }

  /// Waits until something is so. Throws after some minutes, or if the watch has ended.
  func wait(until isSo: () -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(Self.limit)
    while !isSo() {
      guard ContinuousClock.now < end, process.isRunning else {
        let reason = process.isRunning ? "not within \(Self.limit) s" : "the watch has ended"
        throw Program.Failure(
          description: "\(reason); the status is \(String(describing: package.status))")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Waits until the first lesson is in a state.
  func wait(for state: LiveStatus.State) async throws {
    try await wait { package.entry?.state == state }
  }

  /// Waits for the first lesson's page with a text.
  func wait(for text: String) async throws {
    try await wait {
      package.entry?.state == .done && package.page().contains("id='printed-1'>\(text)\n")
    }
  }

  /// The processes that it has started, and what those have started.
  var descendants: [pid_t] {
    var found: [pid_t] = []
    var waiting = [process.processIdentifier]
    while let next = waiting.popLast() {
      let children = ProcessTree.children(of: next)
      found += children
      waiting += children
    }
    return found
  }

  /// Sends a signal, waits for the end, and returns the signal that has ended it.
  @discardableResult
  func stop(_ signal: Int32 = SIGTERM) async throws -> Int32 {
    if process.isRunning { kill(process.processIdentifier, signal) }
    while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    return process.terminationReason == .uncaughtSignal ? process.terminationStatus : 0
  }

  /// A test that was cancelled has not waited for its end.
  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
}
