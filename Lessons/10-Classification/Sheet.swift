import CNN
import Explain
import Figures
import LessonKit
import Printing

/// The whole network on one sheet with an image on its way through it: a row for each stage, with
/// what it is at the left and its numbers at the right. What lies on the route is marked.
func sheet(_ trace: Trace) throws -> Figure {
  let stages = trace.network.stages
  let winner = try trace.winningScore
  // By stage, the index of the number on the route.
  var route = ["softmax1": winner.index]
  for step in trace.route(from: winner) {
    route[stages[step.explanation.site.layer + 1]] = step.explanation.site.index
    if case .activation(let stage, let index) = step.term.origin { route[stages[stage]] = index }
  }
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
        ? try maps(stage, in: trace, route[stage]) : list(stage, numbers, route[stage]?.first),
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
private func maps(_ stage: String, in trace: Trace, _ ringed: [Int]?) throws -> Figure {
  let shape = try trace[stage].shape
  let maps: [Figure] = try (0..<shape[2]).map { channel in
    let map = try Figure.activation(trace, stage, channel: channel)
    guard let ringed, ringed[2] == channel else { return map }
    return map.marking(.ring(ringed[0], ringed[1]))
  }
  let columns = shape[0] < 20 ? 16 : 8
  return .montage(
    maps, columns: min(columns, maps.count), spacing: width / columns - 3 * shape[1] - 2,
    sharing: .automatic
  ).withoutBar().cell(stage == "in" ? 4 : 3)
}

/// The numbers of a list in rows. A row of the flattened maps is a row of all maps.
private func list(_ stage: String, _ numbers: Tensor, _ marked: Int?) -> Figure {
  let count = numbers.shape.count
  let columns = (1...(count > 1000 ? 240 : 32)).last { count.isMultiple(of: $0) } ?? 1
  let isShare = stage == "softmax1"
  let list = Figure.map(
    numbers.reshaped([count / columns, columns]), of: .activation(stage),
    scale: isShare ? .unsigned(upTo: 1) : .automatic
  ).cell(width / columns).key(.none).values(count == 10 ? (isShare ? 3 : 1) : nil)
    .names(columns: count == 10 ? (0..<10).map(String.init) : [])
  guard let marked else { return list }
  let (row, column) = (marked / columns, marked % columns)
  return list.marking(count > 1000 ? .ring(row, column) : .cell(row, column))
}
