import ArgumentParser
import Exchange
import Foundation

/// The flags of every program that writes pages.
public struct PageOptions: ParsableArguments, Sendable {
  @Flag(help: "Stop after each step, until you press Return.")
  public var step = false

  @Option(
    help: ArgumentHelp(
      "Where to write the page and its pictures, in a folder with the lesson's name. "
        + "Default: the package's own Outputs.", valueName: "folder"))
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

/// The flags of a lesson that can also read a picture of your own.
public struct ImageLessonOptions: ParsableCommand, Sendable {
  public static var configuration: CommandConfiguration { .ofLesson }

  @OptionGroup public var lesson: LessonOptions

  @Option(help: ArgumentHelp("A picture of your own, a PNG.", valueName: "file"))
  public var image: String?

  public init() {}
}

/// The flags of a lesson that can also do a full training.
public struct TrainingLessonOptions: ParsableCommand, Sendable {
  public static var configuration: CommandConfiguration { .ofLesson }

  @OptionGroup public var lesson: LessonOptions

  @Flag(help: "Train on all images, with the current knobs, and write no page.")
  public var full = false

  @Flag(help: "Continue a full training that was stopped.")
  public var resume = false

  @Option(
    help: ArgumentHelp(
      "Where a full training writes its weights. Default: training.safetensors.",
      valueName: "file"))
  public var weights: String?

  public init() {}

  public func validate() throws {
    if resume && !full { throw ValidationError("--resume needs --full.") }
    if weights != nil && !full { throw ValidationError("--weights needs --full.") }
  }
}

/// The flags of a program that reads weights of one's own.
public struct WeightsOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "Weights of your own, a .safetensors file. It says which network they belong to and what its "
        + "classes are called.", valueName: "file"))
  public var weights: String?

  @Option(
    help: ArgumentHelp(
      "Give tensors in the file other names, such as fc1=dense1; model= takes a beginning away. "
        + "Repeat it for several.", valueName: "old=new"))
  public var rename: [String] = []

  public init() {}

  public func validate() throws {
    if !rename.isEmpty && weights == nil { throw ValidationError("--rename needs --weights.") }
    do { _ = try renaming } catch { throw ValidationError("--rename: \(error).") }
  }

  /// What is given other names.
  public var renaming: [Renaming] { get throws { try rename.map { try Renaming($0) } } }
}

/// The flags of the lesson that asks why: which digit to read, and how to answer.
public struct ClassificationLessonOptions: ParsableCommand, Sendable {
  public static var configuration: CommandConfiguration { .ofLesson }

  @OptionGroup public var lesson: LessonOptions

  @Option(help: ArgumentHelp("A picture of your own handwritten digit, a PNG.", valueName: "file"))
  public var image: String?

  @Flag(help: "Use the picture without centring it. It must be bright on black, with 28×28 pixels.")
  public var asIs = false

  @OptionGroup public var own: WeightsOptions

  @Flag(help: "Print the answer as one JSON object, and write no page.")
  public var json = false

  @Option(
    help: ArgumentHelp(
      "Print where the winning probability came from, this many levels deep, and write no page.",
      valueName: "depth"))
  public var explain: Int?

  public init() {}

  /// Whether to print an answer instead of running the lesson.
  public var isForPrograms: Bool { json || explain != nil }

  public func validate() throws {
    if asIs && image == nil { throw ValidationError("--as-is needs --image.") }
    if json && explain != nil { throw ValidationError("Give only one of --json and --explain.") }
  }
}

/// The flags of the drawing pad, which is both a lesson and a service.
public struct PadLessonOptions: ParsableCommand, Sendable {
  public static var configuration: CommandConfiguration { .ofLesson }

  @OptionGroup public var lesson: LessonOptions

  @OptionGroup public var own: WeightsOptions

  @Flag(name: .customLong("lesson"), help: "Run the lesson instead of serving the pad.")
  public var isLesson = false

  @Option(
    help: ArgumentHelp(
      "The address where the pad listens; 0.0.0.0 for every address of this machine. Default: "
        + "127.0.0.1."))
  public var host: String?

  @Option(
    help: ArgumentHelp(
      "The port where the pad listens; 0 for any free port. Default: the environment's PORT, "
        + "or 8080."))
  public var port: Int?

  @Option(
    help: ArgumentHelp(
      "Let the pad keep drawings in this folder: a folder of PNGs for each class.",
      valueName: "folder"))
  public var gather: String?

  public init() {}

  public func validate() throws {
    if isLesson, let flag = ofService.first(where: { $0.isGiven })?.name {
      throw ValidationError("\(flag) is for the pad; leave out --lesson.")
    }
    #if Web
      if !isLesson, let flag = ofLesson.first(where: { $0.isGiven })?.name {
        throw ValidationError("\(flag) is for the lesson; add --lesson.")
      }
    #endif
    if let port, !(0...65_535).contains(port) {
      throw ValidationError("--port must be from 0 to 65535, not \(port).")
    }
  }

  /// Whether a flag was given that only a service needs.
  public var wantsToServe: Bool { ofService.contains { $0.isGiven } }

  private typealias Given = (name: String, isGiven: Bool)

  private var ofService: [Given] {
    [
      ("--weights", own.weights != nil), ("--gather", gather != nil), ("--host", host != nil),
      ("--port", port != nil),
    ]
  }

  #if Web
    private var ofLesson: [Given] {
      [
        ("--try", !lesson.knobs.tried.isEmpty), ("--step", lesson.step),
        ("--output", lesson.output != nil),
      ]
    }
  #endif

  /// The port: from the flag, or from PORT, which hosting platforms set.
  ///
  /// - Throws: if PORT is not a port.
  public func listeningPort(
    in environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Int {
    if let port { return port }
    guard let text = environment["PORT"], !text.isEmpty else { return 8080 }
    guard let port = Int(text), (0...65_535).contains(port) else {
      throw KnobError("PORT must be from 0 to 65535, not “\(text)”")
    }
    return port
  }
}

extension CommandConfiguration {
  /// Gives the command the name of its program.
  fileprivate static var ofLesson: CommandConfiguration {
    let name = URL(filePath: CommandLine.arguments[0]).lastPathComponent
    let entry = LessonEntry.named(name)
    return CommandConfiguration(
      commandName: name,
      abstract: entry.map {
        ($0.isLesson ? "Lesson \($0.number): " : "Beside the lessons: ") + $0.idea + "."
      } ?? "",
      discussion: "Its knobs are at the top of its main.swift. --tries lists them.")
  }
}
