import CNN
import Explain
import LessonKit
import Pictures
import Printing

// The sheet with the whole network: a row for each stage, with what it is at the left and its
// numbers at the right.

/// The whole network with an image on its way through it.
func sheetPicture(_ trace: Trace) throws -> Picture {
  let stages = trace.network.stages
  let winner = try trace.winningScore
  var route: [String: [Int]] = [:]  // by stage, the index of the number on the route
  for step in trace.route(from: winner) {
    route[stages[step.explanation.site.layer + 1]] = step.explanation.site.index
    if case .activation(let stage, let index) = step.term.origin { route[stages[stage]] = index }
  }
  route["softmax1"] = winner.index
  let rows = try stages.map { stage in
    let numbers = try trace[stage]
    let label = label(stage, numbers, try lesson(on: stage, in: trace.network))
    let picture = stagePicture(numbers, isImage: stage == "in", ringed: route[stage] ?? [])
    return Picture.row([label, picture], spacing: 12)
  }
  return .column(rows, spacing: 10)
}

/// Which lesson explains how a stage is made.
private func lesson(on stage: String, in network: Network) throws -> String {
  if stage == "in" { return "the seven" }
  let layer = network.layers[try network.layer(stage)]
  let isList = network.shapes[try network.stage(stage)].rank == 1
  let entry: LessonEntry? =
    switch layer.kind {
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

/// What a stage is called, its shape, its range, and its lesson; an arrow leads down to it.
private func label(_ stage: String, _ numbers: Tensor, _ lesson: String) -> Picture {
  let isImage = stage == "in"
  let (low, high) = (numbers.scalars.min() ?? 0, numbers.scalars.max() ?? 0)
  let lines = [
    isImage ? "image" : stage, "\(numbers.shape)", "\(low.fixed(2)) to \(high.fixed(2))", lesson,
  ]
  var picture = Picture(width: 210, height: lines.count * 20)
  if !isImage { picture.arrow(from: (x: 8, y: 0), to: (x: 8, y: picture.height - 6), .faint) }
  for (number, line) in lines.enumerated() {
    picture.write(line, x: 26, y: number * 20, number == 0 ? .ink : .quiet)
  }
  return picture
}

/// The numbers of a stage: maps side by side, or a list in rows.
private func stagePicture(_ numbers: Tensor, isImage: Bool, ringed: [Int]) -> Picture {
  guard numbers.shape.rank == 3 else { return listPicture(numbers, ringed: ringed.first) }
  let count = numbers.shape[2]
  let cell = isImage ? 5 : 3
  let perRow = numbers.shape[0] > 20 ? 8 : 16
  return .maps(
    numbers, scale: isImage ? .pixels : .fitting(numbers), cell: cell,
    columns: min(perRow, count), spacing: numbers.shape[0] > 20 ? 8 : 3, hasScaleBar: false
  ) { panel, channel in
    guard ringed.count == 3, ringed[2] == channel else { return panel }
    return panel.ringing(row: ringed[0], column: ringed[1])
  }
}

private func listPicture(_ numbers: Tensor, ringed: Int?) -> Picture {
  let count = numbers.shape.count
  let isShare = count == 10 && numbers.scalars.allSatisfy { $0 >= 0 && $0 <= 1 }
  // As wide as the maps above, or as wide as the list can be folded.
  let (most, cell) = count > 1000 ? (196, 4) : count > 10 ? (32, 24) : (10, 76)
  let columns = (1...most).last { count.isMultiple(of: $0) } ?? 1
  let scale = isShare ? ColorScale.unsigned(1) : .fitting(numbers)
  let panel = MapPanel(
    numbers.reshaped([count / columns, columns, 1]), scale, cell: cell,
    decimals: count == 10 ? (isShare ? 3 : 1) : nil)
  guard count == 10 else {
    guard let ringed else { return panel.draw() }
    let (row, column) = (ringed / columns, ringed % columns)
    // A ring around a large cell would need a margin, and the list would no longer stand in line.
    return
      (cell < 10
      ? panel.ringing(row: row, column: column) : panel.marking(row: row, column: column))
      .draw()
  }
  var names = Picture(width: 10 * cell + 8, height: 16)
  for digit in 0..<10 { names.write("\(digit)", x: 4 + digit * cell + cell / 2 - 5, y: 0) }
  let marked = ringed.map { panel.marking(row: 0, column: $0) } ?? panel
  return .column([names, marked.draw()], spacing: 2)
}
