import CNN

extension Figure {
  /// Where a map's numbers come from: cell (row, column) of the map is the number at
  /// (row + `row`, column + `column`) of the channel that is named.
  public enum Origin: Sendable, Equatable {
    /// What a stage holds. Stages have the names of the layers that make them; the first is
    /// `in`, the image. Without a channel the stage is a list, shown row by row.
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
