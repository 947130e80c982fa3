import CNN

// Maps that are taken from a trace or a network, and say so. Names that do not exist stop the
// program: they are mistakes in it, not in its input.

extension Figure {
  /// What a stage holds: one channel, or a list as a row; `rows` and `columns` cut a part out.
  ///
  ///     .activation(trace, "relu1", channel: 3, rows: 13..<16, columns: 15..<18)
  public static func activation(
    _ trace: Trace, _ stage: String, channel: Int = 0, rows: Range<Int>? = nil,
    columns: Range<Int>? = nil, _ title: String = ""
  ) -> Figure {
    let number = number(of: stage, in: trace)
    let numbers = trace.activations[number]
    let part = part(numbers, channel, rows, columns)
    let origin = Origin.activation(
      stage, channel: part.channel, row: part.row, column: part.column)
    return .map(part.numbers, title, of: origin, scale: number == 0 ? .pixels : .automatic)
  }

  /// How the loss changes with what a stage holds; parts as of an activation.
  public static func gradient(
    _ trace: Trace, _ stage: String, channel: Int = 0, rows: Range<Int>? = nil,
    columns: Range<Int>? = nil, _ title: String = ""
  ) -> Figure {
    guard let numbers = trace.gradients[number(of: stage, in: trace)] else {
      fatalError("the trace holds no gradient of stage “\(stage)”: it was made without a label")
    }
    let part = part(numbers, channel, rows, columns)
    let origin = Origin.gradient(
      stage, channel: part.channel, row: part.row, column: part.column)
    return .map(part.numbers, title, of: origin, scale: .signed)
  }

  /// The weights of one kernel of a convolution on one channel, `[KH, KW]`.
  public static func kernel(
    _ network: Network, _ layer: String, _ kernel: Int, channel: Int = 0, _ title: String = ""
  ) -> Figure {
    let place = weight(of: layer, in: network)
    let all = network.layers[place.layer].parameters[place.parameter].value
    return .map(
      slice(all, kernel, channel, layer), title,
      of: .parameter(layer, kernel: kernel, channel: channel), scale: .signed)
  }

  /// How the loss changes with the weights of one kernel on one channel, `[KH, KW]`.
  public static func kernelGradient(
    _ trace: Trace, _ layer: String, _ kernel: Int, channel: Int = 0, _ title: String = ""
  ) -> Figure {
    let place = weight(of: layer, in: trace.network)
    guard trace.parameterGradients.indices.contains(place.layer),
      trace.parameterGradients[place.layer].indices.contains(place.parameter)
    else {
      fatalError("the trace holds no gradients of “\(layer)”: it was made without a label")
    }
    let all = trace.parameterGradients[place.layer][place.parameter]
    return .map(
      slice(all, kernel, channel, layer), title,
      of: .parameterGradient(layer, kernel: kernel, channel: channel), scale: .signed)
  }

  private static func part(
    _ numbers: Tensor, _ channel: Int, _ rows: Range<Int>?, _ columns: Range<Int>?
  ) -> (numbers: Tensor, channel: Int?, row: Int, column: Int) {
    guard numbers.shape.rank == 3 else { return (numbers, nil, 0, 0) }
    let map = numbers.channel(channel)
    let rows = rows ?? 0..<map.shape[0]
    let columns = columns ?? 0..<map.shape[1]
    let scalars = rows.flatMap { row in columns.map { map[row, $0, 0] } }
    let part = Tensor([rows.count, columns.count, 1], scalars)
    return (part, channel, rows.lowerBound, columns.lowerBound)
  }

  /// `[KH, KW, C, K]` to `[KH, KW]`.
  private static func slice(
    _ weights: Tensor, _ kernel: Int, _ channel: Int, _ layer: String
  ) -> Tensor {
    guard weights.shape.rank == 4 else {
      fatalError("“\(layer)” has weights of shape [\(weights.shape)], and so no kernels")
    }
    let (height, width) = (weights.shape[0], weights.shape[1])
    let scalars = (0..<height * width).map {
      weights[$0 / width, $0 % width, channel, kernel]
    }
    return Tensor([height, width], scalars)
  }

  private static func number(of stage: String, in trace: Trace) -> Int {
    if stage == "image" { return 0 }
    return number(ofLayer: stage, in: trace.network) + 1
  }

  private static func number(ofLayer name: String, in network: Network) -> Int {
    guard let number = network.names.firstIndex(of: name) else {
      let names = (["image"] + network.names).joined(separator: ", ")
      fatalError("the network has no stage “\(name)”; it has \(names)")
    }
    return number
  }

  private static func weight(
    of layer: String, in network: Network
  ) -> (layer: Int, parameter: Int) {
    let number = number(ofLayer: layer, in: network)
    let parameters = network.layers[number].parameters
    guard let weight = parameters.firstIndex(where: { $0.name == "weight" }) else {
      fatalError("“\(layer)” has no weights")
    }
    return (number, weight)
  }
}
