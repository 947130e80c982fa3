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
  let probabilities: [Float]
  let logits: [Float]
  /// What came out of each, the image first.
  let layers: [Layer]
  /// `dark on light`, `light on dark` or `as it is`; missing if no picture was named.
  let ground: String?

  init(_ trace: Trace, _ drawing: Drawing?) throws {
    let answer = try Answer(trace)
    (self.class, label) = (answer.winner, "\(answer.winner)")
    (probabilities, logits) = (answer.probabilities, answer.logits)
    layers = zip(["input"] + trace.network.names, trace.network.shapes).map {
      Layer(name: $0, shape: $1.sizes)
    }
    ground = drawing?.ground
  }
}

/// Says of the seven, or of a picture that was named, what it is and, if asked, where that came from.
func answer(_ options: ClassificationLessonOptions) -> Never {
  do {
    let (network, drawing) = (try options.network(), try options.drawing())
    let trace = try network.trace(try drawing?.image ?? MNIST.seven())
    if options.json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      print(String(decoding: try encoder.encode(try Report(trace, drawing)), as: UTF8.self))
    } else if let depth = options.explain {
      let deepest = try trace.depth
      guard (1...deepest).contains(depth) else {
        throw KnobError(
          "--explain: from a probability to the pixels there are \(deepest) levels, so a "
            + "depth is from 1 to \(deepest), and not \(depth)")
      }
      let winner = try Answer(trace).winner
      print(trace.unfold(try trace.site("softmax1", [winner]), depth: depth))
    }
    exit(0)
  } catch {
    Console.complain("Classification", "\(error)")
    exit(1)
  }
}
