import CNN

// A network and a trace as data for the browser, which computes every number again
// (Page/network.js).

extension JSON {
  /// A tensor: its shape and its numbers.
  public init(_ tensor: Tensor) {
    self = ["shape": JSON(tensor.shape.sizes), "scalars": JSON(scalars: tensor.scalars)]
  }

  /// A network: the shape of its input, and its layers with their settings and weights.
  public init(_ network: Network) {
    let layers = zip(network.layers, network.names).map { layer, name -> JSON in
      [
        "kind": JSON(layer.kind), "name": JSON(name),
        "settings": .object(layer.settings.map { ($0.name, JSON($0.value)) }),
        "parameters": .array(
          layer.parameters.map { ["name": JSON($0.name), "value": JSON($0.value)] }),
      ]
    }
    self = ["input": JSON(network.shapes[0].sizes), "layers": .array(layers)]
  }
}
