extension Collection<Double> {
  /// The sum divided by the count; 0 for an empty collection.
  public var mean: Double { reduce(0, +) / Double(Swift.max(1, count)) }
}

extension Collection<Float> {
  /// The length as a vector, √Σx², added up in Double.
  public var norm: Double { reduce(0) { $0 + Double($1) * Double($1) }.squareRoot() }
}

extension Tensor {
  /// √Σx² over all its scalars.
  public var norm: Double { scalars.norm }
}
