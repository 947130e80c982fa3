import ArgumentParser
import Foundation

/// The flags of whatever leaves pages.
public struct PageOptions: ParsableArguments, Sendable {
  @Flag(help: "Stop after each step until Return is pressed.")
  public var step = false

  @Option(
    help: ArgumentHelp(
      "Where to put the page and its pictures, in a folder of the lesson's name. "
        + "Without it, in the package's own Outputs.", valueName: "folder"))
  public var output: String?

  public init() {}

  public func validate() throws {
    if output?.isEmpty == true { throw ValidationError("--output needs the name of a folder.") }
  }
}

/// The flags that every lesson has.
public struct LessonOptions: ParsableCommand, Sendable {
  public static var configuration: CommandConfiguration { .ofLesson }

  @OptionGroup public var page: PageOptions
  @OptionGroup public var knobs: KnobOptions

  public init() {}

  public var step: Bool { page.step }
  public var output: String? { page.output }
}

/// The flags of a lesson that also looks at a picture of the reader's own.
public struct ImageLessonOptions: ParsableCommand, Sendable {
  public static var configuration: CommandConfiguration { .ofLesson }

  @OptionGroup public var lesson: LessonOptions

  @Option(help: ArgumentHelp("A picture of your own, a PNG.", valueName: "file"))
  public var image: String?

  public init() {}
}

/// The flags of a lesson that can also do its work at full length.
public struct TrainingLessonOptions: ParsableCommand, Sendable {
  public static var configuration: CommandConfiguration { .ofLesson }

  @OptionGroup public var lesson: LessonOptions

  @Flag(help: "Train on all images, with the knobs as they stand, and write no page.")
  public var full = false

  @Flag(help: "Go on with a full training that was stopped.")
  public var resume = false

  @Option(
    help: ArgumentHelp("Where a full training puts its weights.", valueName: "file"))
  public var weights = "training.safetensors"

  public init() {}

  public func validate() throws {
    if resume && !full { throw ValidationError("--resume goes with --full.") }
  }
}

/// The flags of the lesson that asks why: what to read, and how to answer.
public struct ClassificationLessonOptions: ParsableCommand, Sendable {
  public static var configuration: CommandConfiguration { .ofLesson }

  @OptionGroup public var lesson: LessonOptions

  @Option(help: ArgumentHelp("A written digit of your own, a PNG.", valueName: "file"))
  public var image: String?

  @Flag(help: "Take the picture, of 28×28 pixels, as it is: bright on black, and not centred.")
  public var asIs = false

  @Option(
    help: ArgumentHelp("Weights to use in place of the package's, .safetensors.", valueName: "file")
  )
  public var weights: String?

  @Flag(help: "Print the answer as one JSON object, and make no page.")
  public var json = false

  @Option(
    help: ArgumentHelp(
      "Print where the winning probability came from, so many levels down, and make no page.",
      valueName: "depth"))
  public var explain: Int?

  public init() {}

  /// Whether an answer is wanted in place of the lesson.
  public var isForPrograms: Bool { json || explain != nil }

  public func validate() throws {
    if asIs && image == nil { throw ValidationError("--as-is goes with --image.") }
    if json && explain != nil { throw ValidationError("--json and --explain: one or the other.") }
  }
}

/// The flags of the drawing pad, which is a lesson and a service.
public struct PadLessonOptions: ParsableCommand, Sendable {
  public static var configuration: CommandConfiguration { .ofLesson }

  @OptionGroup public var lesson: LessonOptions

  @Flag(name: .customLong("lesson"), help: "Run the lesson, where the pad would be served.")
  public var isLesson = false

  @Option(help: "Where the pad listens; 0.0.0.0 for every address of this machine.")
  public var host = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      "The port that it listens on, 0 for any that is free. Without it, what PORT says in the "
        + "environment, or 8080."))
  public var port: Int?

  public init() {}

  public func validate() throws {
    if let port, !(0...65_535).contains(port) {
      throw ValidationError("--port: ports go from 0 to 65535, and \(port) is none.")
    }
  }

  /// Whether something was said that only a service needs.
  public var wantsToServe: Bool { port != nil || host != "127.0.0.1" }

  /// The port: from the flag, or from PORT, as hosting platforms set it.
  ///
  /// - Throws: if PORT is no port.
  public func listeningPort(
    in environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Int {
    if let port { return port }
    guard let text = environment["PORT"], !text.isEmpty else { return 8080 }
    guard let port = Int(text), (0...65_535).contains(port) else {
      throw KnobError("PORT: ports go from 0 to 65535, and “\(text)” is none")
    }
    return port
  }
}

extension CommandConfiguration {
  /// Calls the command as its program is called.
  fileprivate static var ofLesson: CommandConfiguration {
    let name = URL(filePath: CommandLine.arguments[0]).lastPathComponent
    let entry = LessonEntry.named(name)
    return CommandConfiguration(
      commandName: name,
      abstract: entry.map {
        ($0.isLesson ? "Lesson \($0.number): " : "Beside the lessons: ") + $0.idea + "."
      } ?? "",
      discussion: "Its knobs stand at the top of its main.swift; --tries lists them.")
  }
}
