import CNN

extension Network {
  /// The same layers as on their first day: with fresh random weights.
  func newborn(seed: UInt64) throws -> Network {
    let layers = layers.map { layer in
      var layer = layer
      layer.parameters = []
      return layer
    }
    return try Network(input: shapes[try stage("in")], seed: seed, layers)
  }
}
