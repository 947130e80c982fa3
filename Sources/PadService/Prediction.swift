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
  var probabilities: [Float]?
  var logits: [Float]?
  var top: [Guess]?
  let classes: [String]
  var centring: ReadDrawing.Centring?
  var stages: [Stage]?
  var nearest: [Neighbour]?
  /// How much the winning logit falls if the square around a place is black, `[row][column]`.
  var occlusion: [[Float]]?

  /// - Parameters:
  ///   - showsMaps: whether the answer has each layer's output.
  ///   - showsReasons: whether the answer has the nearest training drawings and the occlusion.
  init(
    _ drawing: ReadDrawing, by model: PadModel, showsMaps: Bool, showsReasons: Bool
  ) throws {
    classes = model.classes
    guard let image = drawing.image else {
      (blank, message) = (true, "Nothing is drawn yet.")
      return
    }
    let trace = try model.network.trace(image)
    let (shares, scores) = (trace.output.scalars, try trace.scores.scalars)
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    self.class = order[0]
    label = classes[order[0]]
    (probabilities, logits) = (shares, scores)
    top = order.prefix(3).map { Guess(class: $0, label: classes[$0], probability: shares[$0]) }
    centring = drawing.centring
    if showsMaps { stages = Self.stages(of: trace) }
    if showsReasons {
      nearest = model.known.nearest(5, to: trace).map { neighbour in
        let examples = model.known.examples
        return Neighbour(
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
