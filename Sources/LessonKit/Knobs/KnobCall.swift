import Foundation
import Synchronization

/// Makes a knob: a line of a lesson that you may change.
///
///     /// Added to every answer.
///     let bias: Float = knob("bias", -0.5, try: [0: "only the sums are left"])
///
/// Put it above the line that parses the flags. A reader edits the value, or runs the lesson with
/// `--try bias=0`. This takes each listed value by its literal. It also takes any literal of a
/// number, a text, a Bool, or an optional of these.
///
/// - Parameters:
///   - name: the name of the `let`, which must have a written type.
///   - value: its value.
///   - tries: the values worth trying, with what to look for.
/// - Returns: the value, or the command line's value.
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
  // Knobs are made one after the other. A value of any type must not leave the lock.
  var board = KnobBoard.shared.withLock { $0 }
  if board.staleness == nil { board.staleness = source.problem }
  let value = board.value(name, value, tries, call: source.knobSource.call(of: name))
  KnobBoard.shared.withLock { [board] in $0 = board }
  return value
}

extension KnobBoard {
  /// The board of this program.
  static let shared = Mutex(KnobBoard(arguments: Array(CommandLine.arguments.dropFirst())))

  /// The sources that were read, by path.
  fileprivate static let sources = Mutex<[String: CellSource]>([:])
}
