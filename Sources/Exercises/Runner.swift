import Exchange
import Foundation

/// Runs the functions of an exercise in a process of its own, so that a crash or an endless loop
/// ends that process and not the verdict.
enum Runner {
  /// What a part has returned on its cases, up to the first that did not return.
  ///
  /// - Parameters:
  ///   - program: what is started with `arguments`, and behind them `--part` and `--answers` with
  ///     what `attempt(_:answers:)` takes.
  static func outcomes(
    ofPart number: Int, of exercise: Exercise, program: String, _ arguments: [String]
  ) throws -> [Outcome] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "GlassBox-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let part = exercise.parts[number]
    let answers = folder.appending(path: "answers").path
    let errors = folder.appending(path: "errors")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments + ["--part", "\(number)", "--answers", answers]
    // What it prints is seen; a backtrace takes seconds and says nothing more.
    process.standardError = FileHandle(forWritingAtPath: errors.path)
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    let isLate = ended.wait(timeout: .now() + Double(part.limit)) == .timedOut
    if isLate {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
    }
    var outcomes = answered(answers, by: part)
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

  /// In the process of its own: runs one part, and leaves a line for each answer as soon as it is
  /// there.
  static func attempt(_ part: Part, answers path: String) throws {
    // Ends an endless loop also if Ctrl-C has ended the program that waits for it. Whoever started
    // this process may have blocked the signal.
    var own = sigset_t()
    sigemptyset(&own)
    sigaddset(&own, SIGALRM)
    pthread_sigmask(SIG_UNBLOCK, &own, nil)
    alarm(UInt32(part.limit) + 5)
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    guard let file = FileHandle(forWritingAtPath: path) else { throw FileError.missing(path) }
    func leave(_ answer: some Encodable) throws {
      try file.write(contentsOf: try encoder.encode(answer) + Data("\n".utf8))
    }
    if let judge = part.judge { try leave(judge()) }
    for one in part.cases { try leave(one.attempt()) }
  }

  private static func answered(_ path: String, by part: Part) -> [Outcome] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n").map { Data($0.utf8) }
    if part.judge != nil {
      return lines.prefix(1).compactMap { try? decoder.decode(Judged.self, from: $0) }
        .map(Outcome.judged)
    }
    return lines.prefix(part.cases.count).compactMap {
      try? decoder.decode(Returned.self, from: $0)
    }.map(Outcome.returned)
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
