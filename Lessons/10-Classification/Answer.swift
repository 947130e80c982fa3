import CNN
import Foundation
import Printing

/// What a network says of an image.
nonisolated struct Answer {
  let logits: [Float]
  let probabilities: [Float]
  /// What the classes are called; empty for digits, whose names are their numbers.
  let names: [String]

  init(_ trace: Trace, names: [String] = []) throws {
    logits = try trace.scores.scalars
    probabilities = trace.output.scalars
    self.names = names
  }

  /// From logits alone, as the softmax makes probabilities of them.
  init(logits: [Float]) {
    self.logits = logits
    names = []
    let largest = logits.max() ?? 0
    let exponentials = logits.map { exp(Double($0) - Double(largest)) }
    let sum = exponentials.reduce(0, +)
    probabilities = exponentials.map { Float($0 / sum) }
  }

  /// The classes, the likeliest first.
  var order: [Int] { logits.indices.sorted { logits[$0] > logits[$1] } }
  var winner: Int { order[0] }

  func name(of number: Int) -> String { names.isEmpty ? "\(number)" : names[number] }

  /// How far a class's logit lies above the largest of the others; below zero if one is larger.
  func margin(of digit: Int) -> Float {
    logits[digit] - (logits.indices.filter { $0 != digit }.map { logits[$0] }.max() ?? 0)
  }

  /// `7 (1.0000), 9 (0.0000), 3 (0.0000)`
  var topThree: String {
    order.prefix(3).map { "\(name(of: $0)) (\(Double(probabilities[$0]).shortened))" }.joined(
      separator: ", ")
  }

  /// `says 7, p(7) = 0.9998`
  var inWords: String { "says \(winner), p(\(winner)) = \(probabilities[winner].fixed(4))" }
}
