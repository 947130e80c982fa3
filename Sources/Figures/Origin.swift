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

extension Figure {
  /// The forward pass, and the backward pass if there was one, that a map's origin belongs to.
  public struct TraceOfMap: Sendable, Equatable {
    public let trace: Trace

    public init(_ trace: Trace) { self.trace = trace }

    public static func == (a: TraceOfMap, b: TraceOfMap) -> Bool {
      let (a, b) = (a.trace, b.trace)
      return a.activations == b.activations && a.gradients == b.gradients && a.label == b.label
        && a.parameterGradients == b.parameterGradients && a.network.names == b.network.names
    }
  }

  /// The same figure. The numbers of its maps come from this trace, where no other trace is set.
  public func traced(by trace: Trace) -> Figure {
    mappingMaps { if $0.origin != nil, $0.trace == nil { $0.trace = TraceOfMap(trace) } }
  }
}
