import CNN
import Explain
import Figures
import LessonKit
import Models
import Printing

/// The whole network on one sheet with an image on its way through it: a row for each stage, with
/// what it is at the left and its numbers at the right.
///
/// - Parameters:
///   - classes: the names of the classes.
///   - subject: what the image is.
func sheet(
  _ trace: Trace, _ classes: [String] = TrainedNetwork.digits, of subject: String = "the seven"
) throws -> Figure {
  let stages = trace.network.stages
  let rows: [[Figure]] = try stages.map { stage in
    let numbers = try trace[stage]
    return [
      stage == "in" ? .empty : .arrow("", .down, .faint),
      .column(
        .text(stage == "in" ? "image" : stage),
        .lines(
          [
            "\(numbers.shape), \(lesson(on: stage, in: trace.network, subject))",
            range(of: numbers),
          ],
          .small, .quiet, align: .start), spacing: 7, align: .start),
      numbers.shape.rank == 3
        ? try maps(stage, in: trace) : list(stage, numbers, classes),
    ]
  }
  return .table(rows, align: .start)
}

private func range(of numbers: Tensor) -> String {
  "\((numbers.scalars.min() ?? 0).fixed(2)) to \((numbers.scalars.max() ?? 0).fixed(2))"
}

/// Which lesson explains how a stage is made.
private func lesson(on stage: String, in network: Network, _ subject: String) -> String {
  guard let layer = try? network.layer(stage) else { return subject }
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
  // Fewer, if the maps are larger than those of a digit.
  let columns = min(shape[0] < 20 ? 16 : 8, max(1, width / (3 * shape[1] + 6)))
  return .montage(
    maps, columns: min(columns, maps.count), spacing: max(4, width / columns - 3 * shape[1] - 2),
    sharing: .automatic
  ).withoutBar().cell(stage == "in" ? 4 : 3)
}

/// The numbers of a list in rows. A row of the flattened maps is a row of all maps.
private func list(_ stage: String, _ numbers: Tensor, _ classes: [String]) -> Figure {
  let count = numbers.shape.count
  let most = count > 1000 ? 240 : 32
  var columns = (1...most).last { count.isMultiple(of: $0) } ?? 1
  var scalars = numbers.scalars
  // A prime number of classes, such as 37, fills no rows: the last one ends with zeros.
  if count > most, columns < 8 {
    columns = most
    scalars += [Float](repeating: 0, count: (most - count % most) % most)
  }
  let isShare = stage == "softmax1"
  // Another layer may have as many numbers by chance, but hardly so few.
  let isNamed = count == classes.count && count <= 12
  return Figure.map(
    Tensor([scalars.count / columns, columns], scalars), of: .activation(stage),
    scale: isShare ? .unsigned(upTo: 1) : .automatic
  ).cell(min(76, width / columns)).key(.none).values(isNamed ? (isShare ? 3 : 1) : nil)
    .names(columns: isNamed ? classes.map { String($0.prefix(9)) } : [])
}
