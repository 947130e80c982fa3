// The weights of a network by name, in PyTorch's layout and order, so that the same layers in
// PyTorch give the same scores.

extension Network {
  /// All weights, as `conv1.weight` `[K, C, KH, KW]`, `conv1.bias` `[K]`, `dense1.weight` `[K, C]`.
  ///
  /// PyTorch flattens maps channel by channel, so the columns of a dense layer that reads
  /// flattened maps are put in that order.
  public var weights: [(name: String, tensor: Tensor)] {
    layers.indices.flatMap { layer in
      layers[layer].parameters.indices.map { p in
        let value = layers[layer].parameters[p].value
        let (shape, order) = exchange(layer, p)
        return (weightName(layer, p), Tensor(shape, order.map { value.scalars[$0] }))
      }
    }
  }

  /// Takes on weights such as `weights` gives.
  ///
  /// - Throws: the name that is missing, unknown, or there twice, or both shapes if one is wrong;
  ///   then the network is as it was.
  public mutating func load(_ weights: [(name: String, tensor: Tensor)]) throws(WeightsError) {
    var changed = self
    var given: [String: Tensor] = [:]
    for (name, tensor) in weights {
      guard given.updateValue(tensor, forKey: name) == nil else { throw .twice(name) }
    }
    for layer in layers.indices {
      for p in layers[layer].parameters.indices {
        let name = weightName(layer, p)
        let (shape, order) = exchange(layer, p)
        guard let tensor = given.removeValue(forKey: name) else { throw .missing(name) }
        guard tensor.shape == shape else {
          throw .shape(name, expected: shape, got: tensor.shape)
        }
        for (scalar, place) in zip(tensor.scalars, order) {
          changed.layers[layer].parameters[p].value.scalars[place] = scalar
        }
      }
    }
    if let name = given.keys.min() { throw .unknown(name) }
    self = changed
  }

  private func weightName(_ layer: Int, _ parameter: Int) -> String {
    "\(names[layer]).\(layers[layer].parameters[parameter].name)"
  }

  /// The shape that a parameter has in PyTorch, and for each of its scalars there where it lies
  /// here.
  private func exchange(_ layer: Int, _ parameter: Int) -> (shape: Shape, order: [Int]) {
    let shape = layers[layer].parameters[parameter].value.shape
    switch shape.rank {
    case 4:  // [KH, KW, C, K] → [K, C, KH, KW]
      let theirs: Shape = [shape[3], shape[2], shape[0], shape[1]]
      return (
        theirs,
        (0..<theirs.count).map {
          let i = theirs.index(at: $0)
          return shape.offset(of: [i[2], i[3], i[1], i[0]])
        }
      )
    case 2:  // [C, K] → [K, C]
      let inputs = channelFirst(before: layer) ?? Array(0..<shape[0])
      let order = (0..<shape[1]).flatMap { k in inputs.map { $0 * shape[1] + k } }
      return ([shape[1], shape[0]], order)
    default:
      return (shape, Array(0..<shape.count))
    }
  }

  /// If what a dense layer reads was flattened: the numbers of its inputs in the order [C, H, W].
  private func channelFirst(before layer: Int) -> [Int]? {
    for number in (0..<layer).reversed() {
      if layers[number] is Flatten, shapes[number].rank == 3 {
        let (maps, theirs) = (shapes[number], [shapes[number][2], shapes[number][0]])
        return (0..<maps.count).map {
          let i = Shape(theirs + [maps[1]]).index(at: $0)
          return maps.offset(of: [i[1], i[2], i[0]])
        }
      }
      if layers[number] is Dense { return nil }
    }
    return nil
  }
}

/// Why weights do not fit a network: one sentence with the names and the shapes.
public enum WeightsError: Error, Equatable, Sendable, CustomStringConvertible {
  case missing(String)
  case unknown(String)
  case twice(String)
  case shape(String, expected: Shape, got: Shape)

  public var description: String {
    switch self {
    case .missing(let name): "\(name) is missing among the weights"
    case .unknown(let name): "the network has no \(name)"
    case .twice(let name): "\(name) is there twice"
    case .shape(let name, let expected, let got):
      "\(name) has the shape \(got), and the network needs \(expected)"
    }
  }
}
