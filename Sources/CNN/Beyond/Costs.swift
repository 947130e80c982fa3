extension Network {
  /// How many weights the network has. Statistics that are not learned do not count.
  public var parameterCount: Int {
    layers.indices.reduce(0) { $0 + parameterCount(ofLayer: $1) }
  }

  /// How many weights a layer has.
  public func parameterCount(ofLayer number: Int) -> Int {
    layers[number].parameters.reduce(0) { $0 + ($1.isLearned ? $1.value.shape.count : 0) }
  }

  /// How many multiply-adds a layer's forward pass takes for one image.
  public func multiplyAdds(ofLayer number: Int) -> Int {
    layers[number].multiplyAdds(for: shapes[number])
  }
}
