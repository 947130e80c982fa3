import Foundation

/// A program that goes on while a test talks to it.
package final class Running: @unchecked Sendable {
  package struct Ended: Error { let said: String }

  private let process = Process()
  private let (output, errors) = (Pipe(), Pipe())
  private var unread = ""

  /// - Parameter path: a program's path, or the name of one of the package's own.
  package init(_ path: String, _ arguments: [String], environment: [String: String] = [:]) throws {
    let isOwn = !path.hasPrefix("/")
    process.executableURL = URL(filePath: isOwn ? try Self.folder() + "/" + path : path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Only the program itself keeps these ends open, so that its end is noticed.
    try output.fileHandleForWriting.close()
    try errors.fileHandleForWriting.close()
  }

  deinit { if process.isRunning { process.terminate() } }

  /// The folder in which the package's programs were built: that of the tests, or one above it.
  private static func folder() throws -> String {
    let arguments = CommandLine.arguments
    let named = arguments.firstIndex(of: "--test-bundle-path").map { arguments[$0 + 1] }
    for start in [named, arguments[0], Bundle.main.bundlePath].compactMap({ $0 }) {
      var url = URL(filePath: start).standardizedFileURL
      while url.pathComponents.count > 1 {
        url.deleteLastPathComponent()
        let path = url.path(percentEncoded: false)
        if FileManager.default.isExecutableFile(atPath: path + "/DrawingPad") { return path }
      }
    }
    throw Ended(said: "the programs are not beside the tests")
  }

  /// The first line that is said and answers to a description; throws if the program ends before.
  package func line(where isWanted: (String) -> Bool) throws -> String {
    while true {
      while let end = unread.firstIndex(of: "\n") {
        let line = String(unread[..<end])
        unread = String(unread[unread.index(after: end)...])
        if isWanted(line) { return line }
      }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Ended(said: unread) }
      unread += String(decoding: more, as: UTF8.self)
    }
  }

  /// Waits for a program that ends by itself: its exit code, and what it has said.
  package func end() -> (code: Int32, output: String, errors: String) {
    let said = (try? output.fileHandleForReading.readToEnd()) ?? Data()
    let errors = complaint
    process.waitUntilExit()
    return (process.terminationStatus, unread + String(decoding: said, as: UTF8.self), errors)
  }

  /// What a program that has ended has said against its user.
  package var complaint: String {
    let said = try? errors.fileHandleForReading.readToEnd()
    return String(decoding: said ?? Data(), as: UTF8.self)
  }

  package func signal(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Sends a signal, waits for the end, and gives the exit code.
  @discardableResult
  package func stop(_ signal: Int32 = SIGTERM) -> Int32 {
    self.signal(signal)
    process.waitUntilExit()
    return process.terminationStatus
  }
}
