import Exchange
import Foundation

/// Runs the functions of an exercise in a process of its own, so that a crash or an endless loop
/// ends that process and not the verdict.
enum Runner {
  /// So many seconds an exercise may take.
  static let limit = 10

  /// What each part has returned on its cases, up to the first that did not return.
  ///
  /// - Parameters:
  ///   - program: what is started with `arguments`, and behind them `--part` and `--answers` with
  ///     what `attempt(_:answers:)` takes.
  static func outcomes(
    of exercise: Exercise, program: String, _ arguments: [String]
  ) throws -> [[Outcome]] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "GlassBox-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try exercise.parts.indices.map { part in
      let answers = folder.appending(path: "answers-\(part)").path
      let errors = folder.appending(path: "errors-\(part)")
      _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
      let process = Process()
      process.executableURL = URL(filePath: program)
      process.arguments = arguments + ["--part", "\(part)", "--answers", answers]
      // What it prints is seen; a backtrace takes seconds and says nothing more.
      process.standardError = FileHandle(forWritingAtPath: errors.path)
      process.environment = ProcessInfo.processInfo.environment
        .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
      let ended = DispatchSemaphore(value: 0)
      process.terminationHandler = { _ in ended.signal() }
      try process.run()
      let isLate = ended.wait(timeout: .now() + Double(limit)) == .timedOut
      if isLate {
        kill(process.processIdentifier, SIGKILL)
        ended.wait()
      }
      var outcomes = answered(answers, most: exercise.parts[part].cases.count).map(Outcome.returned)
      let isGood = process.terminationReason == .exit && process.terminationStatus == 0
      if isLate {
        outcomes.append(.late)
      } else if process.terminationReason == .exit,
        process.terminationStatus == Outcome.notWrittenCode
      {
        outcomes.append(.notWritten)
      } else if !isGood {
        let text = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
        outcomes.append(.stopped(said(in: text)))
      }
      return outcomes
    }
  }

  /// In the process of its own: runs one part, and leaves a line for each answer as soon as it is
  /// there.
  static func attempt(_ part: Part, answers path: String) throws {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    guard let file = FileHandle(forWritingAtPath: path) else { throw FileError.missing(path) }
    for one in part.cases {
      try file.write(contentsOf: try encoder.encode(one.attempt()) + Data("\n".utf8))
    }
  }

  private static func answered(_ path: String, most count: Int) -> [Returned] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n").prefix(count)
    return lines.compactMap { try? decoder.decode(Returned.self, from: Data($0.utf8)) }
  }

  /// Swift's own sentence: `Index out of range, in 01-Correlate.swift, line 23.`
  static func said(in text: String) -> String? {
    guard let match = text.firstMatch(of: /(?:(\S+\.swift):(\d+): )?Fatal error: (.+)/) else {
      return nil
    }
    var sentence = String(match.3)
    // Of the standard library's own files only the sentence is of use.
    if let file = sentence.firstRange(of: ": file ") {
      sentence = String(sentence[..<file.lowerBound])
    }
    guard let path = match.1, let line = match.2, !path.hasPrefix("Swift/") else {
      return sentence + "."
    }
    let file = path.split(separator: "/").last ?? path
    return "\(sentence), in \(file), line \(line)."
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }
}
