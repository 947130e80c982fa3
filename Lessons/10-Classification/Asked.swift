import CNN
import Digits
import Explain
import Foundation
import LessonKit
import Printing

// What is printed in place of the lesson: an answer for a program to read, or an explanation.

/// What a program reads: one object.
private nonisolated struct Report: Encodable {
  struct Layer: Encodable {
    let name: String
    let shape: [Int]
  }

  let `class`: Int
  let label: String
  /// What the classes are called, in the order of the numbers below.
  let classes: [String]
  let probabilities: [Float]
  let logits: [Float]
  /// What came out of each, the image first.
  let layers: [Layer]
  /// `dark on light`, `light on dark` or `as it is`; missing if no picture was named.
  let ground: String?
  /// How many separate parts the ink has; missing if it was not looked for.
  let parts: Int?
  /// What was done to the picture before it was fitted and centred.
  let steps: [String]?
  /// A sentence if it may not be one digit.
  let remark: String?

  init(_ trace: Trace, _ drawing: Drawing?, _ classes: [String]) throws {
    let answer = try Answer(trace)
    guard (answer.logits + answer.probabilities).allSatisfy(\.isFinite) else {
      throw KnobError("the network's answer is not a number: its weights are too large")
    }
    (self.class, label, self.classes) = (answer.winner, classes[answer.winner], classes)
    (probabilities, logits) = (answer.probabilities, answer.logits)
    layers = zip(["input"] + trace.network.names, trace.network.shapes).map {
      Layer(name: $0, shape: $1.sizes)
    }
    ground = drawing?.ground
    parts = drawing?.centred?.ink.partCount
    steps = drawing?.centred?.steps.map(\.description)
    remark = drawing?.centred?.remark
  }
}

/// Which number stands for which class: `it says cross. Classes: [0] circle, [1] cross`.
func legend(_ classes: [String], _ winner: Int) -> String {
  "it says \(classes[winner]). Classes: "
    + classes.enumerated().map { "[\($0)] \($1)" }.joined(separator: ", ")
}

/// Says of the seven, or of a picture that was named, what it is and, if asked, where that came from.
func answer(_ options: ClassificationLessonOptions) -> Never {
  do {
    let trained = try options.trained()
    let drawing = try options.drawing(for: trained)
    let trace = try trained.network.trace(try options.subject(drawing, for: trained).image)
    if options.json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      print(
        String(
          decoding: try encoder.encode(try Report(trace, drawing, trained.classes)), as: UTF8.self))
    } else if let depth = options.explain {
      let deepest = try trace.depth
      guard (1...deepest).contains(depth) else {
        throw KnobError(
          "--explain: from a probability to the pixels there are \(deepest) levels, so a "
            + "depth is from 1 to \(deepest), and not \(depth)")
      }
      let winner = try Answer(trace).winner
      if !trained.readsDigits { print(legend(trained.classes, winner)) }
      let last = trained.network.names.last ?? "softmax1"
      print(trace.unfold(try trace.site(last, [winner]), depth: depth))
    }
    exit(0)
  } catch {
    Console.complain("Classification", "\(error)")
    exit(1)
  }
}
