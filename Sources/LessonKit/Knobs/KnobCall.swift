import Foundation
import Synchronization

/// Makes a knob: a line of a lesson that is there to be changed.
///
///     /// Added to every answer.
///     let bias: Float = knob("bias", -0.5, try: [0: "only the sums are left"])
///
/// It stands above the line that parses the flags. A reader edits the value, or runs the lesson with
/// `--try bias=0`, which takes each listed value by its literal, and any literal of a number, a text,
/// a Bool, or an optional of these.
///
/// - Parameters:
///   - name: that of the `let`, whose type is written.
///   - value: the value that it has.
///   - tries: the values worth trying, with what to look for.
/// - Returns: the value, or the one that the command line asks for.
public func knob<Value>(
  _ name: String, _ value: Value, try tries: Tries<Value> = [:], file: String = #filePath
) -> Value {
  let source = KnobBoard.sources.withLock { known in
    if let source = known[file] { return source }
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let source = CellSource(path: file, program: program)
    known[file] = source
    return source
  }
  // Knobs are made one after the other; and what may be any type does not leave the lock.
  var board = KnobBoard.shared.withLock { $0 }
  if board.staleness == nil { board.staleness = source.problem }
  let value = board.value(name, value, tries, call: source.knobSource.call(of: name))
  KnobBoard.shared.withLock { [board] in $0 = board }
  return value
}

extension KnobBoard {
  /// The board of this program.
  static let shared = Mutex(KnobBoard(arguments: Array(CommandLine.arguments.dropFirst())))

  /// The sources that were read, by their paths.
  fileprivate static let sources = Mutex<[String: CellSource]>([:])
}
