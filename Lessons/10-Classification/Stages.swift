import CNN
import Explain
import Printing

/// A line for each stage: its shape, how many of its numbers are above zero, and the largest.
func stageTable(_ trace: Trace) throws -> String {
  let head = "stage       shape       above zero      largest   where the largest is"
  return try
    ([head]
    + trace.network.stages.map { stage in
      let numbers = try trace[stage]
      let most = numbers.scalars.argmax
      let site = try trace.site(stage, numbers.shape.index(at: most))
      let name = stage == "in" ? "image" : stage
      return name.alignedLeft(12) + "\(numbers.shape)".alignedLeft(10)
        + "\(numbers.scalars.count { $0 > 0 })".alignedRight(12)
        + numbers.scalars[most].fixed(4, signed: true).alignedRight(13) + "   "
        + trace.name(of: site)
    }).joined(separator: "\n")
}

extension Trace {
  /// How many levels there are between a probability and the pixels, without those that only let
  /// numbers through.
  nonisolated var depth: Int {
    get throws {
      try network.stages.dropFirst().count { stage in
        let first = [Int](repeating: 0, count: try self[stage].shape.rank)
        let rule = explain(try site(stage, first)).rule
        return rule != .gate && rule != .copy
      }
    }
  }
}
