import Foundation

/// A part of the package that reads bytes from outside.
protocol Target: Sendable {
  init() throws

  /// Small inputs to begin with.
  func seeds() throws -> [[UInt8]]

  /// Reads one input, and calls ``promise(_:_:)`` for everything that must be true then.
  ///
  /// - Throws: the error of the package. It must be a sentence.
  func read(_ input: [UInt8]) throws

  /// A changed input whose lengths and checksums are right, so that the content is reached.
  func changed(_ input: [UInt8], _ dice: inout Dice) -> [UInt8]
}

extension Target {
  func changed(_ input: [UInt8], _ dice: inout Dice) -> [UInt8] { dice.changed(input) }
}

/// The targets, by the names that `Tests/Fuzz/run` takes.
let targets: [(name: String, type: any Target.Type)] = [
  ("png", PNGTarget.self), ("safetensors", SafetensorsTarget.self), ("idx", IDXTarget.self),
  ("folder", FolderTarget.self), ("checkpoint", CheckpointTarget.self), ("pad", PadTarget.self),
  ("http", HTTPTarget.self), ("prose", ProseTarget.self),
]

/// Stops the program, if something is not as promised. libFuzzer then keeps the input.
func promise(
  _ isKept: @autoclosure () throws -> Bool, _ sentence: @autoclosure () -> String
) {
  var cause = ""
  do { if try isKept() { return } } catch { cause = ": \(error)" }
  FileHandle.standardError.write(Data("BROKEN PROMISE: \(sentence())\(cause)\n".utf8))
  abort()
}

/// The input that is being read. libFuzzer reads one at a time.
nonisolated(unsafe) var inputBeingRead: [UInt8] = []

/// An error must be a sentence: one line that names no type of the program. What stands in quotation
/// marks comes from the input, and a name that the input gives to something may look like a type.
func promiseSentence(_ error: any Error) {
  let text = "\(error)"
  promise(!text.isEmpty, "an error of type \(type(of: error)) says nothing")
  promise(
    !text.unicodeScalars.contains { $0.value < 32 || (127..<160).contains($0.value) },
    "an error has a control character: \(text.debugDescription)")
  let scalars = text.unicodeScalars
  let own: String
  if let first = scalars.firstIndex(of: "“"), let last = scalars.lastIndex(of: "”"), first < last {
    own = String(scalars[..<first]) + String(scalars[last...])
  } else {
    own = text
  }
  let words = ["Error(", "Error.", "Context(", "Optional(", "Domain="]
  promise(
    !words.contains {
      // A name from the input may stand at a sentence's end.
      strstr(own, $0) != nil && inputBeingRead.firstRange(of: $0.dropLast().utf8) == nil
    },
    "an error is not a sentence: \(text.debugDescription)")
}

/// Whether a call succeeds. If not, its error is a sentence.
func succeeds<Result>(_ call: () throws -> Result) -> Result? {
  do { return try call() } catch {
    promiseSentence(error)
    return nil
  }
}

/// The result of a call that writes something and reads it again: here no error is welcome.
@discardableResult
func written<Result>(_ what: String, _ call: () throws -> Result) -> Result {
  do { return try call() } catch {
    promise(false, "\(what) that was just written cannot be read: \(error)")
    abort()
  }
}

/// A folder for the readers that take a path. `Tests/Fuzz/run` puts it in memory, by TMPDIR.
struct Scratch: Sendable {
  let path: String

  init() throws {
    path = "\(NSTemporaryDirectory())/glassbox-fuzz-\(getpid())"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Writes a file without any of the package's own code.
  func write(_ bytes: [UInt8], _ name: String) -> String {
    let file = "\(path)/\(name)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    promise(descriptor >= 0, "\(file) cannot be written")
    promise(Foundation.write(descriptor, bytes, bytes.count) == bytes.count, "\(file) is too long")
    close(descriptor)
    return file
  }

  /// Deletes what a folder contains, as far as nobody is writing there.
  func empty(_ name: String) {
    let folder = "\(path)/\(name)"
    for entry in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(entry)")
    }
  }
}
