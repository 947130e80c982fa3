import CNN

// The weights of a network by name, in PyTorch's layout and order, so that the same layers in
// PyTorch give the same scores.

extension Network {
  /// All weights, as `conv1.weight` `[K, C, KH, KW]`, `conv1.bias` `[K]`, `dense1.weight` `[K, C]`.
  ///
  /// PyTorch flattens maps channel by channel, so the columns of a dense layer that reads
  /// flattened maps are put in that order.
  public var weights: [(name: String, tensor: Tensor)] {
    places.map { place in
      let value = layers[place.layer].parameters[place.parameter].value
      let (shape, order) = place.layout.order(of: value.shape)
      return (place.name, Tensor(shape, order.map { value.scalars[$0] }))
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
    for place in places {
      let (layer, own) = (place.layer, place.parameter)
      let (shape, order) = place.layout.order(of: layers[layer].parameters[own].value.shape)
      guard let tensor = given.removeValue(forKey: place.name) else { throw .missing(place.name) }
      guard tensor.shape == shape else {
        throw .shape(place.name, expected: shape, got: tensor.shape)
      }
      for (scalar, place) in zip(tensor.scalars, order) {
        changed.layers[layer].parameters[own].value.scalars[place] = scalar
      }
    }
    if let name = given.keys.min() { throw .unknown(name) }
    self = changed
  }

  /// Where each parameter stands, what it is called, and how it lies elsewhere.
  private var places: [(layer: Int, parameter: Int, name: String, layout: Layout)] {
    // The order that PyTorch has for what the layer before leaves; nil where it is ours.
    var order: [Int]? = nil
    return layers.indices.flatMap { number in
      let layer = layers[number]
      let incoming = order
      let isMixing = layer.parameters.contains { $0.axes.contains(.input) }
      if let rearranging = layer as? any Rearranging {
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

/// How a parameter lies in PyTorch: its axes in the order output, input, row, column, and the
/// numbers along an axis perhaps in another order.
private struct Layout {
  var axes: [Parameter.Axis]
  var inputs, outputs: [Int]?

  /// The shape that a parameter of shape `own` has there, and for each of its scalars there where
  /// it lies here.
  func order(of own: Shape) -> (shape: Shape, order: [Int]) {
    guard axes.count == own.rank else { return (own, Array(0..<own.count)) }
    let theirs: [Parameter.Axis] = [.output, .input, .row, .column]
    let from = theirs.compactMap { axes.firstIndex(of: $0) }
    // An axis after the other: where its numbers lie, counted from where those before it lead.
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

/// A layer that puts its numbers into another order than frameworks do whose images have the
/// channels first.
public protocol Rearranging: Layer {
  /// For each number that comes out there, the place that it has here; nil if the order is the
  /// same.
  func channelFirst(_ input: Shape) -> [Int]?
}

extension Flatten: Rearranging {
  public func channelFirst(_ input: Shape) -> [Int]? {
    guard input.rank == 3 else { return nil }
    let theirs: Shape = [input[2], input[0], input[1]]
    return (0..<theirs.count).map {
      let i = theirs.index(at: $0)
      return input.offset(of: [i[1], i[2], i[0]])
    }
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
