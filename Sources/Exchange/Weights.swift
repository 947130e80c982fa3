import CNN

// The weights of a network by name, in PyTorch's layout and order. So the same layers in PyTorch
// give the same scores.

extension Network {
  /// All weights, as `conv1.weight` `[K, C, KH, KW]`, `conv1.bias` `[K]`, `dense1.weight` `[K, C]`.
  ///
  /// PyTorch flattens maps channel by channel. So the columns of a dense layer after a flatten are
  /// put in that order.
  public var weights: [(name: String, tensor: Tensor)] {
    places.map { place in
      let value = layers[place.layer].parameters[place.parameter].value
      let (shape, order) = place.layout.order(of: value.shape)
      return (place.name, Tensor(shape, order.map { value.scalars[$0] }))
    }
  }

  /// Replaces the network's weights by others, in the form of `weights`.
  ///
  /// - Throws: an error with the name that is missing, unknown or given twice, with both shapes if
  ///   one is wrong, or with the name of a tensor that holds a NaN or an infinity. Then the network
  ///   stays as it was.
  public mutating func load(_ weights: [(name: String, tensor: Tensor)]) throws(WeightsError) {
    var changed = self
    var given: [String: Tensor] = [:]
    for (name, tensor) in weights {
      guard given.updateValue(tensor, forKey: name) == nil else { throw .twice(name) }
    }
    for place in places {
      let (layer, own) = (place.layer, place.parameter)
      let (shape, order) = place.layout.order(of: layers[layer].parameters[own].value.shape)
      guard let tensor = given.removeValue(forKey: place.name) else {
        throw .missing(place.name, among: weights.map(\.name), wanted: places.map(\.name))
      }
      guard tensor.shape == shape else {
        throw .shape(place.name, expected: shape, got: tensor.shape)
      }
      try tensor.checkFinite(place.name)
      for (scalar, place) in zip(tensor.scalars, order) {
        changed.layers[layer].parameters[own].value.scalars[place] = scalar
      }
    }
    if let name = given.keys.min() { throw .unknown(name, wanted: places.map(\.name)) }
    self = changed
  }

  /// Throws the name of a tensor that holds a NaN or an infinity, if there is one.
  package func checkFinite() throws(WeightsError) {
    for (name, tensor) in weights { try tensor.checkFinite(name) }
  }

  /// For each parameter: its place, its name, and its layout in PyTorch.
  private var places: [(layer: Int, parameter: Int, name: String, layout: Layout)] {
    // PyTorch's order of the numbers from the layer before; nil where it is the same as ours.
    var order: [Int]? = nil
    return layers.indices.flatMap { number in
      let layer = layers[number]
      let incoming = order
      let isMixing = layer.parameters.contains { $0.axes.contains(.input) }
      if layers[number...].dropFirst().allSatisfy(\.parameters.isEmpty) {
        // No weight is left to be put in order, and there may be millions of places.
        order = nil
      } else if let rearranging = layer as? any Rearranging {
        order = rearranging.channelFirst(shapes[number]) ?? order
      } else if isMixing || shapes[number + 1] != shapes[number] {
        order = nil
      }
      return layer.parameters.indices.map { own in
        let parameter = layer.parameters[own]
        let layout = Layout(
          axes: parameter.axes, inputs: incoming, outputs: isMixing ? nil : incoming)
        return (number, own, "\(names[number]).\(parameter.name)", layout)
      }
    }
  }
}

extension Tensor {
  fileprivate func checkFinite(_ name: String) throws(WeightsError) {
    guard let number = scalars.firstIndex(where: { !$0.isFinite }) else { return }
    throw .notFinite(name, "\(scalars[number])", at: shape.index(at: number))
  }
}

/// A parameter's layout in PyTorch. Its axes have the order output, input, row, column. The numbers
/// along an axis may have another order, too.
private struct Layout {
  var axes: [Parameter.Axis]
  var inputs, outputs: [Int]?

  /// The PyTorch shape of a parameter of shape `own`, and for each scalar in PyTorch its position
  /// here.
  func order(of own: Shape) -> (shape: Shape, order: [Int]) {
    guard axes.count == own.rank else { return (own, Array(0..<own.count)) }
    let theirs: [Parameter.Axis] = [.output, .input, .row, .column]
    let from = theirs.compactMap { axes.firstIndex(of: $0) }
    // One axis after the other: the offsets along it are added to the offsets of the axes before.
    let order = from.reduce([0]) { places, axis in
      let apart = own.sizes[(axis + 1)...].reduce(1, *)
      let numbers =
        switch axes[axis] {
        case .input: inputs
        case .output: outputs
        case .row, .column: nil as [Int]?
        }
      let steps = (numbers ?? Array(0..<own[axis])).map { $0 * apart }
      return places.flatMap { place in steps.map { place + $0 } }
    }
    return (Shape(from.map { own[$0] }), order)
  }
}

/// A layer whose outputs have another order in frameworks that put an image's channels first.
public protocol Rearranging: Layer {
  /// For each output there, its position here; nil if the order is the same.
  func channelFirst(_ input: Shape) -> [Int]?
}

extension Flatten: Rearranging {
  public func channelFirst(_ input: Shape) -> [Int]? {
    guard input.rank == 3 else { return nil }
    let (places, channels) = (input[0] * input[1], input[2])
    return (0..<channels).flatMap { channel in (0..<places).map { $0 * channels + channel } }
  }
}
