extension Network {
  /// Some of the layers as a network of its own, with the weights that they have.
  ///
  /// - Parameters:
  ///   - first: the stage that becomes the input: `in`, or the name of the layer before the first.
  ///   - last: the stage that comes out, the name of the last layer.
  /// - Throws: the names that there are; or that nothing lies between the two.
  public func part(from first: String = "in", to last: String) throws -> Network {
    let (start, end) = (try stage(first), try stage(last))
    guard start < end else { throw NameError("no layers lie between \(first) and \(last)") }
    return try part(from: start, to: end)
  }

  /// The network without the softmax at its end: what comes out are the scores.
  ///
  /// Throws the last layer's name, if it is not a softmax.
  public var scorer: Network {
    get throws(ShapeError) { try part(from: 0, to: try scoresStage) }
  }

  package func part(from start: Int, to end: Int) throws(ShapeError) -> Network {
    try Network(input: shapes[start], seed: 1, Array(layers[start..<end]))
  }
}
