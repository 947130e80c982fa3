import CNN

extension Figure {
  /// Where a map's numbers come from: cell (row, column) of the map is the number at
  /// (row + `row`, column + `column`) of the channel that is named.
  public enum Origin: Sendable, Equatable {
    /// What a stage holds. Stages have the names of the layers that make them; the first is
    /// `image`. Without a channel the stage is a list, shown row by row.
    case activation(String, channel: Int? = nil, row: Int = 0, column: Int = 0)
    /// How the loss changes with what a stage holds.
    case gradient(String, channel: Int? = nil, row: Int = 0, column: Int = 0)
    /// A layer's weights: those of one kernel on one channel, or all of a table.
    case parameter(String, String = "weight", kernel: Int? = nil, channel: Int? = nil)
    /// How the loss changes with them.
    case parameterGradient(String, String = "weight", kernel: Int? = nil, channel: Int? = nil)
    /// Pixels of an image that is not a stage of the trace.
    case image
  }
}

extension Figure {
  /// One channel of what a stage holds: `.activation(trace, "conv1", channel: 0)`.
  ///
  /// Stops the program if the network has no stage of this name.
  public static func activation(
    _ trace: Trace, _ stage: String, channel: Int = 0, _ title: String = ""
  ) -> Figure {
    let number = number(of: stage, in: trace)
    return .map(
      slice(trace.activations[number], channel), title,
      of: .activation(stage, channel: trace.activations[number].shape.rank == 3 ? channel : nil),
      scale: number == 0 ? .pixels : .automatic)
  }

  /// How the loss changes with one channel of what a stage holds.
  ///
  /// Stops the program if the network has no stage of this name, or the trace no gradient of it.
  public static func gradient(
    _ trace: Trace, _ stage: String, channel: Int = 0, _ title: String = ""
  ) -> Figure {
    guard let gradient = trace.gradients[number(of: stage, in: trace)] else {
      fatalError("the trace holds no gradient of stage “\(stage)”: it was made without a label")
    }
    return .map(
      slice(gradient, channel), title,
      of: .gradient(stage, channel: gradient.shape.rank == 3 ? channel : nil), scale: .signed)
  }

  private static func slice(_ numbers: Tensor, _ channel: Int) -> Tensor {
    numbers.shape.rank == 3 ? numbers.channel(channel) : numbers
  }

  private static func number(of stage: String, in trace: Trace) -> Int {
    if stage == "image" { return 0 }
    guard let layer = trace.network.names.firstIndex(of: stage) else {
      let names = (["image"] + trace.network.names).joined(separator: ", ")
      fatalError("the network has no stage “\(stage)”; it has \(names)")
    }
    return layer + 1
  }
}
