import CNN
import Digits
import Explain
import Foundation

/// The answer to `/api/predict`: what the drawing is, and as much of the computation as was
/// requested.
public struct Prediction: Encodable, Sendable {
  /// A class and how likely it is.
  struct Guess: Encodable, Sendable {
    let `class`: Int
    let label: String
    let probability: Float
  }
  /// A layer's output.
  struct Stage: Encodable, Sendable {
    let name: String
    let kind: String
    let shape: [Int]
    /// The largest magnitude.
    let limit: Float
    /// Float32, little-endian, row by row, the channels innermost.
    let values: Data
  }
  /// A training drawing.
  struct Neighbour: Encodable, Sendable {
    let label: String
    let distance: Double
    let pixels: [[UInt8]]
  }

  var blank: Bool?
  var message: String?
  var `class`: Int?
  var label: String?
  /// Whether the best share reaches the network's threshold; nil if it has none.
  var sure: Bool?
  /// The threshold below which an answer is not sure.
  var notSureBelow: Float?
  /// A share for each class. If only some are allowed: the softmax over these, and 0 for others.
  var probabilities: [Float]?
  var logits: [Float]?
  var top: [Guess]?
  /// Which classes may be the answer, if not all.
  var only: Choice?
  /// Their numbers.
  var allowed: [Int]?
  /// How much the network gave them together. Each share is the network's own, divided by this.
  var allowedSum: Float?
  let classes: [String]
  var centring: ReadDrawing.Centring?
  var stages: [Stage]?
  var nearest: [Neighbour]?
  /// How much the winning logit falls if the square around a place is black, `[row][column]`.
  var occlusion: [[Float]]?

  /// - Parameters:
  ///   - only: which classes may be the answer. Maps and scores are the network's own.
  ///   - showsMaps: whether the answer has each layer's output, and the pictures of the centring.
  ///   - showsReasons: whether the answer has the nearest training drawings and the occlusion.
  init(
    _ drawing: ReadDrawing, by model: PadModel, only: Choice = .all, showsMaps: Bool,
    showsReasons: Bool
  ) throws {
    classes = model.classes
    let places = only.places(in: classes)
    guard !places.isEmpty else {
      throw PadError(400, "\(model.name) has no \(only.rawValue) among its classes.")
    }
    guard let image = drawing.image else {
      (blank, message) = (true, drawing.problem)
      return
    }
    // What is computed on the way is kept only for those who ask for it.
    let trace = showsMaps || showsReasons ? try model.network.trace(image) : nil
    let answer = try trace.map { (output: $0.output, scores: try $0.scores) } ?? model.answer(image)
    let scores = answer.scores.scalars
    let reached = Shares(answer.output.scalars, scores: scores, allowed: places)
    let shares = reached.values
    let order = places.sorted { scores[$0] > scores[$1] }
    self.class = order[0]
    label = classes[order[0]]
    (probabilities, logits) = (shares, scores)
    notSureBelow = model.notSureBelow
    sure = model.notSureBelow.map { shares[order[0]] >= $0 }
    if places.count < classes.count {
      (self.only, allowed, allowedSum) = (only, places, reached.sum)
    }
    top = order.prefix(3).map { Guess(class: $0, label: classes[$0], probability: shares[$0]) }
    centring = showsMaps ? drawing.centring : drawing.centring.withoutPictures
    message = drawing.centring.remark
    guard let trace else { return }
    if showsMaps { stages = Self.stages(of: trace) }
    if showsReasons {
      let known = try model.known.drawings
      let examples = known.examples
      nearest = known.nearest(5, to: trace).map { neighbour in
        Neighbour(
          label: classes[examples.labels[neighbour.number]], distance: neighbour.distance,
          pixels: examples.picture(neighbour.number).rows)
      }
      occlusion = try Occlusion(of: image, in: model.network, class: order[0], patch: 4, step: 2)
        .lost
    }
  }

  private static func stages(of trace: Trace) -> [Stage] {
    trace.network.names.enumerated().map { number, name in
      let tensor = trace.activations[number + 1]
      return Stage(
        name: name, kind: trace.network.layers[number].kind, shape: tensor.shape.sizes,
        limit: tensor.scalars.reduce(0) { max($0, abs($1)) },
        values: tensor.scalars.map { $0.bitPattern.littleEndian }.withUnsafeBytes { Data($0) })
    }
  }
}
