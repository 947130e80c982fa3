import CNN

// Maps with numbers from a trace or a network, which also set their origin. For a name that does
// not exist, the error lists the existing ones.

extension Figure {
  /// The activations of a stage: one channel, or a list as a row. `rows` and `columns` select a
  /// part.
  ///
  ///     .activation(trace, "relu1", channel: 3, rows: 13..<16, columns: 15..<18)
  public static func activation(
    _ trace: Trace, _ stage: String, channel: Int = 0, rows: Range<Int>? = nil,
    columns: Range<Int>? = nil, _ title: String = ""
  ) throws(NameError) -> Figure {
    let part = part(try trace[stage], channel, rows, columns)
    let origin = Origin.activation(
      stage, channel: part.channel, row: part.row, column: part.column)
    return .map(part.numbers, title, of: origin, scale: stage == "in" ? .pixels : .automatic)
      .traced(by: trace)
  }

  /// The gradients of a stage. Parts are selected as in `activation`.
  public static func gradient(
    _ trace: Trace, _ stage: String, channel: Int = 0, rows: Range<Int>? = nil,
    columns: Range<Int>? = nil, _ title: String = ""
  ) throws(NameError) -> Figure {
    let part = part(try trace.gradient(stage), channel, rows, columns)
    let origin = Origin.gradient(
      stage, channel: part.channel, row: part.row, column: part.column)
    return .map(part.numbers, title, of: origin, scale: .signed).traced(by: trace)
  }

  /// The weights of one kernel of a convolution on one channel, `[KH, KW]`.
  public static func kernel(
    _ network: Network, _ layer: String, _ kernel: Int, channel: Int = 0, _ title: String = ""
  ) throws(NameError) -> Figure {
    let all = network.layers[try network.layer(layer)].parameters
    let weight = all[try network.parameter("weight", ofLayer: network.layer(layer))]
    return .map(
      try slice(weight, weight.value, kernel, channel, layer), title,
      of: .parameter(layer, kernel: kernel, channel: channel), scale: .signed)
  }

  /// The gradients of the weights of one kernel on one channel, `[KH, KW]`.
  public static func kernelGradient(
    _ trace: Trace, _ layer: String, _ kernel: Int, channel: Int = 0, _ title: String = ""
  ) throws(NameError) -> Figure {
    let number = try trace.network.layer(layer)
    let gradient = try trace.gradient(layer, "weight")
    let own = try trace.network.parameter("weight", ofLayer: number)
    let weight = trace.network.layers[number].parameters[own]
    return .map(
      try slice(weight, gradient, kernel, channel, layer), title,
      of: .parameterGradient(layer, kernel: kernel, channel: channel), scale: .signed
    ).traced(by: trace)
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

  /// The numbers of one kernel on one channel, `[KH, KW, C, K]` to `[KH, KW]`.
  private static func slice(
    _ weight: Parameter, _ numbers: Tensor, _ kernel: Int, _ channel: Int, _ layer: String
  ) throws(NameError) -> Tensor {
    let shape = numbers.shape
    guard weight.axes == [.row, .column, .input, .output], 0..<shape[2] ~= channel,
      0..<shape[3] ~= kernel
    else {
      throw NameError(
        "\(layer) has no kernel \(kernel) on channel \(channel): its weights are \(shape)")
    }
    let (height, width) = (shape[0], shape[1])
    let scalars = (0..<height * width).map { numbers[$0 / width, $0 % width, channel, kernel] }
    return Tensor([height, width], scalars)
  }
}
