import CNN
import Digits
import Exchange
import Foundation
import LessonKit
import Models
import Pictures
import Printing

// What is read, and what is said of it.

/// A picture that the network is asked about.
nonisolated struct Subject {
  let name: String
  /// `[28, 28, 1]`
  let image: Tensor
  /// What it is, where that is known.
  let label: Int?
}

extension Subject {
  nonisolated static func seven() throws -> Subject {
    Subject(name: "the seven", image: try MNIST.seven(), label: 7)
  }

  nonisolated static func rival(of network: Network) throws -> Subject {
    let rival = try Models.rival(of: network)
    return Subject(name: "the rival", image: try rival.image(), label: rival.label)
  }
}

/// What a network says of an image.
nonisolated struct Answer {
  let logits: [Float]
  let probabilities: [Float]

  init(_ trace: Trace) throws {
    logits = try trace.scores.scalars
    probabilities = trace.output.scalars
  }

  /// From logits alone, as the softmax makes probabilities of them.
  init(logits: [Float]) {
    self.logits = logits
    let largest = logits.max() ?? 0
    let exponentials = logits.map { exp(Double($0) - Double(largest)) }
    let sum = exponentials.reduce(0, +)
    probabilities = exponentials.map { Float($0 / sum) }
  }

  /// The classes, the likeliest first.
  var order: [Int] { logits.indices.sorted { logits[$0] > logits[$1] } }
  var winner: Int { order[0] }

  /// How far a class's logit lies above the largest of the others; below zero if one is larger.
  func margin(of digit: Int) -> Float {
    logits[digit] - (logits.indices.filter { $0 != digit }.map { logits[$0] }.max() ?? 0)
  }

  /// `7 (1.0000), 9 (0.0000), 3 (0.0000)`
  var topThree: String {
    order.prefix(3).map { "\($0) (\(Double(probabilities[$0]).shortened))" }.joined(separator: ", ")
  }

  /// `says 7, p(7) = 0.9998`
  var inWords: String { "says \(winner), p(\(winner)) = \(probabilities[winner].fixed(4))" }
}

extension Trace {
  /// How many levels there are between a probability and the pixels, without those that only let
  /// numbers through.
  nonisolated var depth: Int {
    get throws {
      try network.stages.dropFirst().count { stage in
        let first = [Int](repeating: 0, count: try self[stage].shape.rank)
        let rule = explain(try site(stage, first)).rule
        return rule != .gate && rule != .copy
      }
    }
  }
}

/// A picture of the reader's own, as the network reads it.
nonisolated struct Drawing {
  let path: String
  let original: GreyPicture
  /// Nil if it was taken as it is.
  let centred: CentredDrawing?
  /// `[28, 28, 1]`
  let image: Tensor

  /// - Throws: one sentence with the file's name: if it cannot be read, is blank, or is to be taken
  ///   as it is and has another size than the digits.
  init(_ path: String, asItIs: Bool) throws {
    self.path = path
    original = try GreyPicture(contentsOf: path)
    do {
      centred = asItIs ? nil : try CentredDrawing(original)
      image = try centred?.image ?? original.asItIs()
    } catch { throw KnobError("\(path): \(error)") }
  }

  /// `dark on light`, or `as it is`.
  var ground: String {
    centred.map { $0.ink.isDarkOnLight ? "dark on light" : "light on dark" } ?? "as it is"
  }
}

extension ClassificationLessonOptions {
  /// The network that comes with the package, or the one in a file that was named.
  func network() throws -> Network {
    guard let weights else { return try Models.walkthrough() }
    var network = try Reader.newborn(seed: 1)
    try network.load(contentsOf: weights)
    return network
  }

  func drawing() throws -> Drawing? { try image.map { try Drawing($0, asItIs: asIs) } }
}
