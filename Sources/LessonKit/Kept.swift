import Exchange
import Foundation

extension Lesson {
  /// Runs a long experiment, or takes its result from an earlier run with the same inputs and the
  /// same code. The terminal says if the result was kept. The page is the same.
  ///
  /// The key is a hash of everything that the result depends on. This is the inputs' descriptions,
  /// the lines of `body`, the lesson's other files, and the rooms of Sources that compute. Anything
  /// else that `body` reads must be among the inputs. The results are in `.kept`, in the folder of
  /// pages. So a run into an empty folder, such as that of `Walkthrough --check`, computes
  /// everything.
  ///
  /// - Parameters:
  ///   - name: the experiment's name, unique within a lesson.
  ///   - inputs: values with a complete description: numbers, texts, enums, structs of these.
  ///   - files: the lesson's files that it needs; without this, all except main.swift.
  public func kept<Result: Codable>(
    _ name: String, dependsOn inputs: Any..., files: [String]? = nil, file: String = #filePath,
    line: Int = #line, _ body: () throws -> Result
  ) rethrows -> Result {
    let folder = options.knobs.kept.map { "\($0)/\(entry.folder)" } ?? place.experiments
    let store = KeptResults(folder: folder, name: name)
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let key = KeptResults.key(
      inputs: [name] + inputs.map { String(reflecting: $0) },
      // The lines of the body; if its end is not found, the complete file.
      code: source(of: file).cell(from: line) ?? source(of: file).text, file: file, files: files,
      builtBefore: CellSource.built(program))
    let (result, wasKept) = try store.result(key, body)
    if wasKept {
      say(terminal.dim("\(name): kept from an earlier run with the same inputs and the same code"))
    }
    return result
  }
}

/// Results of one experiment. Each file's name is the hash of everything that the result depends
/// on.
struct KeptResults {
  let folder: String
  let name: String
  /// How many results are kept.
  static let limit = 12

  /// The kept result, or the result of `body`, which is kept then. Without a key, nothing is kept.
  func result<Result: Codable>(
    _ key: UInt64?, _ body: () throws -> Result
  ) rethrows -> (Result, wasKept: Bool) {
    guard let key else { return (try body(), false) }
    if let bytes = try? File.read(path(key)),
      let result = try? JSONDecoder().decode(Result.self, from: Data(bytes))
    {
      return (result, true)
    }
    let result = try body()
    keep(result, key)
    return (result, false)
  }

  /// Keeps a result. A result that JSON cannot hold, such as NaN, is not kept.
  private func keep(_ result: some Codable, _ key: UInt64) {
    // Sorted: otherwise the order, and so the bytes, would be others in each run.
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let data = try? encoder.encode(result) else { return }
    try? File.makeFolder(folder)
    try? File.write(Array(data), to: path(key))
    let old = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let own = old.filter { $0.hasPrefix(name + "-") }.map { "\(folder)/\($0)" }
      .sorted {
        (CellSource.changed($0) ?? .distantPast) > (CellSource.changed($1) ?? .distantPast)
      }
    for path in own.dropFirst(Self.limit) { try? FileManager.default.removeItem(atPath: path) }
  }

  private func path(_ key: UInt64) -> String {
    "\(folder)/\(name)-\(String(key, radix: 16)).json"
  }

  /// A hash of inputs and code. Nil if a file is missing, or is newer than the program, which was
  /// then not built from it.
  ///
  /// - Parameters:
  ///   - file: the lesson's main.swift.
  ///   - files: other files of its folder; nil for all of them.
  static func key(
    inputs: [String], code: String, file: String, files: [String]?, builtBefore built: Date?
  ) -> UInt64? {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    let lesson = parts.dropLast().joined(separator: "/")
    let others = files ?? swiftFiles(in: lesson).filter { $0 != parts.last.map(String.init) }
    let sources = parts.dropLast(3).joined(separator: "/") + "/Sources"
    let rooms = rooms.map { "\(sources)/\($0)" }
    var hash = Hash()
    for text in inputs + [code] { hash.add(Array(text.utf8)) }
    let paths = others.map { "\(lesson)/\($0)" } + rooms.flatMap(allFiles)
    for path in paths {
      guard let bytes = try? File.read(path), let changed = CellSource.changed(path), let built,
        changed <= built
      else { return nil }
      hash.add(bytes)
    }
    return hash.value
  }

  private static func swiftFiles(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".swift") }.sorted()
  }

  /// The folders of Sources whose code and data an experiment uses.
  private static let rooms = [
    "CNN", "Compute", "CVectors", "Digits", "Exchange", "Explain", "Models", "Pen",
  ]

  /// The code and the data in a folder.
  private static func allFiles(in folder: String) -> [String] {
    let names = ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).filter {
      name in
      let isOurs = !name.split(separator: "/").contains { $0.hasPrefix(".") }
      let kinds = [".swift", ".h", ".png", ".safetensors"]
      return isOurs && kinds.contains { name.hasSuffix($0) }
    }
    return names.sorted().map { "\(folder)/\($0)" }
  }

  /// FNV-1a, eight bytes at a time.
  private struct Hash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: [UInt8]) {
      mix(UInt64(bytes.count))
      bytes.withUnsafeBytes { raw in
        var place = 0
        while place + 8 <= raw.count {
          mix(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
          place += 8
        }
        while place < raw.count {
          mix(UInt64(raw[place]))
          place += 1
        }
      }
    }

    private mutating func mix(_ word: UInt64) {
      value = (value ^ word) &* 0x100_0000_01b3
      value ^= value >> 29
    }
  }
}
