import Foundation
import Synchronization
import Testing

/// Programs of the package, run as processes.
enum Program {
  struct Result {
    let code: Int32
    let output: String
    let errors: String
    /// Whether it was stopped on the way, because it had said what was waited for.
    var wasStopped = false
  }

  /// What is given to a program to read.
  enum Input {
    case nothing
    case lines(Int)
    /// Lines, and then a reader who thinks.
    case linesAndSilence(Int)
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs a program to its end, or until its output holds a text so many times, and half a
  /// second more. Throws if it takes longer than `limit` seconds.
  ///
  /// - Parameters:
  ///   - environment: what is to be other than in this process; nil takes a variable away.
  ///   - folder: the working directory; without it, this process's own.
  ///   - terminal: whether it writes to a terminal, and not to a pipe.
  ///   - signals: what it is sent when it has said what is waited for, in place of being killed; it
  ///     then runs to its own end.
  static func run(
    _ name: String, _ arguments: [String] = [], input: Input = .nothing,
    environment: [String: String?] = [:], folder: String? = nil, terminal: Bool = false,
    until stop: (text: String, count: Int)? = nil, signals: [Int32] = [], limit: Double = 60
  ) throws -> Result {
    var (stop, unsent) = (stop, signals)
    let process = Process()
    process.executableURL = URL(
      filePath: name.hasPrefix("/") ? name : "\(try self.folder())/\(name)")
    process.arguments = arguments
    if let folder {
      process.currentDirectoryURL = URL(filePath: folder, directoryHint: .isDirectory)
    }
    process.environment = ProcessInfo.processInfo.environment
    for (name, value) in environment { process.environment?[name] = value }

    let (standardInput, standardErrors) = (Pipe(), Pipe())
    let standardOutput = try terminal ? Ends.ofTerminal() : Ends.ofPipe()
    process.standardInput = standardInput.fileHandleForReading
    process.standardOutput = standardOutput.writing
    process.standardError = standardErrors.fileHandleForWriting
    // Few lines fit into the pipe's buffer, so nobody waits for a program that does not read.
    if case .lines(let count) = input { try standardInput.write(lines: count) }
    if case .linesAndSilence(let count) = input {
      try standardInput.write(lines: count)
    } else {
      try standardInput.fileHandleForWriting.close()
    }
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    try? standardInput.fileHandleForReading.close()
    try? standardOutput.writing.close()
    try? standardErrors.fileHandleForWriting.close()
    // Both are read at once: a program that fills one pipe does not wait for the other.
    let output = Reader(standardOutput.reading)
    let errors = Reader(standardErrors.fileHandleForReading)

    let end = ContinuousClock.now + .seconds(limit)
    var wasStopped = false
    while ended.wait(timeout: .now() + .milliseconds(20)) == .timedOut {
      let isLate = ContinuousClock.now > end
      if let waited = stop, !unsent.isEmpty {
        guard output.text.ranges(of: waited.text).count >= waited.count else { continue }
        kill(process.processIdentifier, unsent.removeFirst())
        if unsent.isEmpty { stop = nil }
        continue
      }
      if let stop, output.text.ranges(of: stop.text).count >= stop.count { wasStopped = true }
      guard isLate || wasStopped else { continue }
      if wasStopped, ended.wait(timeout: .now() + .milliseconds(500)) == .success {
        wasStopped = false
        break
      }
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      if isLate { throw Failure(description: "\(name) takes longer than \(limit) s") }
      break
    }
    try? standardInput.fileHandleForWriting.close()
    return Result(
      code: process.terminationStatus, output: output.whole(), errors: errors.whole(),
      wasStopped: wasStopped)
  }

  /// The folder in which the package's programs were built: that of the test bundle, which macOS
  /// names in an argument, or one above it.
  static func folder() throws -> String {
    let arguments = CommandLine.arguments
    let option = arguments.firstIndex(of: "--test-bundle-path")
    let named = option.map { arguments[$0 + 1] }
    for start in [named, arguments[0], Bundle.main.bundlePath].compactMap({ $0 }) {
      var url = URL(filePath: start).standardizedFileURL
      while url.pathComponents.count > 1 {
        url.deleteLastPathComponent()
        let path = url.path(percentEncoded: false)
        if FileManager.default.isExecutableFile(atPath: path + "/Walkthrough") { return path }
      }
    }
    throw Failure(description: "the programs are not beside the tests \(arguments[0])")
  }
}

/// Reads all that comes out of a pipe, on a thread of its own.
private final class Reader: Sendable {
  private let bytes = Mutex<[UInt8]>([])
  private let ended = DispatchSemaphore(value: 0)
  private let handle: FileHandle

  init(_ handle: FileHandle) {
    self.handle = handle
    Thread.detachNewThread { [self] in
      var block = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(self.handle.fileDescriptor, &block, block.count)
        if count < 0 && errno == EINTR { continue }
        // A terminal ends with an error, a pipe with nothing.
        if count <= 0 { break }
        self.bytes.withLock { $0 += block[..<count] }
      }
      ended.signal()
    }
  }

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  /// What was read up to the end.
  func whole() -> String {
    _ = ended.wait(timeout: .now() + .seconds(10))
    return text
  }
}

extension Pipe {
  fileprivate func write(lines: Int) throws {
    try fileHandleForWriting.write(contentsOf: Data(String(repeating: "\n", count: lines).utf8))
  }
}
