extension Network {
  /// Some of the layers as a network of their own, with their weights.
  ///
  /// - Parameters:
  ///   - first: the stage that becomes the input: `in`, or the name of the layer before the first.
  ///   - last: the stage that becomes the output: the name of the last layer.
  /// - Throws: an error that lists the existing names, or says that no layer is between the two.
  public func part(from first: String = "in", to last: String) throws -> Network {
    let (start, end) = (try stage(first), try stage(last))
    guard start < end else { throw NameError("there is no layer between \(first) and \(last)") }
    return try part(from: start, to: end)
  }

  /// The network without the softmax at its end. Its outputs are the scores.
  ///
  /// Throws an error with the last layer's name, if that layer is not a softmax.
  public var scorer: Network {
    get throws(ShapeError) { try part(from: 0, to: try scoresStage) }
  }

  package func part(from start: Int, to end: Int) throws(ShapeError) -> Network {
    try Network(input: shapes[start], seed: 1, Array(layers[start..<end]))
  }
}
