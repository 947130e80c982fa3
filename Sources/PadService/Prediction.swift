import CNN
import Digits
import Foundation

/// The answer to `/api/predict`: what the drawing is, and as much as was asked of how it came
/// about.
public struct Prediction: Encodable, Sendable {
  /// A class and how likely it is.
  struct Guess: Encodable, Sendable {
    let `class`: Int
    let label: String
    let probability: Float
  }
  /// What came out of a layer.
  struct Stage: Encodable, Sendable {
    let name: String
    let kind: String
    let shape: [Int]
    /// The largest magnitude.
    let limit: Float
    /// Float32, little-endian, row by row, the channels innermost.
    let values: Data
  }
  /// Something that the network has learned from.
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
  /// How much of the winning logit is lost with the square around a place black, `[row][column]`.
  var occlusion: [[Float]]?

  /// - Parameters:
  ///   - showsMaps: whether what comes out of each layer is part of it.
  ///   - showsReasons: whether the nearest training drawings and the occlusion are.
  init(
    _ drawing: ReadDrawing, by model: PadModel, showsMaps: Bool, showsReasons: Bool
  ) throws {
    classes = model.classes
    guard let image = drawing.image else {
      (blank, message) = (true, "Nothing is drawn yet.")
      return
    }
    let trace = try model.network.trace(image)
    let (shares, scores) = (
      trace.output.scalars, trace.activations[trace.activations.count - 2].scalars
    )
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
      occlusion = try Occlusion(of: image, in: model.network, class: order[0]).lost
    }
  }

  /// What the page calls a layer's kind.
  private static func kind(of layer: any Layer) -> String {
    switch layer {
    case is Convolution: "conv"
    case is ReLU: "relu"
    case is MaxPooling: "maxpool"
    case is AveragePooling: "averagepool"
    case is Dropout: "dropout"
    case is Flatten: "flatten"
    case is Dense: "dense"
    case is Softmax: "softmax"
    default: "other"
    }
  }

  private static func stages(of trace: Trace) -> [Stage] {
    trace.network.names.enumerated().map { number, name in
      let tensor = trace.activations[number + 1]
      return Stage(
        name: name, kind: kind(of: trace.network.layers[number]), shape: tensor.shape.sizes,
        limit: tensor.scalars.reduce(0) { max($0, abs($1)) },
        values: tensor.scalars.map { $0.bitPattern.littleEndian }.withUnsafeBytes { Data($0) })
    }
  }
}

/// Part after part of an image is covered, and what becomes of a logit is written down (Zeiler and
/// Fergus, "Visualizing and understanding convolutional networks", 2014).
struct Occlusion {
  /// The side of the square that covers, and how far it moves.
  static let (patch, step) = (4, 2)

  /// logit − logit with the square black, `[row][column]`, a square beginning `step` pixels before
  /// each even row and column.
  let lost: [[Float]]

  init(of image: Tensor, in network: Network, class winner: Int) throws {
    let scorer = try Network(input: network.shapes[0], seed: 1, Array(network.layers.dropLast()))
    let (height, width) = (image.shape[0], image.shape[1])
    let places = (rows: height / Self.step, columns: width / Self.step)
    var images = image.scalars
    for i in 0..<places.rows {
      for j in 0..<places.columns {
        var covered = image
        for h in Self.square(i, height) {
          for w in Self.square(j, width) { covered[h, w, 0] = 0 }
        }
        images += covered.scalars
      }
    }
    var tapes = Tapes()
    let count = 1 + places.rows * places.columns
    let logits = try scorer.answer(
      Tensor([count, height, width, 1], images), tapes: &tapes, workers: 1)
    let whole = logits[0, winner]
    lost = (0..<places.rows).map { i in
      (0..<places.columns).map { j in whole - logits[1 + i * places.columns + j, winner] }
    }
  }

  /// The rows or columns that the square at a place covers: its middle is the place's.
  private static func square(_ place: Int, _ size: Int) -> Range<Int> {
    let start = place * step - (patch - step) / 2
    return max(0, start)..<min(size, start + patch)
  }
}
