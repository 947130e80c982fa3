extension Network {
  /// How many weights there are.
  public var parameterCount: Int {
    layers.flatMap(\.parameters).reduce(0) { $0 + $1.value.shape.count }
  }

  /// How many multiply-adds one image costs in a layer on its way forward: each kernel is used at every
  /// place of its map, a dense layer's weights once; 0 for a layer without weights.
  public func multiplyAdds(ofLayer number: Int) -> Int {
    guard let weight = layers[number].parameters.first?.value.shape else { return 0 }
    let places = weight.rank == 4 ? shapes[number + 1].count / weight[3] : 1
    return places * weight.count
  }

  /// A table of the layers, the shapes that come out of them, and their numbers of weights.
  public func summary() -> String {
    var rows = [("Layer", "Output shape", "Parameters"), ("input", "\(shapes[0])", "0")]
    for (number, layer) in layers.enumerated() {
      let count = layer.parameters.reduce(0) { $0 + $1.value.shape.count }
      rows.append((names[number], "\(shapes[number + 1])", "\(count)"))
    }
    let names = rows.map(\.0.count).max() ?? 0
    let shapes = rows.map(\.1.count).max() ?? 0
    let counts = rows.map(\.2.count).max() ?? 0
    let lines = rows.map {
      $0.0.alignedLeft(names + 2) + $0.1.alignedLeft(shapes + 2) + $0.2.alignedRight(counts)
    }
    let rule = String(repeating: "─", count: names + shapes + counts + 4)
    let total = "Total parameters: \(parameterCount)"
    return ([lines[0], rule] + lines.dropFirst() + [rule, total]).joined(separator: "\n")
  }
}
