import CNN
import Digits

/// The training drawings of a network, as its last hidden layer describes them.
public struct KnownDrawings: Sendable {
  /// One drawing, and its distance from the one in question.
  public struct Neighbour: Sendable {
    /// Its position among the examples.
    public let number: Int
    /// The Euclidean distance in the last hidden layer: the root of the sum of squared differences.
    public let distance: Double
  }

  public let examples: DataSet
  /// `[example, unit]`
  private let hidden: [Float]

  /// The stage whose numbers describe an image: the input of the layer that makes the scores.
  private let stage: Int

  /// - Throws: if the images do not fit the network, or it does not end with a softmax.
  public init(_ network: Network, _ examples: DataSet) throws {
    self.examples = examples
    stage = try network.scoresStage - 1
    let upToHidden = try network.part(from: 0, to: stage)
    var (tapes, hidden): (Tapes, [Float]) = (Tapes(), [])
    for start in stride(from: 0, to: examples.count, by: 1000) {
      let batch = examples.batch(Array(start..<min(start + 1000, examples.count))).images
      hidden += try upToHidden.answer(batch, tapes: &tapes).scalars
    }
    self.hidden = hidden
  }

  /// The nearest drawings, nearest first.
  public func nearest(_ count: Int, to trace: Trace) -> [Neighbour] {
    let own = trace.activations[stage].scalars
    let neighbours = (0..<examples.count).map { number in
      var sum: Float = 0
      for unit in own.indices {
        let difference = own[unit] - hidden[number * own.count + unit]
        sum += difference * difference
      }
      return Neighbour(number: number, distance: Double(sum).squareRoot())
    }
    return Array(neighbours.sorted { $0.distance < $1.distance }.prefix(count))
  }
}
