import ArgumentParser
import Foundation
import Printing

/// The flags that set and list a lesson's knobs.
public struct KnobOptions: ParsableArguments, Sendable {
  @Option(
    name: .customLong("try"),
    help: ArgumentHelp(
      "Run with another value of a knob, without an edit. Repeat it for several knobs. The "
        + "lesson's page is not changed; a page beside it shows the differences.",
      valueName: "name=value"))
  public var tried: [String] = []

  @Flag(help: "List the knobs, the values worth trying and what to look for, then stop.")
  public var tries = false

  @Flag(help: ArgumentHelp("The same as JSON.", visibility: .hidden))
  var triesAsJSON = false

  @Option(help: ArgumentHelp("The folder of the experiments.", visibility: .hidden))
  var kept: String?

  @Option(
    help: ArgumentHelp(
      "Where to write what differs from the last run, as JSON.", visibility: .hidden))
  var changes: String?

  public init() {}

  /// Reports errors in the values, and lists the knobs if requested.
  public func validate() throws {
    // Every lesson comes through here before it prints.
    Console.checkOutput(URL(filePath: CommandLine.arguments[0]).lastPathComponent)
    let board = KnobBoard.shared.withLock { $0 }
    // A program without knobs prints its own message.
    if !board.knobs.isEmpty { try follow(board) }
  }

  var wantsList: Bool { tries || triesAsJSON }

  func follow(_ board: KnobBoard) throws {
    if board.isAsked || wantsList, let staleness = board.staleness {
      let name = URL(filePath: CommandLine.arguments[0]).lastPathComponent
      Console.complain(name, "\(staleness); build it again")
      throw ExitCode(LessonExit.stale)
    }
    try board.check()
    if triesAsJSON { throw CleanExit.message(try Self.json(board.knobs)) }
    if tries {
      let command = "swift run " + URL(filePath: CommandLine.arguments[0]).lastPathComponent
      let list = Page.Knobs.list(board.knobs, command: command)
      throw CleanExit.message(Terminal().prose(list))
    }
  }

  static func json(_ knobs: [Knob]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(knobs), as: UTF8.self)
  }
}
