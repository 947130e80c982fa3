import CNN
import Printing

extension Network {
  /// A table of the layers, their output shapes, and their numbers of weights.
  public func summary() -> String {
    var rows = [("Layer", "Output shape", "Parameters"), ("input", "\(shapes[0])", "0")]
    for number in layers.indices {
      let count = parameterCount(ofLayer: number)
      rows.append((names[number], "\(shapes[number + 1])", "\(count)"))
    }
    let names = rows.map(\.0.count).max() ?? 0
    let shapes = rows.map(\.1.count).max() ?? 0
    let counts = rows.map(\.2.count).max() ?? 0
    let lines = rows.map {
      $0.0.alignedLeft(names + 2) + $0.1.alignedLeft(shapes + 2) + $0.2.alignedRight(counts)
    }
    let rule = String(repeating: "─", count: names + shapes + counts + 4)
    let total = "Total parameters: \(parameterCount)"
    return ([lines[0], rule] + lines.dropFirst() + [rule, total]).joined(separator: "\n")
  }
}
