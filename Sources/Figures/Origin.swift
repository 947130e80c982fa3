import CNN

extension Figure {
  /// Where a map's numbers come from. Cell (row, column) of the map is the number at (row + `row`,
  /// column + `column`) of the named channel.
  public enum Origin: Sendable, Equatable {
    /// The activations of a stage. Stages have the names of their layers; the first is `in`, the
    /// image. Without a channel, the stage is a list, shown row by row.
    case activation(String, channel: Int? = nil, row: Int = 0, column: Int = 0)
    /// The gradients of a stage: how the loss changes with its activations.
    case gradient(String, channel: Int? = nil, row: Int = 0, column: Int = 0)
    /// A layer's weights: those of one kernel on one channel, or a complete table.
    case parameter(String, String = "weight", kernel: Int? = nil, channel: Int? = nil)
    /// The gradients of a layer's weights.
    case parameterGradient(String, String = "weight", kernel: Int? = nil, channel: Int? = nil)
    /// Pixels of an image that is not a stage of the trace.
    case image
  }
}
