import ArgumentParser
import Foundation

/// The flags that every lesson has: what is not an experiment. Experiments are the knobs at the
/// top of its `main.swift`.
public struct LessonOptions: ParsableCommand, Sendable {
  public static var configuration: CommandConfiguration { .ofLesson }

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

extension CommandConfiguration {
  /// Calls the command as its program is called.
  fileprivate static var ofLesson: CommandConfiguration {
    let name = URL(filePath: CommandLine.arguments[0]).lastPathComponent
    let entry = LessonEntry.named(name)
    return CommandConfiguration(
      commandName: name, abstract: entry.map { "Lesson \($0.number): \($0.idea)." } ?? "",
      discussion: "What can be tried stands at the top of its main.swift.")
  }
}
