import Exchange
import Foundation
import LessonKit
import Testing

/// What a page says of a value worth trying is what that value shows.
@Suite struct KnobEffectTests {
  /// A value, and a line that is on the page then and not without it.
  struct Effect: Sendable {
    let lesson: LessonEntry
    let value: String
    let line: String

    init(_ lesson: LessonEntry, _ value: String, _ line: String) {
      self.lesson = lesson
      self.value = value
      self.line = line
    }
  }

  /// A value with all its lines: it is run once.
  struct Value: CustomTestStringConvertible, Sendable {
    let lesson: LessonEntry
    let value: String
    let lines: [String]

    var testDescription: String { "\(lesson.name) --try \(value)" }
  }

  static let values: [Value] = {
    let all: [Effect] =
      Effect.ofConvolution + Effect.ofReLU + Effect.ofPooling + Effect.ofDropout
      + Effect.ofFlatten + Effect.ofDense + Effect.ofSoftmax + Effect.ofBackprop
      + Effect.ofTraining + Effect.ofClassification + Effect.ofDrawingPad + Effect.ofSpeed
      + Effect.ofSymbols + Effect.ofOwnSymbols + Effect.ofTeaching
    var values: [Value] = []
    for effect in all where !values.contains(where: { effect.isOf($0) }) {
      values.append(
        Value(
          lesson: effect.lesson, value: effect.value,
          lines: all.filter { $0.lesson == effect.lesson && $0.value == effect.value }.map(\.line)))
    }
    return values
  }()

  @Test(arguments: values)
  func isOnThePage(_ value: Value) throws {
    let with = try Self.made(by: value)
    let without = try pages("\(package)/Outputs/\(value.lesson.folder)")
    for line in value.lines {
      #expect(with.contains { $0.text.contains(line) }, "\(line)")
      #expect(!without.contains { $0.text.contains(line) }, "it is there without the value, too")
    }
  }

  /// The pages of a lesson with a value: those that `Walkthrough --tries --output FOLDER` has left,
  /// if `GLASSBOX_TRIES` names the folder; if not, the lesson is run.
  private static func made(by value: Value) throws -> [(file: String, text: String)] {
    if let made = ProcessInfo.processInfo.environment["GLASSBOX_TRIES"] {
      let folder = "\(made)/\(Knob.folder(of: value.lesson, trying: value.value))"
      return try pages("\(folder)/\(value.lesson.folder)")
    }
    return try inFolder { folder in
      let run = try Program.run(
        value.lesson.name,
        value.lesson.alwaysWith
          + ["--try", value.value, "--output", folder, "--kept", "\(package)/Outputs/.kept"],
        limit: 240)
      #expect(run.code == 0 && run.errors == "", "\(run.errors)")
      return try pages("\(folder)/\(value.lesson.folder)")
    }
  }

  /// The text that speaks of left edges is only there for left edges.
  @Test func proseFollowsTheKernel() throws {
    try inFolder { folder in
      let run = try Program.run(
        "Convolution", ["--try", "kernel=.topEdge", "--output", folder])
      #expect(run.code == 0)
      let page = try text("\(folder)/01-Convolution/README.md")
      #expect(page.contains("top edge"))
      #expect(!page.contains("In the seven's flat bar, left and right are nearly equal"))
    }
  }
}

extension KnobEffectTests.Effect {
  fileprivate func isOf(_ value: KnobEffectTests.Value) -> Bool {
    lesson == value.lesson && self.value == value.value
  }
}
