import CNN
import Explain
import Figures
import LessonKit
import Printing

/// The whole network on one sheet with an image on its way through it: a row for each stage, with
/// what it is at the left and its numbers at the right.
func sheet(_ trace: Trace) throws -> Figure {
  let stages = trace.network.stages
  let rows: [[Figure]] = try stages.map { stage in
    let numbers = try trace[stage]
    return [
      stage == "in" ? .empty : .arrow("", .down, .faint),
      .column(
        .text(stage == "in" ? "image" : stage),
        .lines(
          ["\(numbers.shape), \(lesson(on: stage, in: trace.network))", range(of: numbers)],
          .small, .quiet, align: .start), spacing: 7, align: .start),
      numbers.shape.rank == 3
        ? try maps(stage, in: trace) : list(stage, numbers),
    ]
  }
  return .table(rows, align: .start)
}

private func range(of numbers: Tensor) -> String {
  "\((numbers.scalars.min() ?? 0).fixed(2)) to \((numbers.scalars.max() ?? 0).fixed(2))"
}

/// Which lesson explains how a stage is made.
private func lesson(on stage: String, in network: Network) -> String {
  guard let layer = try? network.layer(stage) else { return "the seven" }
  let isList = network.shapes[layer + 1].rank == 1
  let entry: LessonEntry? =
    switch network.layers[layer].kind {
    case "conv": .convolution
    // That of a hidden layer stands in the lesson on dense layers.
    case "relu": isList ? .dense : .relu
    case "pool", "average": .pooling
    case "dropout": .dropout
    case "flatten": .flatten
    case "dense": .dense
    case "softmax": .softmax
    default: nil
    }
  return entry.map { "lesson \($0.number)" } ?? "in no lesson"
}

/// How wide the numbers of a stage may be, in pixels.
private let width = 768

/// The maps of a stage side by side, eight in a row, or sixteen small ones below them.
private func maps(_ stage: String, in trace: Trace) throws -> Figure {
  let shape = try trace[stage].shape
  let maps = try (0..<shape[2]).map { try Figure.activation(trace, stage, channel: $0) }
  let columns = shape[0] < 20 ? 16 : 8
  return .montage(
    maps, columns: min(columns, maps.count), spacing: width / columns - 3 * shape[1] - 2,
    sharing: .automatic
  ).withoutBar().cell(stage == "in" ? 4 : 3)
}

/// The numbers of a list in rows. A row of the flattened maps is a row of all maps.
private func list(_ stage: String, _ numbers: Tensor) -> Figure {
  let count = numbers.shape.count
  let columns = (1...(count > 1000 ? 240 : 32)).last { count.isMultiple(of: $0) } ?? 1
  let isShare = stage == "softmax1"
  return Figure.map(
    numbers.reshaped([count / columns, columns]), of: .activation(stage),
    scale: isShare ? .unsigned(upTo: 1) : .automatic
  ).cell(width / columns).key(.none).values(count == 10 ? (isShare ? 3 : 1) : nil)
    .names(columns: count == 10 ? (0..<10).map(String.init) : [])
}
